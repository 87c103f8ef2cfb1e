namespace Dinamis.Membership.Deeds;

/// <summary>Why a file is refused. The names are stable: they are shown as codes.</summary>
enum DeedFault
{
    Unreadable,
    NotTheFrozenText,
    TrailingBytes,
    ChangedAfterSignatures,
    FieldsUnexpected,
    SignatureMissing,
    RangeInexact,
    RevisionChangesMore,
    SignatureUnreadable,
    ContentAltered,
    CertificateNotBound,
    CertificateUntrusted,
    CertificateRevoked,
    SameCertificate,
    TimestampMissing,
    TimestampInvalid,
    TimestampUntrusted,
    TimestampsOutOfOrder,
}

/// <param name="Message">French sentence for the person who asked.</param>
sealed record DeedFinding(DeedFault Fault, string Message)
{
    /// <summary>`field` is the faulty signature's, where there is one.</summary>
    public static DeedFinding Of(DeedFault fault, string field = "") => new(fault, fault switch
    {
        DeedFault.Unreadable => "Ce fichier n’est pas un acte de ce service, ou sa structure est abîmée.",
        DeedFault.NotTheFrozenText => "Le texte signé n’est pas celui qui a été figé au registre.",
        DeedFault.TrailingBytes => "Des octets ont été ajoutés après la dernière signature.",
        DeedFault.ChangedAfterSignatures => "Le document a été modifié après la dernière signature.",
        DeedFault.FieldsUnexpected => "Le document n’a pas exactement les deux champs de signature attendus.",
        DeedFault.SignatureMissing => $"Il manque la signature {Of(field)}.",
        DeedFault.RangeInexact => $"La signature {Of(field)} ne couvre pas exactement le document tel qu’il a été signé.",
        DeedFault.RevisionChangesMore => $"La révision qui porte la signature {Of(field)} change autre chose que cette signature.",
        DeedFault.SignatureUnreadable => $"La signature {Of(field)} n’est pas au format attendu.",
        DeedFault.ContentAltered => $"Le contenu ne correspond plus à la signature {Of(field)}.",
        DeedFault.CertificateNotBound => $"La signature {Of(field)} n’est pas liée à son certificat.",
        DeedFault.CertificateUntrusted => $"Le certificat de la signature {Of(field)} ne vient pas d’une autorité reconnue, ou n’était pas valide à cette date.",
        DeedFault.CertificateRevoked => $"Le certificat de la signature {Of(field)} était révoqué quand elle a été apposée.",
        DeedFault.SameCertificate => "Les deux parties ont signé avec le même certificat ou la même clé.",
        DeedFault.TimestampMissing => $"La signature {Of(field)} n’est pas horodatée.",
        DeedFault.TimestampInvalid => $"L’horodatage de la signature {Of(field)} ne correspond pas à cette signature.",
        DeedFault.TimestampUntrusted => $"L’horodatage de la signature {Of(field)} ne vient pas d’une autorité reconnue.",
        DeedFault.TimestampsOutOfOrder => "La seconde signature est horodatée avant la première.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Unknown fault."),
    });

    static string Of(string field) => field switch
    {
        SignatureFields.Member => "du représentant légal",
        SignatureFields.Dinamis => "de DINAMIS",
        SignatureFields.Relay => "du relais",
        _ => "de l’une des parties",
    };
}

/// <summary>What one signature proves.</summary>
/// <param name="StampedAt">Proven time; none at level B-B.</param>
/// <param name="Level">`B-T` with a valid time-stamp, `B-B` without; `B-LT` when the file itself carries the lists that clear signer and authority.</param>
/// <param name="Revocation">Of the signer's certificate, when the signature was stamped.</param>
/// <param name="Valid">Nothing was found against this signature itself.</param>
sealed record DeedSignature(string Field, string Signer, string CertificateSerial, string Issuer, DateTimeOffset? StampedAt, string Level, Revocation Revocation, bool Valid)
{
    public const string LongTerm = "B-LT";
}

/// <param name="FrozenSha256">Digest of the file before its first signature; empty when it could not be read.</param>
sealed record DeedVerdict(IReadOnlyList<DeedFinding> Findings, IReadOnlyList<DeedSignature> Signatures, string FrozenSha256)
{
    public bool IsSound => Findings.Count == 0;

    public bool Has(DeedFault fault) => Findings.Any(f => f.Fault == fault);
}
