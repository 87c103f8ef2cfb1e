using Dinamis.Membership.Deeds;
using Dinamis.Membership.Register;

namespace Dinamis.Membership.Templates;

/// <summary>What the text of a template may name.</summary>
/// <param name="Name">In the text. Never renamed nor taken away: the versions in force hold it.</param>
/// <param name="Meaning">In French, for who writes the text.</param>
/// <param name="Longest">Characters of the longest value that the forms accept.</param>
/// <param name="Value">Of one act; null or empty is « faux » in a condition.</param>
/// <param name="May">An act may be without it.</param>
/// <param name="Paragraphs">Each line that was typed makes a paragraph.</param>
sealed record DeedVariable(string Name, string Meaning, int Longest, Func<DeedContent, string?> Value, bool May = false, bool Paragraphs = false);

/// <summary>The closed list of what an act of each kind may name: texts, never objects.</summary>
static class DeedVariables
{
    /// <summary>Stands alone on its line, where the texts that the acte accepts are listed.</summary>
    public const string Texts = "tableau_des_textes";

    static readonly DeedVariable[] all =
    [
        new("numero", "Numéro de l’acte : « DIN-2026-000042 ».", 20, d => d.Number),
        new("date", "Jour où l’acte est établi.", 20, d => Paris.Date(d.FrozenAt)),
        new("organisme", "Nom officiel de l’organisme : l’adhérent, ou le partenaire du relais.", 200, d => d.Member.Name),
        new("organisme_identifiant", "Son SIREN, précédé de ce mot ; pour un organisme étranger, son numéro et son pays.", 100, d => BodyId.Label(d.Member.Siren)),
        new("organisme_forme", "Sa forme juridique.", 200, d => d.Member.LegalForm),
        new("organisme_adresse", "L’adresse de son siège, sur une ligne.", 420, d => $"{d.Member.Street}, {d.Member.PostalCode} {d.Member.Town}"),
        new("representant", "Prénom et nom du représentant légal.", 201, d => d.Member.RepresentativeName),
        new("representant_fonction", "Sa fonction.", 200, d => d.Member.RepresentativeFunction),
        new("referent", "Prénom et nom du référent désigné.", 201, d => d.Member.ReferentName),
        new("referent_fonction", "Sa fonction.", 200, d => d.Member.ReferentFunction),
        new("delegation", "« par délégation de …, arrêté n° … du … ».", 550, d => d.Member.Delegation?.Basis(d.Member), May: true),
        new("delegue", "Prénom et nom de la personne qui signe par délégation.", 201, d => d.Member.Delegation?.Name, May: true),
        new("delegue_fonction", "Sa fonction.", 200, d => d.Member.Delegation?.Function, May: true),
        new("arrete_examine_le", "Jour où DINAMIS a examiné l’arrêté de délégation.", 20, d => d.Member.Delegation is { } delegation ? Paris.Date(delegation.ExaminedAt) : null, May: true),
        new("arrete_empreinte", "Empreinte SHA-256 du fichier de l’arrêté.", 64, d => d.Member.Delegation?.DecreeSha256, May: true),
    ];

    static readonly DeedVariable[] ofActe =
    [
        new("usages", "Usages déclarés par l’organisme, dans ses mots : un paragraphe par ligne écrite.", 4000, d => d.Member.IntendedUses, May: true, Paragraphs: true),
        new("duree", "Durée de l’acte : « cinq ans ».", 20, d => d.Years is { } years ? Words(years) : null, May: true),
        new(Texts, "Seule sur sa ligne : le tableau de la charte et des licences acceptées suit cet article.", 0, _ => null),
    ];

    static readonly DeedVariable[] ofAmendment =
    [
        new("acte_numero", "Numéro de l’acte d’adhésion que l’avenant modifie.", 20, d => d.Amends?.ActeNumber),
        new("acte_date", "Jour où il est entré en vigueur.", 20, d => d.Amends is { } amends ? Paris.Date(amends.InForceFrom) : null),
        new("ancien_nom", "Nom que porte l’acte.", 200, d => d.Amends?.FormerName),
        new("ancienne_forme", "Forme juridique que porte l’acte.", 200, d => d.Amends?.FormerLegalForm),
        new("motif", "Sur quoi repose le changement, dans les mots du référent.", 2000, d => d.Amends?.Basis),
    ];

    static readonly DeedVariable[] ofDeparture =
    [
        new("actes_termines", "Ce à quoi l’avenant met fin : « l’avenant n° DIN-2026-000042, en vigueur depuis le 25 novembre 2026 ».", 300, d => d.Leaves is { } leaves ? string.Join(" et ", leaves.Ended.Select(DeedWords.Ended)) : null),
        new("plusieurs_actes", "Dans une condition : il met fin à plusieurs actes.", 3, d => d.Leaves?.Ended.Count > 1 ? "oui" : null, May: true),
        new("avenant_termine", "Dans une condition : l’un d’eux est un avenant, dont la convention demeure.", 3, d => d.Leaves?.Ended.Any(e => e.Kind is DeedKind.Avenant) == true ? "oui" : null, May: true),
        new("motif", "Raison de la sortie, dans les mots de qui l’a demandée.", 1000, d => d.Leaves?.Reason),
        new("sortie_le", "Premier jour sans le relais, s’il est fixé.", 20, d => Paris.Day(d.Leaves?.FirstDay ?? "") is { } day ? Paris.Date(day) : null, May: true),
    ];

    static readonly DeedVariable[] ofRelay =
    [
        new("relais", "Nom du relais.", 200, d => d.Counterparty.Name),
        new("relais_sigle", "Son nom court.", 40, d => d.Counterparty.ShortName),
        new("mandat", "La convention qui fonde le mandat du relais.", 500, d => d.Mandate?.LegalBasis),
        new("mandat_debut", "Premier jour du mandat.", 20, d => d.Mandate is { } mandate ? Paris.Date(mandate.From) : null),
        new("mandat_fin", "Dernier jour du mandat.", 20, d => d.Mandate is { } mandate ? Paris.Date(mandate.Until) : null),
    ];

    /// <summary>In the order in which they are explained.</summary>
    public static IReadOnlyList<DeedVariable> Of(DeedKind kind) =>
    [
        .. all,
        .. kind is DeedKind.Acte ? ofActe : [],
        .. kind is DeedKind.Amendment ? ofAmendment : [],
        .. kind is DeedKind.Departure ? ofDeparture : [],
        .. DeedContent.BindsDinamis(kind) ? [] : ofRelay,
    ];

    static string Words(int years) => years switch { 1 => "un an", 2 => "deux ans", 3 => "trois ans", 4 => "quatre ans", 5 => "cinq ans", _ => $"{years} ans" };
}
