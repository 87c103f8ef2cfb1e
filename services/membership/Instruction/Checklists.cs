using Dinamis.Membership.Adhesions;

namespace Dinamis.Membership.Instruction;

/// <summary>What an instructor looks at before he decides: a help to lose nothing in eighty files, no condition of a decision.</summary>
static class Checklists
{
    static readonly string[] public_ = ["commune", "epci", "departement", "region", "etat", "etablissement-public"];

    /// <summary>Categories: none means all.</summary>
    static readonly (string Code, string Label, string[] Categories)[] items =
    [
        ("identite", "Le nom, l’identifiant et l’adresse sont ceux de l’organisme lui-même, et non d’un de ses services.", []),
        ("representant", "La personne qui a signé engage l’organisme, par sa fonction ou par une délégation jointe.", []),
        ("adresses", "Les adresses électroniques sont professionnelles, et celle du représentant légal est la sienne.", []),
        ("usages", "Les usages décrits servent une mission permise par les licences, sans exploitation commerciale.", []),
        ("deliberation", "La signature entre dans les pouvoirs du signataire, ou la délibération est jointe.", public_),
        ("unite", "L’établissement est bien celui qui porte l’adhésion, et non une unité déjà couverte par sa tutelle.", ["universite-recherche"]),
        ("interet-general", "Les statuts disent une mission d’intérêt général.", ["association"]),
        ("donneur-d-ordre", "L’organisme public nommé est éligible, et le marché court encore.", [Adhesions.Categories.Contractor]),
        ("recherche", "La recherche est celle de l’entreprise, sans prestation pour un tiers.", [Adhesions.Categories.OwnResearch]),
        ("registre-etranger", "Le numéro est celui du registre du pays, vérifié à sa source.", [Adhesions.Categories.Foreign]),
        ("partenaire", "L’organisme français nommé confirme la coopération.", [Adhesions.Categories.Foreign]),
        ("avis", "Les avis du CNES et d’Airbus DS sont demandés pour les images qui les exigent.", [Adhesions.Categories.Foreign]),
    ];

    public static IEnumerable<(string Code, string Label)> Of(string category) => items.Where(i => i.Categories.Length == 0 || i.Categories.Contains(category)).Select(i => (i.Code, i.Label));
}
