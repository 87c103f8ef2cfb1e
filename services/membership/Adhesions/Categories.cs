namespace Dinamis.Membership.Adhesions;

/// <summary>Who may join (DESIGN §5, « Eligible »): codes on the wire; their words are in DeedWords.</summary>
static class Categories
{
    /// <summary>A French private firm joins only for a public body that it names, or for its own research.</summary>
    public const string Contractor = "entreprise-prestataire";

    /// <summary>For its own research, which it names.</summary>
    public const string OwnResearch = "entreprise-rd";

    /// <summary>A body outside of France, in cooperation with a French one that it names.</summary>
    public const string Foreign = "organisme-etranger";

    public static readonly IReadOnlyList<string> Codes =
    [
        "commune", "epci", "departement", "region", "etat", "etablissement-public", "universite-recherche", "association", Contractor, OwnResearch, Foreign,
    ];

    public static bool IsForeign(string code) => code == Foreign;

    /// <summary>CNES for Pléiades, Airbus DS for SPOT 6-7.</summary>
    public static bool HasExpert(string family) => family is "pleiades" or "spot-6-7";

    /// <summary>A field of another category says nothing, and must not stand in the acte.</summary>
    public static void Clean(Wire.EntityForm form)
    {
        if (form.Category != Contractor) form.ContractingBody = "";
        if (form.Category != OwnResearch) form.ResearchSubject = "";
        if (form.Category != Foreign) (form.Country, form.FrenchPartner) = ("", "");
    }

    public static bool IsKnown(string code) => Codes.Contains(code);
}
