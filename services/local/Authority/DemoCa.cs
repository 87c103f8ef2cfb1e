using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Dinamis.Local.Authority;

/// <summary>
/// The certificate authority of local runs: its key, and the time-stamp authority's, are made once in
/// <c>{data}/keys/local</c> and used again at each start. Its names say that it vouches for nothing.
/// </summary>
sealed class DemoCa : IDisposable
{
    static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);
    static readonly X500DistinguishedName CaName = Named("DINAMIS - Autorité de démonstration");
    static readonly X500DistinguishedName TsaName = Named("DINAMIS - Horodatage de démonstration");

    readonly TimeProvider clock;
    readonly Uri crl;

    public DemoCa(IOptions<LocalOptions> options, IOptions<DinamisOptions> dinamis, TimeProvider clock)
    {
        this.clock = clock;
        crl = new Uri(new Uri(options.Value.PublicUrl), "/ca/crl");
        var keys = new KeyFolder(Path.Combine(dinamis.Value.Data, "keys", "local"));
        Root = keys.Certificate("ca", key => Profiles.Root(CaName, key).CreateSelfSigned(Now - ClockSkew, Now.AddYears(20)));
        TimeStamping = keys.Certificate("tsa", key => Sign(Profiles.TimeStamping(TsaName, key), Now.AddYears(15)));
    }

    /// <summary>The trust anchor, with its key.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>The time-stamp authority's certificate, with its key.</summary>
    public X509Certificate2 TimeStamping { get; }

    DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Certifies the key of a signing request whose own signature holds; of its wishes, only the subject's name is kept.</summary>
    /// <exception cref="CryptographicException">The request cannot be read, or is not signed by its own key.</exception>
    public X509Certificate2 Issue(string requestPem, CertificateKind kind)
    {
        var asked = CertificateRequest.LoadSigningRequestPem(requestPem, HashAlgorithmName.SHA256);
        return Sign(Profiles.Signing(asked), kind is CertificateKind.Representative ? Now.AddDays(1) : Now.AddYears(3));
    }

    /// <summary>The list of revoked certificates, DER: nothing is revoked in a demonstration, but verifiers ask.</summary>
    public byte[] RevocationList() =>
        new CertificateRevocationListBuilder().Build(
            Root, Now.ToUnixTimeSeconds(), Now.AddDays(7), HashAlgorithmName.SHA256, thisUpdate: Now - ClockSkew);

    X509Certificate2 Sign(CertificateRequest request, DateTimeOffset until)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([crl.AbsoluteUri]));
        return request.Create(Root, Now - ClockSkew, until, Guid.CreateVersion7(Now).ToByteArray(bigEndian: true));
    }

    static X500DistinguishedName Named(string commonName)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        name.AddOrganizationName("Démonstration, sans valeur juridique");
        name.AddCountryOrRegion("FR");
        return name.Build();
    }

    public void Dispose()
    {
        Root.Dispose();
        TimeStamping.Dispose();
    }
}

/// <summary>Whom a certificate names: the représentant légal, for one signature, or a signataire, for years.</summary>
enum CertificateKind { Representative, Signatory }
