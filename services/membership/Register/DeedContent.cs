using System.Text.Json.Serialization;

namespace Dinamis.Membership.Register;

/// <summary>Everything that a deed says, as it was when it was frozen: the file is drawn from this and from nothing else.</summary>
/// <param name="Number">`DIN-2026-000042`.</param>
/// <param name="FrozenAt">UTC.</param>
/// <param name="Counterparty">DINAMIS, or the relay.</param>
/// <param name="Texts">Charter first, then the licence families; empty for an avenant or a convention.</param>
/// <param name="Mandate">For an avenant or a convention.</param>
/// <param name="Years">How long an acte lasts each time; none says « durée indéterminée », as the first ones did.</param>
/// <param name="Amends">For an avenant of a change of name.</param>
/// <param name="VerifyAt">Address of the page that checks it, in its QR code; empty for those frozen before they had one.</param>
/// <param name="Clauses">From which its articles are made; none for those frozen before DINAMIS could edit them.</param>
/// <param name="Leaves">For an avenant by which a member leaves its relay.</param>
sealed record DeedContent(
    string Number,
    DeedKind Kind,
    DateTimeOffset FrozenAt,
    DeedMember Member,
    DeedPartyFacts Counterparty,
    IReadOnlyList<DeedText> Texts,
    DeedMandate? Mandate,
    int? Years = null,
    DeedAmendment? Amends = null,
    string VerifyAt = "",
    DeedClauses? Clauses = null,
    DeedDeparture? Leaves = null)
{
    /// <summary>DINAMIS is the other party; otherwise a relay is.</summary>
    [JsonIgnore]
    public bool WithDinamis => BindsDinamis(Kind);

    public static bool BindsDinamis(DeedKind kind) => kind is DeedKind.Acte or DeedKind.Amendment;
}

/// <summary>The template of its clauses, in the version that was in force when it was frozen.</summary>
/// <param name="Number">Of the version.</param>
/// <param name="Sha256">Of the text, lower-case hexadecimal.</param>
/// <param name="Text">With the names of the values, not the values.</param>
sealed record DeedClauses(int Number, string Sha256, string Text);

/// <summary>What an avenant of a change of name amends.</summary>
/// <param name="InForceFrom">Of the acte, UTC.</param>
/// <param name="Basis">On what the change rests, in the words of the référent.</param>
sealed record DeedAmendment(string ActeNumber, DateTimeOffset InForceFrom, string FormerName, string FormerLegalForm, string Basis);

/// <summary>What an avenant of departure ends, why and from when.</summary>
/// <param name="FirstDay">`2027-03-01`: the first day without the relay; empty: from the second signature on.</param>
sealed record DeedDeparture(string Reason, string FirstDay, IReadOnlyList<DeedEnded> Ended);

/// <param name="InForceFrom">UTC.</param>
sealed record DeedEnded(string Number, DeedKind Kind, DateTimeOffset InForceFrom);

/// <summary>The body that joins, its représentant légal who signs and the référent whom it names.</summary>
sealed record DeedMember(
    string Name,
    string Siren,
    string Category,
    string LegalForm,
    string Street,
    string PostalCode,
    string Town,
    string ContractingBody,
    string RepresentativeName,
    string RepresentativeFunction,
    string RepresentativeAddress,
    string ReferentName,
    string ReferentFunction,
    string ReferentAddress,
    IReadOnlyList<string> Themes,
    string IntendedUses,
    string ResearchSubject = "",
    string Country = "",
    string FrenchPartner = "",
    DeedDelegation? Delegation = null);

/// <summary>By which another person than the représentant légal signs: the decree as it was given and examined.</summary>
/// <param name="Name">Of who signs.</param>
/// <param name="DecreeDate">`2026-03-28`.</param>
/// <param name="DecreeSha256">Of the PDF that was examined, lower-case hexadecimal.</param>
/// <param name="ExaminedBy">Person id of the instructor.</param>
/// <param name="ExaminedAt">UTC.</param>
sealed record DeedDelegation(string Name, string Function, string Address, string DecreeNumber, string DecreeDate, string DecreeSha256, string ExaminedBy, DateTimeOffset ExaminedAt)
{
    /// <summary>« par délégation de Joëlle Laborde, Maire, arrêté n° 2026-014 du 28 mars 2026 ».</summary>
    public string Basis(DeedMember member) =>
        $"par délégation de {member.RepresentativeName}, {member.RepresentativeFunction}, arrêté n° {DecreeNumber} du {Paris.Date(Paris.Day(DecreeDate)!.Value)}";
}

/// <summary>DINAMIS or a relay, as its own page of the register describes it.</summary>
sealed record DeedPartyFacts(string Name, string ShortName, string Siren, string Address, string RepresentativeName, string RepresentativeFunction);

/// <summary>A text accepted, in the version named by its number and digest (lower-case hexadecimal SHA-256 of the UTF-8 text).</summary>
sealed record DeedText(string Family, string Name, int Number, string Sha256, string Body);

/// <summary>The mandate under which the relay acts for the body.</summary>
sealed record DeedMandate(Guid Id, string LegalBasis, DateTimeOffset From, DateTimeOffset Until);
