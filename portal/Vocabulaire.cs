using Dinamis.Portal.Components.Forms;

namespace Dinamis.Portal;

/// <summary>Names of the contracts' codes, as people read them.</summary>
static class Vocabulaire
{
    public static readonly IReadOnlyList<Choix> Categories =
    [
        new("commune", "Commune"), new("epci", "Intercommunalité (EPCI)"), new("departement", "Département"), new("region", "Région"), new("etat", "Service de l’État"),
        new("etablissement-public", "Établissement public"), new("universite-recherche", "Université, organisme de recherche, école"),
        new("association", "Association d’intérêt général"), new("entreprise-prestataire", "Entreprise, comme prestataire d’un organisme public"),
        new("entreprise-rd", "Entreprise, pour sa propre recherche et développement"), new("organisme-etranger", "Organisme étranger, en coopération avec un organisme français"),
    ];

    public static readonly IReadOnlyList<Choix> Themes =
    [
        new("urbanisme", "Urbanisme et aménagement"), new("foret", "Forêt"), new("agriculture", "Agriculture"), new("eau", "Eau et milieux humides"), new("littoral", "Littoral"),
        new("risques", "Risques naturels"), new("biodiversite", "Biodiversité"), new("recherche", "Recherche"), new("enseignement", "Enseignement"), new("autre", "Autre"),
    ];

    public static readonly IReadOnlyList<Choix> Familles =
    [
        new("pleiades", "Pléiades", "Très haute résolution, 50 à 70 cm."),
        new("spot-6-7", "SPOT 6-7", "Haute résolution, 1,5 m, grandes emprises, couverture annuelle de la France."),
        new("spot-5", "SPOT 5", "Archive de 2002 à 2015, 2,5 à 10 m."),
    ];

    /// <summary>Decisions that DINAMIS motivates from a model; codes are those of the contract.</summary>
    public static readonly IReadOnlyList<Choix> NaturesDeMotif =
    [
        new("COMPLEMENT", "Demander un complément"), new("REFUSAL", "Refuser"), new("CLOSURE", "Classer sans suite"), new("SUSPENSION", "Suspendre"),
    ];

    public static string Nature(Wire.ReasonModel.Types.Kind nature) => nature.ToString().ToUpperInvariant();

    public static Wire.ReasonModel.Types.Kind Nature(string? code) =>
        NaturesDeMotif.Any(n => n.Code == code) && Enum.TryParse<Wire.ReasonModel.Types.Kind>(code, ignoreCase: true, out var nature) ? nature : Wire.ReasonModel.Types.Kind.Unspecified;

    /// <summary>A kind of act as addresses write it.</summary>
    public static string Nature(Wire.Deed.Types.Kind nature) => nature.ToString().ToLowerInvariant();

    /// <summary>The kind that an address names; unspecified when it names none.</summary>
    public static Wire.Deed.Types.Kind Acte(string? nature) => System.Enum.TryParse<Wire.Deed.Types.Kind>(nature, ignoreCase: true, out var acte) ? acte : Wire.Deed.Types.Kind.Unspecified;

    /// <summary>Fields of the form at which a complement aims.</summary>
    public static readonly IReadOnlyList<Choix> Champs =
    [
        new("entity.name", "Nom officiel"), new("entity.category", "Catégorie"), new("entity.contracting_body", "Organisme public pour lequel l’entreprise travaille"), new("entity.research_subject", "Objet de la recherche"), new("entity.country", "Pays du siège"), new("entity.french_partner", "Organisme français partenaire"),
        new("entity.legal_form", "Forme juridique"),
        new("entity.street", "Adresse du siège"), new("entity.postal_code", "Code postal"), new("entity.town", "Commune du siège"), new("entity.department", "Département du siège"),
        new("sector.themes", "Thèmes de travail"), new("sector.intended_uses", "Usages prévus des images"), new("sector.families", "Images demandées"),
        new("representative.given_name", "Prénom du représentant légal"), new("representative.family_name", "Nom du représentant légal"), new("representative.function", "Fonction du représentant légal"),
        new("representative.address", "Adresse du représentant légal"), new("referent_function", "Fonction du référent"),
    ];

    /// <summary>Where the référent finds a field, under his link.</summary>
    public static string PageDuChamp(string champ) => champ.Split('.')[0] switch { "entity" => "organisme", "sector" => "activite", _ => "representant" };

    public static readonly IReadOnlyList<Choix> Departements = [.. Departments.All.Select(d => new Choix(d.Code, $"{d.Code} {d.Name}"))];

    /// <summary>Regions with their départements (INSEE).</summary>
    static readonly Dictionary<string, string[]> regions = """
        Auvergne-Rhône-Alpes 01 03 07 15 26 38 42 43 63 69 73 74
        Bourgogne-Franche-Comté 21 25 39 58 70 71 89 90
        Bretagne 22 29 35 56
        Centre-Val de Loire 18 28 36 37 41 45
        Corse 2A 2B
        Grand Est 08 10 51 52 54 55 57 67 68 88
        Hauts-de-France 02 59 60 62 80
        Île-de-France 75 77 78 91 92 93 94 95
        Normandie 14 27 50 61 76
        Nouvelle-Aquitaine 16 17 19 23 24 33 40 47 64 79 86 87
        Occitanie 09 11 12 30 31 32 34 46 48 65 66 81 82
        Pays de la Loire 44 49 53 72 85
        Provence-Alpes-Côte d’Azur 04 05 06 13 83 84
        """.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(ligne => ligne.IndexOfAny([.. "0123456789"]) is var i ? (Nom: ligne[..i].Trim(), Codes: ligne[i..].Split(' ')) : default)
        .ToDictionary(r => r.Nom, r => r.Codes);

    public static readonly IReadOnlyList<Choix> Regions = [.. regions.Keys.Select(r => new Choix(r, r))];

    public static readonly IReadOnlyList<Choix> Droits =
    [
        new("JOIN", "Faire adhérer", "Préparer le dossier d’un organisme et signer avec lui un avenant ou une convention."), new("ACCOUNTS", "Gérer les comptes", "Créer, valider et suspendre les comptes au nom de l’organisme."),
        new("HELP", "Aider", "Aider à rédiger les demandes et relire les retours d’expérience."), new("VIEW", "Voir l’activité", "Suivre les téléchargements et les surfaces."),
    ];

    public static IEnumerable<string> DepartementsDe(string? region) => regions.GetValueOrDefault(region ?? "", []);

    /// <summary>A perimeter in few words: whole regions by their name, then the départements that remain.</summary>
    public static string Perimetre(IReadOnlyCollection<string> departements)
    {
        var entieres = regions.Where(r => r.Value.All(departements.Contains)).ToList();
        var reste = departements.Except(entieres.SelectMany(r => r.Value)).ToList();
        return string.Join(", ", entieres.Select(r => r.Key).Concat(reste.Select(Departements.Nom)));
    }

    public static string Nom(this IReadOnlyList<Choix> choix, string code) => choix.FirstOrDefault(c => c.Code == code)?.Libelle ?? code;

    public static string Noms(this IReadOnlyList<Choix> choix, IEnumerable<string> codes) => string.Join(", ", codes.Select(choix.Nom));
}
