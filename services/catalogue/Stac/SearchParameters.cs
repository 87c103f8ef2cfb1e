using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Items;
using Dinamis.Cql2;
using Dinamis.Kernel;
using NetTopologySuite.Geometries;

namespace Dinamis.Catalogue.Stac;

/// <summary>
/// What a search asks, filled by the parameters of <see cref="StacApi"/> from a query string or from a JSON body by the same rules. Every
/// fault is noted under the parameter's name and all are told at once; a parameter that we do not know is a fault, because ignoring it
/// would answer another question.
/// </summary>
sealed class SearchParameters(Asked where)
{
    public const int DefaultLimit = 10;
    public const int MaxLimit = 1_000;
    public const int MaxIds = 200;

    readonly Checks checks = new();

    public Asked Where => where;
    public IReadOnlyList<string>? Collections { get; set; }
    public IReadOnlyList<string>? Ids { get; set; }

    /// <summary>Area of <c>bbox</c> or of <c>intersects</c>.</summary>
    public Geometry? Area { get; set; }
    public bool Boxed { get; set; }
    public bool Shaped { get; set; }
    public DateTimeOffset? From { get; set; }
    public DateTimeOffset? Until { get; set; }
    public int? Limit { get; set; }
    public string? Token { get; set; }
    public ItemCursor? After { get; set; }
    public AskedFilter AskedFilter { get; } = new();
    public Expression? Filter { get; set; }
    public Expression? Query { get; set; }
    public IReadOnlyList<SortKey>? Sort { get; set; }

    /// <summary>Folded; one of them is enough.</summary>
    public IReadOnlyList<string> Phrases { get; set; } = [];
    public IReadOnlyList<string> Aggregations { get; set; } = [];

    /// <summary>Parts of the items that are wanted; null = all.</summary>
    public Projection? Fields { get; set; }

    /// <summary>It names queryables, which differ by collection.</summary>
    public bool NamesQueryables => (Filter ?? Query) is not null || Sort is not null;

    /// <param name="seen">Collections that the caller may see.</param>
    /// <exception cref="Kernel.Refused"><see cref="Kernel.Refusals.Invalid"/> where a queryable is none of the collections that are searched.</exception>
    public ItemQuery Of(Seen seen)
    {
        var searched = Collections is null ? seen.Collections : [.. seen.Collections.Where(c => Collections.Contains(c.Code, StringComparer.Ordinal))];
        if (NamesQueryables) CheckOffered(searched);
        return new()
        {
            Collections = [.. searched.Select(c => c.Code)],
            Ids = Ids,
            Area = Area,
            Filter = (Filter, Query) is ({ } filter, { } query) ? new Operation("and", filter, query) : Filter ?? Query,
            From = From,
            Until = Until,
            Phrases = Phrases,
            Sort = Sort ?? ItemQuery.Newest,
            Limit = Limit ?? DefaultLimit,
            After = After,
        };
    }

    // A name that exists, and that no scene of these collections has ever had a value of.
    void CheckOffered(IReadOnlyList<SeenCollection> searched)
    {
        if (searched.Count == 0) return;
        var offered = ItemQueryables.Of(searched).Select(q => q.Name).ToHashSet(StringComparer.Ordinal);
        var nowhere = searched.Count == 1 ? $"les scènes de « {searched[0].Code} » n’en ont pas" : "aucune scène des collections cherchées n’en a";
        foreach (var (parameter, tree) in new[] { ("filter", Filter), ("query", Query) })
            if (tree?.Properties().FirstOrDefault(p => !offered.Contains(p.Name)) is { } property) Fault(parameter, $"{(property.Place is null ? "" : property.Place + " : ")}« {property.Name} » ne se demande pas ici : {nowhere}.");
        foreach (var (i, key) in (Sort ?? []).Index())
            if (!offered.Contains(key.By.Name)) Fault("sortby", $"Clé {i + 1} : « {key.By.Name} » ne trie rien ici : {nowhere}.");
        ThrowIfAnyFault();
    }

    public void Fault(string name, string message) => checks.That(false, name.Length > 60 ? name[..60] : name, message);

    public void Unknown(string name) => Fault(name, "Ce paramètre n’est pas pris en charge ici.");

    public void ThrowIfAnyFault() => checks.ThrowIfAny();
}
