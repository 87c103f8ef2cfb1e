using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Dinamis.Membership.Deeds;

/// <summary>Judges one detached CMS and its time-stamp.</summary>
static class CmsVerifier
{
    const string Data = "1.2.840.113549.1.7.1", TstInfo = "1.2.840.113549.1.9.16.1.4";
    const string ContentType = "1.2.840.113549.1.9.3", MessageDigest = "1.2.840.113549.1.9.4";

    /// <param name="trust">With every revocation list to be had.</param>
    /// <param name="carried">The lists that the file itself carries: what they clear stays provable without anybody.</param>
    /// <returns>None when the CMS cannot be read at all.</returns>
    public static (DeedSignature, X509Certificate2)? Judge(SignedPart part, Trust trust, IReadOnlyList<RevocationList> carried, List<DeedFinding> findings)
    {
        if (!part.Sound) return null;
        try
        {
            return JudgeReadable(part, trust, carried, findings);
        }
        catch (CryptographicException)
        {
            findings.Add(DeedFinding.Of(DeedFault.SignatureUnreadable, part.Field));
            return null;
        }
    }

    static (DeedSignature, X509Certificate2)? JudgeReadable(SignedPart part, Trust trust, IReadOnlyList<RevocationList> carried, List<DeedFinding> findings)
    {
        var before = findings.Count;
        void Found(DeedFault fault) => findings.Add(DeedFinding.Of(fault, part.Field));
        if (Read(part, out var cms) is not { Certificate: { } certificate } signer)
        {
            Found(DeedFault.SignatureUnreadable);
            return null;
        }
        if (!Holds(cms)) Found(DeedFault.ContentAltered);
        if (!IsBound(signer, certificate)) Found(DeedFault.CertificateNotBound);
        using var authority = Stamp(signer, trust, Found, out var stampedAt);
        var (level, revocation) = (stampedAt is null ? "B-B" : "B-T", Revocation.Unknown);
        if (stampedAt is { } at)
        {
            if (!trust.HoldsSigner(certificate, at)) Found(DeedFault.CertificateUntrusted);
            revocation = trust.RevocationOf(certificate, at);
            if (revocation is Revocation.Revoked) Found(DeedFault.CertificateRevoked);
            var alone = trust with { Lists = carried };
            if (carried.Count > 0 && alone.RevocationOf(certificate, at) is Revocation.NotRevoked && alone.RevocationOf(authority!, at) is Revocation.NotRevoked) level = DeedSignature.LongTerm;
        }
        return (new(part.Field, certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), certificate.SerialNumber,
            certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true), stampedAt, level, revocation, findings.Count == before), certificate);
    }

    static SignerInfo? Read(SignedPart part, out SignedCms cms)
    {
        cms = new SignedCms(new ContentInfo(part.Content), detached: true);
        try
        {
            AsnDecoder.ReadEncodedValue(part.Cms, AsnEncodingRules.DER, out _, out _, out var length);
            if (part.Cms.AsSpan(length).ContainsAnyExcept((byte)0)) return null;
            cms.Decode(part.Cms.AsSpan(0, length));
            // One way to write it: what no signature covers cannot be changed unseen either.
            if (!cms.Encode().AsSpan().SequenceEqual(part.Cms.AsSpan(0, length))) return null;
            if (cms is not { Version: 1, SignerInfos.Count: 1, Certificates.Count: 1 }) return null;
            var signer = cms.SignerInfos[0];
            if (!SaysWhatItHolds(cms, version: 1, Data)) return null;
            string[] signed = [.. signer.SignedAttributes.Cast<CryptographicAttributeObject>().Select(a => a.Oid.Value!)];
            return signer.DigestAlgorithm.Value == Cades.Sha256 && signed.Order(StringComparer.Ordinal).SequenceEqual(new[] { ContentType, MessageDigest, Cades.SigningCertificate }.Order(StringComparer.Ordinal))
                ? signer
                : null;
        }
        catch (Exception wrong) when (wrong is CryptographicException or AsnContentException)
        {
            return null;
        }
    }

    static bool Holds(SignedCms cms)
    {
        try
        {
            cms.CheckSignature(verifySignatureOnly: true);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    static bool IsBound(SignerInfo signer, X509Certificate2 certificate) =>
        One(signer.SignedAttributes, Cades.SigningCertificate) is { } bound && bound.AsSpan().SequenceEqual(Cades.SigningCertificateV2(certificate));

    // The authority's certificate, when its time counts.
    static X509Certificate2? Stamp(SignerInfo signer, Trust trust, Action<DeedFault> found, out DateTimeOffset? stampedAt)
    {
        stampedAt = null;
        if (One(signer.UnsignedAttributes, Cades.TimestampToken) is not { } encoded)
        {
            found(DeedFault.TimestampMissing);
            return null;
        }
        if (signer.UnsignedAttributes.Count != 1 || !Rfc3161TimestampToken.TryDecode(encoded, out var token, out var read) || read != encoded.Length
            || !token.AsSignedCms().Encode().AsSpan().SequenceEqual(encoded) || !SaysWhatItHolds(token.AsSignedCms(), version: 3, TstInfo)
            || !token.VerifySignatureForSignerInfo(signer, out var authority))
        {
            found(DeedFault.TimestampInvalid);
            return null;
        }
        var at = token.TokenInfo.Timestamp;
        if (trust.HoldsTimestamper(authority, at) && trust.RevocationOf(authority, at) is not Revocation.Revoked)
        {
            stampedAt = at;
            return authority;
        }
        found(DeedFault.TimestampUntrusted);
        authority.Dispose();
        return null;
    }

    /// <summary>RFC 5652, 5.1 and 5.3: versions, content type and digest algorithms, which no signature covers, agree with what is signed.</summary>
    static bool SaysWhatItHolds(SignedCms cms, int version, string contentType)
    {
        var signer = cms.SignerInfos[0];
        if (cms.Version != version || signer.Version != 1 || cms.ContentInfo.ContentType.Value != contentType) return false;
        var signedData = new AsnReader(cms.Encode(), AsnEncodingRules.DER).ReadSequence();
        signedData.ReadObjectIdentifier();
        var fields = signedData.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        fields.ReadInteger();
        var algorithms = fields.ReadSetOf();
        // Of a detached CMS the library tells the type that it was asked with, not the one that is written.
        return algorithms.HasData && algorithms.ReadSequence().ReadObjectIdentifier() == signer.DigestAlgorithm.Value && !algorithms.HasData
            && fields.ReadSequence().ReadObjectIdentifier() == contentType;
    }

    static byte[]? One(CryptographicAttributeObjectCollection attributes, string oid)
    {
        var values = attributes.Cast<CryptographicAttributeObject>().Where(a => a.Oid.Value == oid).SelectMany(a => a.Values.Cast<AsnEncodedData>()).ToArray();
        return values is [var only] ? only.RawData : null;
    }
}
