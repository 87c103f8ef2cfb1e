using System.Text.Json;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Items;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Stac;

static partial class StacEndpoints
{
    const string SortablesRel = "http://www.opengis.net/def/rel/ogc/1.0/sortables";
    const string CollectionSortablesPath = "/stac/sortables/collections";
    const int MaxSortKeys = 8;

    // Clients of the extension's first version know v1.0.0 alone; nothing of it has changed.
    public static readonly Capability Sorting = new(
        "https://api.stacspec.org/v1.0.0/item-search#sort",
        "https://api.stacspec.org/v1.0.0/ogcapi-features#sort",
        "https://api.stacspec.org/v1.1.0/item-search#sort",
        "https://api.stacspec.org/v1.1.0/ogcapi-features#sort",
        "https://api.stacspec.org/v1.1.0/item-search#sortables",
        "https://api.stacspec.org/v1.0.0-rc.1/collection-search#sort",
        "https://api.stacspec.org/v1.1.0/collection-search#sort",
        "https://api.stacspec.org/v1.1.0/collection-search#sortables",
        "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/sortables")
    {
        Parameters =
        [
            new(Asked.Pages,
                new("sortby", $"Sortables, separated by commas, each after `-` for descending; at most {MaxSortKeys}. What has no value comes last. Without it the newest come first.") { Example = "eo:cloud_cover,-datetime" },
                """{"type":"array","items":{"type":"object","required":["field"],"properties":{"field":{"type":"string"},"direction":{"type":"string","enum":["asc","desc"]}}}}""",
                (search, value) => Sort(search, [.. value.Split(',').Select(SortEntry)]),
                (search, value) => Sort(search, value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(SortEntry)] : [(null, null)])),
        ],
        Routes = routes =>
        {
            routes.Reads.MapGet("/sortables", async (HttpContext context, StacApi api, VisibleCollections visible, CancellationToken cancellationToken) =>
            {
                NoParameters(context, api);
                var seen = await visible.SeenAsync(queryables: true, cancellationToken);
                return PropertiesSchema(context.Origin() + "/stac/sortables", "Catalogue DINAMIS", ItemQueryables.Of(seen.Collections).Where(q => q.Sortable));
            }).Describe(StacDocs.Sortables);
            routes.Reads.MapGet("/sortables/collections", (HttpContext context, StacApi api) =>
            {
                NoParameters(context, api);
                return PropertiesSchema(context.Origin() + CollectionSortablesPath, "Collections du catalogue DINAMIS", CollectionSortables);
            }).Describe(StacDocs.SortablesOfCollections);
            routes.Reads.MapGet("/collections/{collection}/sortables", async (HttpContext context, StacApi api, string collection, VisibleCollections visible, CancellationToken cancellationToken) =>
            {
                NoParameters(context, api);
                var (one, seen) = (await visible.OneAsync(collection, cancellationToken), await visible.SeenOneAsync(collection, queryables: true, cancellationToken));
                return PropertiesSchema($"{context.Origin()}/stac/collections/{one.Code}/sortables", one.Title, ItemQueryables.Of(seen.Collections).Where(q => q.Sortable));
            }).Describe(StacDocs.CollectionSortables);
        },
        ListLinks = origin => [Link(SortablesRel, origin + CollectionSortablesPath, SchemaJson)],
        Links = stac => [Link(SortablesRel, stac + "/sortables", SchemaJson)],
        CollectionLinks = (self, _) => [Link(SortablesRel, self + "/sortables", SchemaJson)],
    };

    // A plus sign that was not escaped arrives as a space.
    static (string? Field, bool? Descending) SortEntry(string entry) =>
        entry.StartsWith('-') ? (entry[1..], true) : (entry is ['+' or ' ', ..] ? entry[1..] : entry, false);

    static (string? Field, bool? Descending) SortEntry(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("field", out var field) || field.ValueKind != JsonValueKind.String) return (null, null);
        if (!entry.TryGetProperty("direction", out var direction)) return (field.GetString(), false);
        return (field.GetString(), direction.ValueKind != JsonValueKind.String ? null : direction.GetString() switch { "asc" => false, "desc" => true, _ => null });
    }

    static void Sort(SearchParameters search, IReadOnlyList<(string? Field, bool? Descending)> entries)
    {
        if (entries.Count > MaxSortKeys) search.Fault("sortby", $"{MaxSortKeys} clés de tri au plus.");
        var sortables = search.Where == Asked.Collections ? CollectionSortables : ItemQueryables.All;
        var keys = new List<SortKey>();
        foreach (var (i, (field, descending)) in entries.Index())
        {
            var name = field?.StartsWith("properties.", StringComparison.Ordinal) == true ? field["properties.".Length..] : field;
            if (name is null) search.Fault("sortby", $"Clé {i + 1} : un objet avec « field », et « direction » asc ou desc, est attendu.");
            else if (descending is null) search.Fault("sortby", $"Clé {i + 1} : « direction » vaut asc ou desc.");
            else if (sortables.FirstOrDefault(q => q.Sortable && q.Name == name) is not { } by) search.Fault("sortby", $"Clé {i + 1} : « {(name.Length > 60 ? name[..60] : name)} » n’est pas une propriété qui se trie.");
            // A second time changes nothing.
            else if (!keys.Exists(k => k.By == by)) keys.Add(new(by, descending.Value));
        }
        if (keys.Count > 0) search.Sort = keys;
    }
}
