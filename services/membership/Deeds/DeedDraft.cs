namespace Dinamis.Membership.Deeds;

enum DeedForm
{
    /// <summary>« Acte d’adhésion »: the body and DINAMIS.</summary>
    Acte,

    /// <summary>« Avenant » : a body that is the relay's partner already, and the relay.</summary>
    Avenant,

    /// <summary>« Convention de partenariat » : a body that is not, and the relay.</summary>
    Convention,
}

/// <summary>All that a deed says. The same draft always gives the same bytes.</summary>
/// <param name="Number">`DIN-2026-000042`.</param>
/// <param name="FrozenAt">Written as a date of Paris.</param>
/// <param name="Counterparty">DINAMIS for an acte, the relay otherwise.</param>
/// <param name="Mandate">The relay's, where it acts for the body.</param>
/// <param name="Texts">Charter first, then one line for each licence family.</param>
/// <param name="VerifyAt">Public page where anyone checks the file.</param>
sealed record DeedDraft(
    string Number,
    DeedForm Form,
    DateTimeOffset FrozenAt,
    DraftMember Member,
    DraftParty Counterparty,
    DraftMandate? Mandate,
    IReadOnlyList<DraftText> Texts,
    Uri VerifyAt)
{
    public string Title => Form switch
    {
        DeedForm.Acte => "Acte d’adhésion à DINAMIS",
        DeedForm.Avenant => $"Avenant à la convention {Counterparty.ShortName}",
        _ => $"Convention de partenariat {Counterparty.ShortName}",
    };

    /// <summary>Name of the field that the other party signs.</summary>
    public string CounterpartyField => Form is DeedForm.Acte ? SignatureFields.Dinamis : SignatureFields.Relay;
}

/// <summary>Names of the signature fields, fixed for ever: verifiers look for them.</summary>
static class SignatureFields
{
    public const string Member = "SignatureAdherent";
    public const string Dinamis = "SignatureDinamis";
    public const string Relay = "SignatureRelais";
}

/// <param name="Siren">9 digits.</param>
/// <param name="Address">On one line.</param>
sealed record DraftParty(string Name, string ShortName, string Siren, string Address, string RepresentativeName, string RepresentativeFunction);

/// <param name="Category">As a French reader reads it: « Commune ».</param>
/// <param name="ContractingBody">Contractors only: the public body they work for.</param>
/// <param name="Uses">Themes and intended uses, in one sentence or several.</param>
sealed record DraftMember(
    DraftParty Party, string Category, string LegalForm, string ContractingBody, string ReferentName, string ReferentFunction, string Uses);

/// <param name="LegalBasis">The agreement between DINAMIS and the relay, with its date.</param>
/// <param name="Relay">The relay's full and short names.</param>
sealed record DraftMandate(string Reference, string LegalBasis, DateOnly From, DateOnly Until, string RelayName, string RelayShortName);

/// <param name="Sha256">Lower-case hexadecimal digest of the UTF-8 text.</param>
sealed record DraftText(string Family, string Name, int Version, string Sha256);

/// <summary>One numbered article.</summary>
sealed record DeedArticle(string Title, IReadOnlyList<string> Paragraphs);
