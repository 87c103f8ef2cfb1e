namespace Dinamis.Membership.Adhesions;

/// <summary>What the images serve: codes on the wire; their words are in DeedWords.</summary>
static class Themes
{
    static readonly HashSet<string> codes =
    [
        "urbanisme", "foret", "agriculture", "eau", "littoral", "risques", "biodiversite", "recherche", "enseignement", "autre",
    ];

    public static bool IsKnown(string code) => codes.Contains(code);
}
