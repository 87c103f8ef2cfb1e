using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Dinamis.Membership.Deeds;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tsp;
using Org.BouncyCastle.Utilities.Collections;
using BouncyCertificate = Org.BouncyCastle.X509.X509CertificateParser;

namespace Dinamis.UnitTests.Deeds;

/// <summary>A certificate authority and a time-stamp authority in memory.</summary>
sealed class Authorities : ITimestamper, IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 11, 25, 10, 0, 0, TimeSpan.Zero);
    readonly X509Certificate2 tsa;

    public Authorities(string name = "Autorité de test")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name},C=FR", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        Root = request.CreateSelfSigned(Now.AddDays(-1), Now.AddYears(5));
        tsa = Issue("Horodatage de test", timestamping: true);
    }

    public X509Certificate2 Root { get; }

    public Trust Trust => new([Root], [Root]);

    /// <summary>The same, where these lists are to be had.</summary>
    public Trust With(params byte[][] lists) => Trust with { Lists = [.. lists.Select(l => RevocationList.Read(l)!)] };

    /// <summary>What the next tokens say.</summary>
    public DateTimeOffset Time { get; set; } = Now;

    public X509Certificate2 Issue(string name, bool timestamping = false, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name},C=FR", key, HashAlgorithmName.SHA256);
        if (timestamping) request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], critical: true));
        using var issued = Certify(request, until);
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>A certificate for a key that somebody else holds.</summary>
    public X509Certificate2 Certify(CertificateRequest request, DateTimeOffset? until = null)
    {
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        return request.Create(Root, Now.AddDays(-1), until ?? Now.AddYears(1), RandomNumberGenerator.GetBytes(12));
    }

    /// <summary>The authority's revocation list, DER, as it was made at <paramref name="at"/>.</summary>
    public byte[] List(DateTimeOffset at, params (X509Certificate2 Certificate, DateTimeOffset Since)[] revoked)
    {
        var list = new CertificateRevocationListBuilder();
        foreach (var (certificate, since) in revoked) list.AddEntry(certificate, since);
        return list.Build(Root, 1, at.AddDays(7), HashAlgorithmName.SHA256, thisUpdate: at);
    }

    public Task<byte[]> StampAsync(byte[] sha256, CancellationToken cancel)
    {
        var asked = Rfc3161TimestampRequest.CreateFromHash(sha256, HashAlgorithmName.SHA256, requestSignerCertificates: true);
        using var key = tsa.GetECDsaPrivateKey()!;
        var certificate = new BouncyCertificate().ReadCertificate(tsa.RawData);
        var tokens = new TimeStampTokenGenerator(PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey()), certificate, TspAlgorithms.Sha256, "2.25.3161");
        tokens.SetCertificates(CollectionUtilities.CreateStore([certificate]));
        var reply = new TimeStampResponseGenerator(tokens, [TspAlgorithms.Sha256]).Generate(new TimeStampRequest(asked.Encode()), BigInteger.One, Time.UtcDateTime);
        return Task.FromResult(asked.ProcessResponse(reply.GetEncoded(), out _).AsSignedCms().Encode());
    }

    public void Dispose()
    {
        Root.Dispose();
        tsa.Dispose();
    }
}
