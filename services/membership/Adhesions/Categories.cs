namespace Dinamis.Membership.Adhesions;

/// <summary>Who may join (DESIGN §5, « Eligible »): codes on the wire; their words are in DeedWords.</summary>
static class Categories
{
    /// <summary>A French private firm joins only for a public body that it names, or for its own research.</summary>
    public const string Contractor = "entreprise-prestataire";

    public static readonly IReadOnlyList<string> Codes =
    [
        "commune", "epci", "departement", "region", "etat", "etablissement-public", "universite-recherche", "association", Contractor, "entreprise-rd",
    ];

    public static bool IsKnown(string code) => Codes.Contains(code);
}
