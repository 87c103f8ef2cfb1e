using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Dinamis.Membership.Deeds;

/// <summary>Detached CMS of the PAdES baseline profile (ETSI EN 319 142-1): signing-certificate-v2, no signing-time, a time-stamp on the signature.</summary>
static class Cades
{
    public const string Sha256 = "2.16.840.1.101.3.4.2.1";
    public const string SigningCertificate = "1.2.840.113549.1.9.16.2.47";
    public const string TimestampToken = "1.2.840.113549.1.9.16.2.14";

    /// <param name="timestamps">Without one, the level is B-B.</param>
    public static async Task<byte[]> SignAsync(byte[] content, SigningKey key, ITimestamper? timestamps, CancellationToken cancel)
    {
        var cms = key.Elsewhere is { } elsewhere ? await SignElsewhereAsync(content, key.Certificate, elsewhere, cancel) : Sign(content, key.Certificate);
        if (timestamps is not null)
        {
            var made = cms.SignerInfos[0];
            var token = await timestamps.StampAsync(SHA256.HashData(made.GetSignature()), cancel);
            made.AddUnsignedAttribute(new AsnEncodedData(new Oid(TimestampToken), token));
        }
        return cms.Encode();
    }

    static SignedCms Sign(byte[] content, X509Certificate2 certificate, AsymmetricAlgorithm? key = null)
    {
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate, key) { DigestAlgorithm = new(Sha256), IncludeOption = X509IncludeOption.EndCertOnly };
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificate), SigningCertificateV2(certificate)));
        cms.ComputeSignature(signer);
        return cms;
    }

    // The library signs at once and a service does not: it is let fail once to learn the digest, and signs with what came back. No time is in the CMS, so that the digest is the same.
    static async Task<SignedCms> SignElsewhereAsync(byte[] content, X509Certificate2 certificate, Func<byte[], CancellationToken, Task<byte[]>> elsewhere, CancellationToken cancel)
    {
        byte[] asked = [], signature = [];
        using var key = AbsentKey.Of(certificate, digest =>
        {
            asked = digest;
            return signature;
        });
        try
        {
            Sign(content, certificate, key);
        }
        catch (CryptographicException) when (asked.Length > 0)
        {
            // It holds each signature against the certificate, and this one is empty.
        }
        signature = await elsewhere(asked, cancel);
        return Sign(content, certificate, key);
    }

    /// <summary>RFC 5035: binds the signature to this very certificate.</summary>
    public static byte[] SigningCertificateV2(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4, isConstructed: true)))
                    writer.WriteEncodedValue(certificate.IssuerName.RawData);
                writer.WriteIntegerUnsigned(certificate.SerialNumberBytes.Span);
            }
        }
        return writer.Encode();
    }
}
