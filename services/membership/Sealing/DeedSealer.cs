using System.Security.Cryptography;
using Dinamis.Membership.Deeds;
using Dinamis.Membership.Deeds.Pdf;
using Dinamis.Membership.Register;
using Dinamis.Wire;
using Deed = Dinamis.Membership.Register.Deed;

namespace Dinamis.Membership.Sealing;

/// <summary>Sealing stopped at a named point; the code is stable and holds no personal data.</summary>
sealed class SealingException(string code, Exception? cause = null) : Exception(code, cause)
{
    public string Code => Message;
}

/// <summary>Makes one party's signature: key and certificate, CMS with time-stamp, and the judgement of the whole file.</summary>
sealed class DeedSealer(CertificateAuthority authority, SignatoryKeys keys, ITimestamper timestamps, TrustSource trust, Accounts.AccountsClient accounts, TimeProvider clock)
{
    /// <param name="deed">As it stands; its <see cref="Deed.SealingFor"/> says who signs.</param>
    /// <param name="bytes">The file that this party signs.</param>
    /// <returns>The signed file, judged sound.</returns>
    /// <exception cref="SealingException">Nothing was signed that counts; it can be tried again.</exception>
    public async Task<byte[]> SealAsync(Deed deed, byte[] bytes, CancellationToken cancel)
    {
        var isMember = deed.SealingFor is DeedParty.Member;
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != (isMember ? deed.FrozenSha256 : deed.Sha256)) throw new SealingException("BYTES_CHANGED");
        var anchors = await At("TRUST_UNREACHABLE", () => trust.GetAsync(cancel), cancel);
        var signer = isMember ? Representative(deed) : await At("NAME_UNKNOWN", () => CountersignerAsync(deed, cancel), cancel);
        // The représentant's key lives until the end of this method and is made anew on a retry.
        using var key = await At("CERTIFICATE_REFUSED", () => isMember
            ? authority.ForOneSignatureAsync(signer, cancel)
            : keys.OfAsync(Guid.Parse(deed.CountersignedBy), signer, cancel), cancel);
        // A service's certificate is known before it signs: what would be judged untrusted is not asked for at each retry.
        if (key.Elsewhere is not null && !anchors.HoldsSigner(key.Certificate, clock.GetUtcNow())) throw new SealingException("CERTIFICATE_UNTRUSTED");
        var signed = await At("SIGNATURE_FAILED", () => SignAsync(deed, bytes, signer, key, cancel), cancel);
        Judge(deed, signed, anchors);
        return signed;
    }

    /// <summary>Says whether these bytes are what the deed must become.</summary>
    /// <exception cref="SealingException">They are not: the code names the first finding.</exception>
    public static void Judge(Deed deed, byte[] signed, Trust anchors)
    {
        var verdict = new DeedVerifier(anchors).Verify(signed, signatures: deed.SealingFor is DeedParty.Member ? 1 : 2, deed.FrozenSha256);
        if (!verdict.IsSound) throw new SealingException($"NOT_SOUND_{verdict.Findings[0].Fault}");
    }

    Task<byte[]> SignAsync(Deed deed, byte[] bytes, SignerName signer, SigningKey key, CancellationToken cancel)
    {
        var isMember = deed.SealingFor is DeedParty.Member;
        var consentedAt = (isMember ? deed.ConsentAt : deed.CountersignedAt) ?? clock.GetUtcNow();
        var signature = new PdfSignature(
            isMember ? SignatureFields.Member : SignatureFields.Counterparty(deed.Content),
            signer.Name,
            DeedWords.Title(deed.Content),
            clock.GetUtcNow(),
            isMember && deed.Content.Member is { Delegation: not null } member
                ? ["Signé électroniquement", $"{signer.Name}, {signer.Function}", $"par délégation de {member.RepresentativeName}", $"le {Paris.Instant(consentedAt)}"]
                : ["Signé électroniquement", signer.Name, signer.Function, $"le {Paris.Instant(consentedAt)}"]);
        return PdfSigner.SignAsync(bytes, signature, (content, ct) => Cades.SignAsync(content, key, timestamps, ct), cancel);
    }

    static SignerName Representative(Deed deed) => deed.Content.Member is { Delegation: { } delegation } member
        ? new(delegation.Name, delegation.Function, member.Name)
        : new(deed.Content.Member.RepresentativeName, deed.Content.Member.RepresentativeFunction, deed.Content.Member.Name);

    async Task<SignerName> CountersignerAsync(Deed deed, CancellationToken cancel)
    {
        var reply = await accounts.NamePersonsAsync(new() { PersonIds = { deed.CountersignedBy } }, cancellationToken: cancel);
        var person = reply.Persons.Count == 1 ? reply.Persons[0] : throw new SealingException("NAME_UNKNOWN");
        var (function, organisation) = deed.Content.WithDinamis
            ? ("Signataire habilité de DINAMIS", deed.Content.Counterparty.ShortName)
            : ("Agent habilité du relais", deed.Content.Counterparty.ShortName);
        return new($"{person.GivenName} {person.FamilyName}", function, organisation);
    }

    /// <exception cref="SealingException">The step failed: the code says which one.</exception>
    internal static async Task<T> At<T>(string code, Func<Task<T>> step, CancellationToken cancel)
    {
        try
        {
            return await step();
        }
        catch (Exception e) when (e is not (SealingException or OutOfMemoryException) && !cancel.IsCancellationRequested)
        {
            throw new SealingException(code, e);
        }
    }
}
