using Dinamis.Membership.Register;

namespace Dinamis.Membership.Deeds;

/// <summary>The clauses, in French. A change here makes new deeds say something else; frozen ones keep their bytes.</summary>
static class DeedArticles
{
    /// <summary>The article that the table of texts follows.</summary>
    public const string TextsTitle = "Charte et licences acceptées";

    public static IReadOnlyList<DeedArticle> Of(DeedContent deed) => Typography.Spaced(deed.Kind switch
    {
        DeedKind.Acte => Acte(deed),
        DeedKind.Amendment => Amendment(deed),
        DeedKind.Avenant => RelayArticles.Avenant(deed),
        DeedKind.Departure => RelayArticles.Departure(deed),
        _ => RelayArticles.Convention(deed),
    });

    static IReadOnlyList<DeedArticle> Acte(DeedContent deed) =>
    [
        new("Objet",
        [
            "Le présent acte constate l’adhésion de l’adhérent à DINAMIS, dispositif institutionnel national d’approvisionnement mutualisé en imagerie satellitaire. Il fixe les conditions dans lesquelles l’adhérent accède aux images, aux produits et aux services du dispositif pour ses missions de service public, de recherche ou d’enseignement, à l’exclusion de toute exploitation commerciale.",
            $"Les informations portées au tableau ci-dessus ont été fournies par l’adhérent, relues et confirmées par son {(deed.Member.Delegation is null ? "représentant légal" : "signataire")} avant la signature.",
            .. Uses(deed.Member),
        ]),
        new(TextsTitle,
        [
            "L’adhérent déclare avoir lu et accepter la charte et les licences désignées ci-dessous, chacune dans la version et avec l’empreinte SHA-256 indiquées. L’empreinte est calculée sur le texte intégral en UTF-8 : elle permet de vérifier à tout moment quel texte a été accepté. Ces textes font corps avec le présent acte.",
        ]),
        new("Entrée en vigueur des licences",
        [
            "Chaque famille de licences listée à l’article 2 n’entre en vigueur, pour l’adhérent, que si elle est nommée dans la décision datée de DINAMIS annexée au registre des actes, et à compter de la date de cette décision. Une famille que la décision ne nomme pas n’ouvre aucun droit.",
            "La décision et le présent acte peuvent être consultés et vérifiés par toute personne sur la page « Vérifier un acte » (/verifier) du service.",
            "Une version nouvelle d’une licence ou de la charte ne s’applique à l’adhérent qu’après son acceptation par le représentant légal. À défaut d’acceptation à la date d’entrée en vigueur de cette version, les téléchargements de la famille concernée sont suspendus.",
        ]),
        new("Engagements de l’adhérent",
        [
            "L’adhérent utilise les images dans le respect de la charte et de chaque licence, pour les usages qu’elles autorisent et sur les territoires qu’elles couvrent. Il veille à ce que ses agents, et les prestataires qu’il désigne par écrit, s’y conforment.",
            "L’adhérent désigne un référent, chargé de valider ou de refuser les comptes ouverts en son nom et de les clore lorsque leurs titulaires quittent leurs fonctions. Chaque compte est personnel ; il n’est ni partagé ni cédé.",
            "L’adhérent mentionne l’origine des images dans ses publications, fait connaître à DINAMIS ses retours d’expérience, et signale sans délai tout usage contraire dont il aurait connaissance.",
        ]),
        new("Engagements de DINAMIS",
        [
            "DINAMIS donne accès au catalogue, aux téléchargements et aux services en ligne dans les limites des licences en vigueur et des quotas qu’il publie. Il examine les demandes de nouvelles images et motive ses refus.",
            "Les images et les services sont fournis en l’état. DINAMIS s’efforce d’en assurer la continuité et informe l’adhérent des interruptions prévisibles ; il ne garantit ni l’acquisition d’une image à une date donnée, ni son aptitude à un usage particulier.",
        ]),
        PersonalData("DINAMIS"),
        new("Durée, suspension et résiliation",
        [
            deed.Years is { } years
                ? $"Le présent acte prend effet à la date de la seconde signature, pour une durée de {Words(years)}. DINAMIS en annonce le terme aux deux parties trois mois avant. L’acte est renouvelé pour la même durée chaque fois que le représentant légal le confirme depuis le lien personnel qui lui est alors adressé ; à défaut, il prend fin à son terme. Chaque partie peut le résilier à tout moment, par écrit, avec un préavis de deux mois."
                : "Le présent acte prend effet à la date de la seconde signature et pour une durée indéterminée. Chaque partie peut le résilier à tout moment, par écrit, avec un préavis de deux mois.",
            "En cas de manquement à la charte ou à une licence, DINAMIS peut suspendre tout ou partie des accès après avoir invité l’adhérent à présenter ses observations, et sans délai si l’urgence ou les droits d’un tiers l’exigent. Faute de régularisation dans le mois, DINAMIS peut résilier l’acte.",
            "La fin de l’acte met fin aux téléchargements. L’adhérent conserve l’usage des images déjà obtenues dans les seules limites des licences sous lesquelles il les a reçues.",
        ]),
        Disputes,
        Signature("DINAMIS", deed.Member),
    ];

