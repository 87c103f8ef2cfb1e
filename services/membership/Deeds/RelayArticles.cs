using Dinamis.Membership.Register;

namespace Dinamis.Membership.Deeds;

/// <summary>The clauses of the two-party deeds of a body and its relay.</summary>
static class RelayArticles
{
    public static IReadOnlyList<DeedArticle> Avenant(DeedContent deed) =>
    [
        new("Objet",
        [
            $"Le partenaire est lié au relais par une convention de partenariat en cours. Le présent avenant y ajoute l’accompagnement du partenaire dans l’usage de l’imagerie satellitaire de DINAMIS, en application du mandat du relais : {Basis(deed)}.",
            "Les autres stipulations de la convention demeurent inchangées.",
        ]),
        .. Common("avenant"),
        new("Durée et fin",
        [
            "Le présent avenant prend effet à la date de la seconde signature. Il dure autant que la convention qu’il complète et que le mandat du relais ; la fin de l’une ou de l’autre y met fin de plein droit.",
            End("avenant"),
        ]),
        DeedArticles.Disputes,
        DeedArticles.Signature("Le relais", deed.Member),
    ];

    public static IReadOnlyList<DeedArticle> Convention(DeedContent deed) =>
    [
        new("Objet",
        [
            $"La présente convention institue un partenariat entre le partenaire et le relais, {deed.Counterparty.Name} ({deed.Counterparty.ShortName}), pour le partage et l’usage de l’information géographique. Elle organise l’accompagnement du partenaire dans l’usage de l’imagerie satellitaire de DINAMIS, en application du mandat du relais : {Basis(deed)}.",
        ]),
        new("Engagements généraux des parties",
        [
            "Le relais ouvre au partenaire sa plateforme, ses groupes de travail et ses ressources communes dans les conditions applicables à tous ses partenaires, et sans contrepartie financière au titre de la présente convention.",
            "Le partenaire contribue, dans la mesure de ses moyens, au partage de ses données et de son expérience, et respecte les droits attachés aux données qu’il reçoit. Chaque partie reste propriétaire de ce qu’elle apporte.",
        ]),
        .. Common("convention"),
        new("Durée et fin",
        [
            "La présente convention prend effet à la date de la seconde signature, pour une durée d’un an renouvelable par tacite reconduction. Chaque partie peut y mettre fin par écrit avec un préavis de deux mois. Les droits du relais au titre de DINAMIS cessent de plein droit à la fin de son mandat.",
            End("convention"),
        ]),
        DeedArticles.Disputes,
        DeedArticles.Signature("Le relais", deed.Member),
    ];

    /// <summary>A member leaves its relay, and keeps all that it has with DINAMIS.</summary>
    public static IReadOnlyList<DeedArticle> Departure(DeedContent deed)
    {
        var leaves = deed.Leaves ?? throw new ArgumentException("An avenant of departure ends what binds a body to its relay.", nameof(deed));
        return
        [
            new("Objet",
            [
                $"Le partenaire a donné au relais la qualité de super référent auprès de DINAMIS par {string.Join(" et ", leaves.Ended.Select(Named))}, en application du mandat du relais : {Basis(deed)}. Les parties y mettent fin d’un commun accord.",
                $"Motif de la sortie : {leaves.Reason}",
            ]),
            new("Ce qui prend fin",
            [
                $"À la date d’effet du présent avenant, {(leaves.Ended.Count == 1 ? "le document ainsi désigné cesse" : "les documents ainsi désignés cessent")} de lier les parties et le relais n’agit plus au nom du partenaire : il ne peut plus inviter de personnes, ni valider, refuser, suspendre ou clore leurs comptes, ni consulter l’usage qui est fait des images, ni apporter son aide de premier niveau.",
                .. leaves.Ended.Any(e => e.Kind is DeedKind.Avenant) ? ["La convention de partenariat que l’avenant complétait n’est pas modifiée par le présent document."] : Array.Empty<string>(),
            ]),
            new("Ce qui demeure",
            [
                "L’acte d’adhésion du partenaire à DINAMIS, la charte et les licences acceptées, le référent, les comptes, les téléchargements et les demandes d’images demeurent et ne sont pas interrompus. Le référent du partenaire exerce désormais seul la gestion des comptes.",
                "Ce que le relais a fait au nom du partenaire reste inscrit au journal du dispositif, dont le partenaire peut demander la communication. Les documents signés restent au registre des actes et peuvent être vérifiés par toute personne sur la page « Vérifier un acte » (/verifier) du service.",
            ]),
            new("Prise d’effet",
            [
                Paris.Day(leaves.FirstDay) is { } day
                    ? $"Le présent avenant prend effet le {Paris.Date(day)}, ou à la date de la seconde signature si elle est postérieure."
                    : "Le présent avenant prend effet à la date de la seconde signature.",
                "Le partenaire peut être accompagné de nouveau par le relais, par un nouvel avenant.",
            ]),
            DeedArticles.PersonalData("Le relais, pour ce qui le concerne,"),
            DeedArticles.Disputes,
            DeedArticles.Signature("Le relais", deed.Member),
        ];
    }

    /// <summary>« l’avenant n° DIN-2026-000042, en vigueur depuis le 25 novembre 2026 ».</summary>
    internal static string Named(DeedEnded ended) =>
        $"{(ended.Kind is DeedKind.Convention ? "la convention de partenariat" : "l’avenant")} n° {ended.Number}, en vigueur depuis le {Paris.Date(ended.InForceFrom)}";

    static IEnumerable<DeedArticle> Common(string deed) =>
    [
        new("Rôle du relais auprès du partenaire",
        [
            "Le partenaire donne au relais la qualité de super référent : le relais peut, au nom du partenaire, inviter des personnes, valider, refuser, suspendre et clore leurs comptes, consulter l’usage qui est fait des images par le partenaire, et apporter une aide de premier niveau. Le référent du partenaire conserve toutes ses attributions.",
            "Le relais n’agit jamais à la place des utilisateurs : il ne peut ni se connecter, ni télécharger, ni demander une image, ni accepter une charte ou une licence en leur nom. Il ne connaît ni ne fixe aucun mot de passe.",
            "Chaque action du relais est inscrite au journal du dispositif avec son auteur, la mention « au nom de » et la référence du mandat. Le partenaire peut en demander la communication à tout moment.",
        ]),
        new("Lien avec l’adhésion à DINAMIS",
        [
            $"{(deed == "avenant" ? "Le présent avenant" : "La présente convention")} ne vaut pas adhésion à DINAMIS. L’adhésion, la charte et les licences font l’objet d’un acte distinct, signé par le représentant légal du partenaire et contresigné par DINAMIS, qui suit son propre sort.",
            "Le document et son état peuvent être vérifiés par toute personne sur la page « Vérifier un acte » (/verifier) du service.",
        ]),
        DeedArticles.PersonalData("Le relais, pour ce qui le concerne,"),
    ];

    static string Basis(DeedContent deed) => deed.Mandate is { } mandate
        ? $"{mandate.LegalBasis}, du {Paris.Date(mandate.From)} au {Paris.Date(mandate.Until)}"
        : throw new ArgumentException("A deed of a relay rests on a mandate.", nameof(deed));

    static string End(string deed) =>
        $"La fin {(deed == "avenant" ? "de l’avenant" : "de la convention")} met fin aux droits du relais sur les comptes du partenaire, qui conserve son acte d’adhésion, ses comptes et l’historique de ce qui a été fait.";
}
