using System.Text.Json.Nodes;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Geography;
using Dinamis.Catalogue.Items;
using Dinamis.Cql2;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Stac;

/// <summary>Collections are few and their extents are kept in memory: they are searched there.</summary>
static partial class StacEndpoints
{
    public static readonly IReadOnlyList<ItemQueryables.Named> CollectionSortables =
    [
        new("id", "Identifiant", Kind.Text, "id"),
        new("title", "Titre", Kind.Text),
        new("start_datetime", "Début de la période couverte", Kind.Timestamp),
        new("end_datetime", "Fin de la période couverte", Kind.Timestamp),
    ];

    public static readonly IReadOnlyList<SortKey> ById = [new(CollectionSortables[0], Descending: false)];

    public static readonly Capability CollectionSearch = new("https://api.stacspec.org/v1.0.0-rc.1/collection-search", "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/simple-query")
    {
        Parameters = CoreParameters.OfCollections,
    };

    sealed record Described(Collection Collection, Extent Extent)
    {
        public object? Value(ItemQueryables.Named by) => by.Name switch
        {
            "id" => Collection.Code,
            "title" => Folding.Key(Collection.Title),
            "start_datetime" => Extent.From?.Micros(),
            _ => Extent.Until?.Micros(),
        };

        public bool Matches(SearchParameters search)
        {
            if (search.Area is { } area && !area.Intersects(Antimeridian.Box(Bounds[0], Bounds[1], Bounds[2], Bounds[3]))) return false;
            if (search.From > Extent.Until || search.Until < Extent.From) return false;
            if (search.Phrases.Count == 0) return true;
            var words = $" {Folding.Key($"{Collection.Code} {Collection.Title} {Collection.Description} {string.Join(' ', Collection.Platforms)}")} ";
            return search.Phrases.Any(p => words.Contains($" {p} ", StringComparison.Ordinal));
        }

        double[] Bounds => Extent.Bounds ?? World;
    }

    static async Task<(IReadOnlyList<Described> Page, int Matched, ItemCursor? Next)> FindCollectionsAsync(SearchParameters search, VisibleCollections visible, Extents extents, IItemStore items, CancellationToken cancellationToken)
    {
        var found = new List<Described>();
        foreach (var collection in await visible.AllAsync(cancellationToken))
        {
            var described = new Described(collection, await extents.OfAsync(collection.Code, items, cancellationToken));
            if (described.Matches(search)) found.Add(described);
        }
        var sort = search.Sort ?? ById;
        found.Sort((a, b) => Compare(sort, [.. sort.Select(k => a.Value(k.By))], a.Collection.Code, [.. sort.Select(k => b.Value(k.By))], b.Collection.Code));
        var rest = search.After is not { } after ? found : found.FindAll(d => Compare(sort, [.. sort.Select(k => d.Value(k.By))], d.Collection.Code, after.Keys, after.Id) > 0);
        var page = rest.Take(search.Limit ?? SearchParameters.MaxLimit).ToList();
        return (page, found.Count, page.Count == rest.Count ? null : new([.. sort.Select(k => page[^1].Value(k.By))], page[^1].Collection.Code, ""));
    }

    // As the stores order scenes: what has no value last, ties by identifier.
    static int Compare(IReadOnlyList<SortKey> sort, IReadOnlyList<object?> a, string idOfA, IReadOnlyList<object?> b, string idOfB)
    {
        foreach (var (i, key) in sort.Index())
        {
            var order = (a[i], b[i]) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                (string x, string y) => string.CompareOrdinal(x, y) * (key.Descending ? -1 : 1),
                var (x, y) => ((long)x).CompareTo((long)y) * (key.Descending ? -1 : 1),
            };
            if (order != 0) return order;
        }
        return string.CompareOrdinal(idOfA, idOfB);
    }
}
