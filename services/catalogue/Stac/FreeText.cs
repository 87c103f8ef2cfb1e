using Dinamis.Kernel;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Stac;

static partial class StacEndpoints
{
    const int MaxTerms = 20;

    public static readonly Capability FreeText = new(
        "https://api.stacspec.org/v1.0.0-rc.1/item-search#free-text",
        "https://api.stacspec.org/v1.0.0-rc.1/ogcapi-features#free-text",
        "https://api.stacspec.org/v1.0.0-rc.1/collection-search#free-text")
    {
        Parameters =
        [
            SearchParameter.OfNames(Asked.Scenes | Asked.Collections,
                new("q", $"Words, or words that follow one another, separated by commas: one of them is enough; at most {MaxTerms}. Case and accents do not count. They are looked for in identifier, title, description, keywords, platform, constellation and instruments.")
                {
                    Schema = """{"type":"array","items":{"type":"string"}}""",
                    Example = "pléiades,forêt des landes",
                },
                (search, terms) =>
                {
                    if (terms.Count > MaxTerms || terms.Sum(t => t.Length) > 1_000) search.Fault("q", $"{MaxTerms} termes et 1 000 caractères au plus.");
                    search.Phrases = [.. terms.Select(Folding.Key)];
                    if (search.Phrases.ToList().IndexOf("") is >= 0 and var wrong) search.Fault("q", $"Le terme {wrong + 1} n’a ni lettre ni chiffre.");
                }),
        ],
    };
}