    /// <summary>Another name or legal form of the same body: its SIREN, which names it in the acte, has not changed.</summary>
    static IReadOnlyList<DeedArticle> Amendment(DeedContent deed)
    {
        var amends = deed.Amends ?? throw new ArgumentException("An avenant of a change of name amends an acte.", nameof(deed));
        return
        [
            new("Objet",
            [
                $"Le présent avenant constate le changement de dénomination ou de forme juridique de l’adhérent, partie à l’acte d’adhésion n° {amends.ActeNumber}, en vigueur depuis le {Paris.Date(amends.InForceFrom)}. L’adhérent conserve le même identifiant : {BodyId.Label(deed.Member.Siren)}.",
                $"L’adhérent déclare que ce changement repose sur : {amends.Basis}",
            ]),
            new("Dénomination et forme juridique",
            [
                $"Dans l’acte d’adhésion, les mots « {amends.FormerName} » ({amends.FormerLegalForm}) sont remplacés par les mots « {deed.Member.Name} » ({deed.Member.LegalForm}), dont le siège est : {deed.Member.Street}, {deed.Member.PostalCode} {deed.Member.Town}.",
            ]),
            new("Maintien des autres stipulations",
            [
                "Toutes les autres stipulations de l’acte d’adhésion demeurent inchangées : son terme, la charte et les licences acceptées, la décision de DINAMIS et les droits qui en résultent. Ils n’ont pas été interrompus.",
                "Le présent avenant prend effet à la date de la seconde signature et suit le sort de l’acte qu’il complète. L’acte d’adhésion reste conservé tel qu’il a été signé ; chacun des deux documents peut être vérifié par toute personne sur la page « Vérifier un acte » (/verifier) du service.",
            ]),
            PersonalData("DINAMIS"),
            Disputes,
            Signature("DINAMIS", deed.Member),
        ];
    }

    static string Words(int years) => years switch { 1 => "un an", 2 => "deux ans", 3 => "trois ans", 4 => "quatre ans", 5 => "cinq ans", _ => $"{years} ans" };

    // In the words of the body, which may run to pages: not in the table.
    static IEnumerable<string> Uses(DeedMember member)
    {
        var paragraphs = member.IntendedUses.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return paragraphs.Select((text, i) => i == 0 ? $"Usages déclarés par l’adhérent : {text}" : text);
    }

    internal static DeedArticle PersonalData(string controller) => new("Données à caractère personnel",
    [
        $"{controller} traite les nom, fonction et adresse professionnelle du représentant légal, du référent et des titulaires de comptes pour gérer l’adhésion, les accès et la preuve des engagements, sur le fondement de sa mission d’intérêt public et conformément au règlement (UE) 2016/679 et à la loi n° 78-17 du 6 janvier 1978 modifiée.",
        "Les personnes concernées disposent des droits d’accès, de rectification, de limitation, d’opposition et, hors actes dont la conservation est obligatoire, d’effacement. Elles les exercent auprès du délégué à la protection des données désigné sur la page « Données personnelles » du service, et peuvent saisir la CNIL. L’acte et ses éléments de preuve sont conservés pendant la durée de la relation puis archivés selon le code du patrimoine.",
    ]);

    internal static DeedArticle Disputes => new("Droit applicable et différends",
    [
        "Le présent document est soumis au droit français. Les parties recherchent une solution amiable à tout différend ; à défaut d’accord dans un délai de deux mois, celui-ci est porté devant la juridiction compétente.",
    ]);

    internal static DeedArticle Signature(string counterparty, DeedMember member) => new("Signature électronique et preuve",
    [
        "Le présent document est établi sous forme électronique en un seul fichier au format PDF. Il porte deux signatures électroniques au format PAdES, apposées successivement sur deux certificats distincts et horodatées (RFC 3161). Les parties reconnaissent que ces signatures les engagent au sens des articles 1366 et 1367 du code civil, et que le fichier signé fait foi entre elles.",
        .. member.Delegation is { } delegation
            ? [$"Le document est signé au nom de « {member.Name} » par {delegation.Name}, {delegation.Function}, {delegation.Basis(member)}. DINAMIS a examiné cet arrêté le {Paris.Date(delegation.ExaminedAt)} ; l’empreinte SHA-256 du fichier examiné est {delegation.DecreeSha256}."]
            : Array.Empty<string>(),
        $"{(member.Delegation is null ? "Le représentant légal" : "Le signataire")} a manifesté son consentement depuis le lien personnel qui lui a été adressé ; son certificat est délivré à son nom pour cette seule signature et la clé correspondante est détruite aussitôt. {counterparty} contresigne par une personne habilitée. L’empreinte SHA-256 du fichier est inscrite au registre des actes et le fichier est remis à chaque partie.",
    ]);
}
