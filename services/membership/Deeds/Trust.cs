using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dinamis.Membership.Deeds;

/// <summary>The authorities in which the service believes: for signers' certificates, and for time-stamps.</summary>
/// <param name="Lists">Revocation lists to be had, wherever from: one counts only if an anchor signed it.</param>
sealed record Trust(X509Certificate2Collection Signers, X509Certificate2Collection Timestampers, IReadOnlyList<RevocationList> Lists)
{
    public Trust(X509Certificate2Collection signers, X509Certificate2Collection timestampers) : this(signers, timestampers, []) { }

    const string TimestampingUsage = "1.3.6.1.5.5.7.3.8";

    public bool HoldsSigner(X509Certificate2 certificate, DateTimeOffset at) =>
        certificate.Extensions.OfType<X509KeyUsageExtension>().Any(u => (u.KeyUsages & (X509KeyUsageFlags.NonRepudiation | X509KeyUsageFlags.DigitalSignature)) != 0)
        && Chains(certificate, Signers, at, usage: null);

    public bool HoldsTimestamper(X509Certificate2 certificate, DateTimeOffset at) => Chains(certificate, Timestampers, at, TimestampingUsage);

    /// <summary>A list made before the instant may still refuse the certificate, but cannot clear it.</summary>
    public Revocation RevocationOf(X509Certificate2 certificate, DateTimeOffset at)
    {
        var issuers = Signers.Concat(Timestampers).Where(a => a.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)).ToList();
        var lists = Lists.Where(l => issuers.Exists(l.IsBy)).ToList();
        return lists.Exists(l => l.RevokedAt(certificate) <= at) ? Revocation.Revoked
            : lists.Exists(l => l.IssuedAt >= at) ? Revocation.NotRevoked
            : Revocation.Unknown;
    }

    // Nothing is fetched from an address that a certificate names: the file may come from anyone.
    static bool Chains(X509Certificate2 certificate, X509Certificate2Collection anchors, DateTimeOffset at, string? usage)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        (policy.TrustMode, policy.RevocationMode, policy.DisableCertificateDownloads) = (X509ChainTrustMode.CustomRootTrust, X509RevocationMode.NoCheck, true);
        (policy.VerificationTime, policy.VerificationTimeIgnored) = (at.LocalDateTime, false);
        policy.CustomTrustStore.AddRange(anchors);
        if (usage is not null) policy.ApplicationPolicy.Add(new Oid(usage));
        try
        {
            return chain.Build(certificate);
        }
        catch (CryptographicException)
        {
            // A certificate that OpenSSL cannot even compare.
            return false;
        }
    }
}
