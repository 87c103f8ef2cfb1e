using System.Globalization;
using System.Text.Json;
using Dinamis.Catalogue.Geography;
using Dinamis.Catalogue.Items;
using NetTopologySuite.Geometries;

namespace Dinamis.Catalogue.Stac;

/// <summary>The parameters that OGC API Features and STAC's item search have without any extension.</summary>
static class CoreParameters
{
    const string Names = """{"type":"array","items":{"type":"string"}}""";

    static readonly SearchParameter bbox = new(Asked.Scenes,
        new("bbox", "West, south, east, north in degrees (OGC:CRS84), or 6 numbers with altitudes. West > east crosses the antimeridian. Not with `intersects`.")
        {
            Schema = """{"type":"array","items":{"type":"number"},"minItems":4,"maxItems":6}""",
            Example = "-0.6,44.8,-0.5,44.9",
        },
        """{"type":"array","items":{"type":"number"},"minItems":4,"maxItems":6}""",
        (search, value) => Box(search, [.. value.Split(',').Select(v => double.TryParse(v.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN)]),
        (search, value) => Box(search, value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Number && v.TryGetDouble(out var n) ? n : double.NaN)] : []));

    static readonly SearchParameter datetime = SearchParameter.OfText(Asked.Scenes,
        new("datetime", "RFC 3339 instant, or interval `from/until` with at most one end open (`..`).") { Example = "2025-01-01T00:00:00Z/.." },
        (search, value) =>
        {
            (search.From, search.Until, var error) = Interval.Parse(value);
            if (error is not null) search.Fault("datetime", error);
        });

    static readonly SearchParameter limit = new(Asked.Search | Asked.Items,
        new("limit", $"Items of a page: {SearchParameters.DefaultLimit} by default, {SearchParameters.MaxLimit} at most (more is cut).") { Schema = """{"type":"integer","minimum":1}""" },
        """{"type":"integer","minimum":1}""",
        (search, value) => Page(search, long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit) ? limit : null),
        (search, value) => Page(search, value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var limit) ? limit : null));

    static readonly SearchParameter token = SearchParameter.OfText(Asked.Search | Asked.Items, new("token", "Page token, from the link `next`."), (search, value) => search.Token = value);

    // Clients of OGC API Features begin with it; what is beyond is reached by links, which hold while scenes come and go.
    static readonly SearchParameter offset = SearchParameter.OfText(Asked.Items, new("offset", "Nothing but 0: pages are reached by the link `next`.") { Schema = """{"type":"integer","enum":[0]}""" }, (search, value) =>
    {
        if (value != "0") search.Fault("offset", "Seul 0 est pris en charge : suivez le lien « next ».");
    });

    static readonly SearchParameter collections = SearchParameter.OfNames(Asked.Search | Asked.SearchCounts,
        new("collections", $"Ids of collections, separated by commas; {SearchParameters.MaxIds} at most.") { Schema = Names, Example = "pleiades,spot-6-7" },
        (search, values) => search.Collections = Few(search, "collections", values));

    static readonly SearchParameter ids = SearchParameter.OfNames(Asked.Search | Asked.SearchCounts,
        new("ids", $"Ids of items, separated by commas; {SearchParameters.MaxIds} at most.") { Schema = Names },
        (search, values) => search.Ids = Few(search, "ids", values));

    static readonly SearchParameter intersects = new(Asked.Search | Asked.SearchCounts,
        new("intersects", $"GeoJSON geometry; at most {GeoJson.MaxVertices} vertices. Not with `bbox`."),
        """{"$ref":"#/components/schemas/Geometry"}""",
        (search, value) => Shape(search, () => GeoJson.Read(value)),
        (search, value) => Shape(search, () => GeoJson.Read(value)));

    /// <summary>Of OGC API Features.</summary>
    public static readonly IReadOnlyList<SearchParameter> OfItems = [bbox, datetime, limit, offset, token];

    /// <summary>More of item search.</summary>
    public static readonly IReadOnlyList<SearchParameter> OfSearch = [collections, ids, intersects];

    /// <summary>Those that collections themselves are searched by; all of them at once unless fewer are asked.</summary>
    public static readonly IReadOnlyList<SearchParameter> OfCollections =
    [
        bbox with { Where = Asked.Collections },
        datetime with { Where = Asked.Collections },
        limit with { Where = Asked.Collections, Doc = limit.Doc with { Description = $"Collections of a page, {SearchParameters.MaxLimit} at most, which is the default." } },
        token with { Where = Asked.Collections },
    ];

    /// <summary>A token continues the order in which the page was asked.</summary>
    public static void CheckToken(SearchParameters search)
    {
        if (search.Token is null) return;
        search.After = PageToken.Read(search.Token, search.Sort ?? (search.Where == Asked.Collections ? StacEndpoints.ById : ItemQuery.Newest));
        if (search.After is null) search.Fault("token", "Ce jeton de page n’est pas l’un des nôtres, ou vient d’une page triée autrement.");
    }

    public static void CheckArea(SearchParameters search)
    {
        if (search.Boxed && search.Shaped) search.Fault("intersects", "« bbox » et « intersects » ne se donnent pas ensemble.");
    }

    static IReadOnlyList<string> Few(SearchParameters search, string name, IReadOnlyList<string> values)
    {
        if (values.Count > SearchParameters.MaxIds) search.Fault(name, $"{SearchParameters.MaxIds} valeurs au plus.");
        if (values.Any(string.IsNullOrWhiteSpace)) search.Fault(name, $"La valeur {values.ToList().FindIndex(string.IsNullOrWhiteSpace) + 1} est vide.");
        return values;
    }

    static void Page(SearchParameters search, long? limit)
    {
        if (limit is null) search.Fault("limit", "Un nombre entier est attendu.");
        else if (limit < 1) search.Fault("limit", "Au moins 1.");
        else search.Limit = (int)Math.Min(limit.Value, SearchParameters.MaxLimit);
    }

    static void Box(SearchParameters search, double[] n)
    {
        search.Boxed = true;
        if (n.Length is not (4 or 6))
        {
            search.Fault("bbox", "4 nombres (ouest, sud, est, nord) ou 6 avec les altitudes sont attendus.");
            return;
        }
        var (west, south, east, north) = n.Length == 4 ? (n[0], n[1], n[2], n[3]) : (n[0], n[1], n[3], n[4]);
        if (Array.FindIndex(n, v => !double.IsFinite(v)) is >= 0 and var wrong) search.Fault("bbox", $"La valeur {wrong + 1} n’est pas un nombre.");
        else if (Math.Abs(west) > 180 || Math.Abs(east) > 180) search.Fault("bbox", "Une longitude va de -180 à 180.");
        else if (Math.Abs(south) > 90 || Math.Abs(north) > 90) search.Fault("bbox", "Une latitude va de -90 à 90.");
        else if (south > north) search.Fault("bbox", "Le sud est au nord du nord.");
        else if (n.Length == 6 && n[2] > n[5]) search.Fault("bbox", "L’altitude basse est au-dessus de la haute.");
        else search.Area = Antimeridian.Box(west, south, east, north);
    }

    static void Shape(SearchParameters search, Func<Geometry> read)
    {
        search.Shaped = true;
        try
        {
            search.Area = read();
        }
        catch (BadGeometryException e)
        {
            search.Fault("intersects", e.Message);
        }
    }
}
