using System.Text.Json;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Items;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Stac;

/// <summary>
/// One part of the STAC API: the conformance classes that it declares, and all that makes them true. Taken out of
/// <see cref="StacApi.Capabilities"/>, its classes, routes, parameters and links are gone together.
/// </summary>
/// <param name="Classes">URIs of the conformance classes.</param>
sealed record Capability(params IReadOnlyList<string> Classes)
{
    public IReadOnlyList<SearchParameter> Parameters { get; init; } = [];

    /// <summary>What depends on several parameters: asked once all are read.</summary>
    public Action<SearchParameters>? Check { get; init; }

    public Action<StacRoutes>? Routes { get; init; }

    /// <summary>Links of the landing page, given its address.</summary>
    public Func<string, IEnumerable<JsonObject>>? Links { get; init; }

    /// <summary>Links of the list of collections, given the public origin.</summary>
    public Func<string, IEnumerable<JsonObject>>? ListLinks { get; init; }

    /// <summary>Links of a collection, given its address and what it covers.</summary>
    public Func<string, Extent, IEnumerable<JsonObject>>? CollectionLinks { get; init; }
}

/// <summary>Where a parameter is understood.</summary>
[Flags]
enum Asked
{
    Nowhere = 0,

    /// <summary>Scenes of all collections, by GET and POST.</summary>
    Search = 1,

    /// <summary>Scenes of one collection.</summary>
    Items = 2,

    /// <summary>Counts of scenes of all collections, by GET and POST.</summary>
    SearchCounts = 4,

    /// <summary>Counts of scenes of one collection.</summary>
    ItemCounts = 8,

    /// <summary>Collections themselves.</summary>
    Collections = 16,

    Counts = SearchCounts | ItemCounts,
    Scenes = Search | Items | Counts,
    Pages = Search | Items | Collections,
}

/// <summary>A parameter of searches: how it is read from a query string and from a JSON body, and what the API's description says of it.</summary>
/// <param name="Where">Routes that understand it.</param>
/// <param name="Doc">Its description, with the schema that it has in a query string.</param>
/// <param name="BodySchema">Schema that it has in a JSON body.</param>
/// <param name="Text">Reads the text of a query string, never empty unless <paramref name="EmptyCounts"/>.</param>
/// <param name="Json">Reads a member of a body, never null.</param>
/// <param name="EmptyCounts">Given without a value, it still asks for something.</param>
sealed record SearchParameter(Asked Where, RouteParameter Doc, string BodySchema, Action<SearchParameters, string> Text, Action<SearchParameters, JsonElement> Json, bool EmptyCounts = false)
{
    public string Name => Doc.Name;

    /// <summary>A parameter that is a text in both.</summary>
    public static SearchParameter OfText(Asked where, RouteParameter doc, Action<SearchParameters, string> read) => new(where, doc, doc.Schema, read, (search, value) =>
    {
        if (value.ValueKind == JsonValueKind.String) read(search, value.GetString()!);
        else search.Fault(doc.Name, "Un texte est attendu.");
    });

    /// <summary>A parameter that is a list of names, separated by commas in a query string.</summary>
    public static SearchParameter OfNames(Asked where, RouteParameter doc, Action<SearchParameters, IReadOnlyList<string>> read) => new(where, doc, doc.Schema, (search, value) => read(search, value.Split(',')), (search, value) =>
    {
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)) read(search, [.. value.EnumerateArray().Select(v => v.GetString()!)]);
        else search.Fault(doc.Name, "Un tableau de textes est attendu.");
    });
}

/// <param name="Reads">Routes that anybody may call.</param>
/// <param name="Writes">Routes of people and services with a token; each asks for DINAMIS's staff.</param>
/// <param name="Api">The API that is mapped.</param>
sealed record StacRoutes(RouteGroupBuilder Reads, RouteGroupBuilder Writes, StacApi Api);
