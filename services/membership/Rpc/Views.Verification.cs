using Dinamis.Membership.Deeds;
using Google.Protobuf.WellKnownTypes;
using Outcome = Dinamis.Wire.DeedCheck.Types.Outcome;

namespace Dinamis.Membership.Rpc;

// What a check of a file looked at, and what came of it.
sealed partial class Views
{
    static readonly (string Code, string What, DeedFault[] Faults)[] checks =
    [
        ("STRUCTURE", "Le fichier est un acte de ce service, avec ses deux champs et ses deux signatures.", [DeedFault.Unreadable, DeedFault.FieldsUnexpected, DeedFault.SignatureMissing]),
        ("RANGES", "Chaque signature couvre exactement le document tel qu’il était, et rien ne suit.", [DeedFault.RangeInexact, DeedFault.TrailingBytes]),
        ("CHANGES", "Le texte est celui qui a été figé, et chaque révision n’ajoute qu’une signature, ou des données pour la vérifier.", [DeedFault.NotTheFrozenText, DeedFault.RevisionChangesMore, DeedFault.ChangedAfterSignatures]),
        ("SIGNATURES", "Chaque signature est celle de son certificat, et les deux parties ont chacune le leur.", [DeedFault.SignatureUnreadable, DeedFault.ContentAltered, DeedFault.CertificateNotBound, DeedFault.SameCertificate]),
        ("CERTIFICATES", "Les certificats viennent d’une autorité reconnue et étaient valides.", [DeedFault.CertificateUntrusted]),
        ("REVOCATION", "Aucun certificat n’était révoqué à la date de la signature.", [DeedFault.CertificateRevoked]),
        ("TIMESTAMPS", "Chaque signature est horodatée par une autorité reconnue, dans l’ordre.", [DeedFault.TimestampMissing, DeedFault.TimestampInvalid, DeedFault.TimestampUntrusted, DeedFault.TimestampsOutOfOrder]),
    ];

    /// <param name="verdict">What the file says by itself.</param>
    /// <param name="registered">The register holds exactly these bytes.</param>
    public static Wire.VerifyDeedReply Verification(DeedVerdict verdict, bool registered)
    {
        var reply = new Wire.VerifyDeedReply { Registered = registered, Sound = verdict.IsSound, Signatures = { verdict.Signatures.Select(Signature) } };
        if (!registered) reply.Findings.Add(new Wire.DeedFinding { Code = "NOT_REGISTERED", Message = "Le registre ne contient pas ce fichier, octet pour octet." });
        reply.Findings.Add(verdict.Findings.Select(f => new Wire.DeedFinding { Code = Code(f.Fault), Message = f.Message }));
        reply.Checks.Add(new Wire.DeedCheck { Code = "REGISTER", What = "Le registre contient ce fichier, octet pour octet.", Outcome = registered ? Outcome.Passed : Outcome.Failed });
        reply.Checks.Add(checks.Select(c => new Wire.DeedCheck { Code = c.Code, What = c.What, Outcome = OutcomeOf(c.Code, c.Faults, verdict) }));
        return reply;
    }

    static Outcome OutcomeOf(string code, DeedFault[] faults, DeedVerdict verdict) =>
        faults.Any(verdict.Has) ? Outcome.Failed
        : code is "STRUCTURE" ? Outcome.Passed
        : verdict.Has(DeedFault.Unreadable) ? Outcome.NotChecked
        : code is "RANGES" or "CHANGES" ? Outcome.Passed
        // What no signature was read for was not looked at.
        : verdict.Signatures.Count < 2 || (code is "REVOCATION" && verdict.Signatures.Any(s => s.Revocation is Revocation.Unknown)) ? Outcome.NotChecked
        : Outcome.Passed;

    static Wire.DeedSignature Signature(DeedSignature signature) => new()
    {
        Signer = signature.Signer,
        StampedAt = signature.StampedAt?.ToTimestamp(),
        Level = signature.Level,
        CertificateSerial = signature.CertificateSerial,
        Issuer = signature.Issuer,
        Valid = signature.Valid,
        Revocation = signature.Revocation switch
        {
            Revocation.NotRevoked => Wire.DeedSignature.Types.Revocation.NotRevoked,
            Revocation.Revoked => Wire.DeedSignature.Types.Revocation.Revoked,
            _ => Wire.DeedSignature.Types.Revocation.Unknown,
        },
    };

    /// <summary>`SameCertificate` → `SAME_CERTIFICATE`.</summary>
    static string Code(DeedFault fault) =>
        string.Concat($"{fault}".Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));
}
