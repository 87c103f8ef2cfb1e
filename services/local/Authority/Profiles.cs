using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dinamis.Local.Authority;

/// <summary>What each kind of certificate may be used for (RFC 5280; RFC 3161 §2.3 for time-stamping).</summary>
static class Profiles
{
    const string TimeStampingUsage = "1.3.6.1.5.5.7.3.8";

    public static CertificateRequest Root(X500DistinguishedName name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        return request.With(
            X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0),
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true),
            new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
    }

    public static CertificateRequest TimeStamping(X500DistinguishedName name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        return request.With(
            X509BasicConstraintsExtension.CreateForEndEntity(),
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true),
            new X509EnhancedKeyUsageExtension([new Oid(TimeStampingUsage)], critical: true),
            new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
    }

    public static CertificateRequest Signing(CertificateRequest asked) =>
        new CertificateRequest(asked.SubjectName, asked.PublicKey, HashAlgorithmName.SHA256).With(
            X509BasicConstraintsExtension.CreateForEndEntity(),
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true),
            new X509SubjectKeyIdentifierExtension(asked.PublicKey, critical: false));

    static CertificateRequest With(this CertificateRequest request, params ReadOnlySpan<X509Extension> extensions)
    {
        foreach (var extension in extensions) request.CertificateExtensions.Add(extension);
        return request;
    }
}
