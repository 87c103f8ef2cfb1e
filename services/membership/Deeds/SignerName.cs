using System.Security.Cryptography.X509Certificates;

namespace Dinamis.Membership.Deeds;

/// <summary>Who signs, as the certificate and the box say it.</summary>
sealed record SignerName(string Name, string Function, string Organisation)
{
    public X500DistinguishedName Subject
    {
        get
        {
            var subject = new X500DistinguishedNameBuilder();
            subject.AddCommonName(Cut(Name));
            if (Organisation.Length > 0) subject.AddOrganizationName(Cut(Organisation));
            subject.AddCountryOrRegion("FR");
            return subject.Build();
        }
    }

    // RFC 5280, appendix A: 64 characters at most.
    static string Cut(string text) => text.Length <= 64 ? text : text[..64].TrimEnd();
}
