using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dinamis.Membership.Deeds;

/// <summary>What is known of a certificate at an instant.</summary>
enum Revocation
{
    /// <summary>No list of its issuer, made since, is to be had.</summary>
    Unknown,
    NotRevoked,
    Revoked,
}

/// <summary>A certificate revocation list (RFC 5280, 5). The framework writes such lists and asks addresses for them, but judges none that it is handed.</summary>
sealed class RevocationList
{
    static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0);

    /// <summary>As it came.</summary>
    public ReadOnlyMemory<byte> Der { get; }

    readonly byte[] content;
    readonly byte[] signature;
    readonly string algorithm;
    readonly byte[] issuer;
    readonly Dictionary<BigInteger, DateTimeOffset> revoked = [];

    /// <exception cref="AsnContentException">Not such a list.</exception>
    RevocationList(ReadOnlyMemory<byte> der)
    {
        Der = der;
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var list = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        content = list.PeekEncodedValue().ToArray();
        var tbs = list.ReadSequence();
        algorithm = list.ReadSequence().ReadObjectIdentifier();
        signature = list.ReadBitString(out _);
        list.ThrowIfNotEmpty();

        if (tbs.PeekTag().HasSameClassAndValue(Asn1Tag.Integer)) tbs.ReadInteger();
        tbs.ReadSequence();
        issuer = tbs.ReadEncodedValue().ToArray();
        IssuedAt = Time(tbs);
        if (tbs.HasData && tbs.PeekTag().TagValue is (int)UniversalTagNumber.UtcTime or (int)UniversalTagNumber.GeneralizedTime) Time(tbs);
        if (!tbs.HasData || tbs.PeekTag().HasSameClassAndValue(Extensions)) return;
        for (var entries = tbs.ReadSequence(); entries.HasData;)
        {
            var entry = entries.ReadSequence();
            revoked[entry.ReadInteger()] = Time(entry);
        }
    }

    public DateTimeOffset IssuedAt { get; }

    /// <returns>Null when these bytes are no such list.</returns>
    public static RevocationList? Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            return new(der);
        }
        catch (Exception wrong) when (wrong is AsnContentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Since when this list refuses the certificate; null when it does not.</summary>
    public DateTimeOffset? RevokedAt(X509Certificate2 certificate) =>
        revoked.TryGetValue(new BigInteger(certificate.SerialNumberBytes.Span, isBigEndian: true), out var at) ? at : null;

    public bool IsBy(X509Certificate2 authority)
    {
        if (!authority.SubjectName.RawData.AsSpan().SequenceEqual(issuer)) return false;
        try
        {
            using var ec = authority.GetECDsaPublicKey();
            using var rsa = authority.GetRSAPublicKey();
            return algorithm switch
            {
                "1.2.840.10045.4.3.2" => ec?.VerifyData(content, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence) is true,
                "1.2.840.10045.4.3.3" => ec?.VerifyData(content, signature, HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence) is true,
                "1.2.840.113549.1.1.11" => rsa?.VerifyData(content, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) is true,
                "1.2.840.113549.1.1.13" => rsa?.VerifyData(content, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1) is true,
                _ => false,
            };
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    static DateTimeOffset Time(AsnReader reader) =>
        reader.PeekTag().TagValue == (int)UniversalTagNumber.UtcTime ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();
}
