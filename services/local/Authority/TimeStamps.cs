using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cmp;
using Org.BouncyCastle.Cms;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tsp;
using Org.BouncyCastle.Utilities.Collections;
using Org.BouncyCastle.X509;
using X509Certificate = Org.BouncyCastle.X509.X509Certificate;

namespace Dinamis.Local.Authority;

/// <summary>Answers time-stamp queries (RFC 3161): SHA-256, SHA-384 or SHA-512 digests, signed with ECDSA P-256.</summary>
sealed class TimeStamps(DemoCa ca, TimeProvider clock)
{
    // An arc for examples (UUID-based, 2.25): this authority has no published policy.
    static readonly DerObjectIdentifier Policy = new("2.25.3161");
    static readonly string[] Digests = [TspAlgorithms.Sha256, TspAlgorithms.Sha384, TspAlgorithms.Sha512];

    readonly X509Certificate certificate = new X509CertificateParser().ReadCertificate(ca.TimeStamping.RawData);
    readonly AsymmetricKeyParameter key = Key(ca);

    /// <summary>Always a DER reply: granted, or a rejection that says why.</summary>
    public byte[] Reply(byte[] query)
    {
        var replies = new TimeStampResponseGenerator(Tokens(), Digests);
        TimeStampRequest request;
        try
        {
            request = new TimeStampRequest(query);
        }
        catch (Exception wrong) when (wrong is IOException or ArgumentException or InvalidCastException or InvalidOperationException)
        {
            return replies.GenerateFailResponse(PkiStatus.Rejection, PkiFailureInfo.BadDataFormat, "not a time-stamp query").GetEncoded();
        }
        var serial = new BigInteger(1, Guid.CreateVersion7(clock.GetUtcNow()).ToByteArray(bigEndian: true));
        return replies.Generate(request, serial, clock.GetUtcNow().UtcDateTime).GetEncoded();
    }

    // One per query: the generator keeps state while it signs.
    TimeStampTokenGenerator Tokens()
    {
        var signer = new SignerInfoGeneratorBuilder().Build(new Asn1SignatureFactory("SHA256WITHECDSA", key), certificate);
        var tokens = new TimeStampTokenGenerator(signer, Asn1DigestFactory.Get(TspAlgorithms.Sha256), Policy, isIssuerSerialIncluded: true)
        {
            Resolution = Resolution.R_MILLISECONDS,
        };
        tokens.SetAccuracySeconds(1);
        tokens.SetCertificates(CollectionUtilities.CreateStore([certificate]));
        return tokens;
    }

    static AsymmetricKeyParameter Key(DemoCa ca)
    {
        using var ecdsa = ca.TimeStamping.GetECDsaPrivateKey()!;
        return PrivateKeyFactory.CreateKey(ecdsa.ExportPkcs8PrivateKey());
    }
}
