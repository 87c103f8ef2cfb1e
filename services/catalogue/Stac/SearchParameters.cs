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

    /// <param name="visible">Collections that the caller may see.</param>
    public ItemQuery Of(IReadOnlyList<string> visible) => new()
    {
        Collections = Collections is null ? visible : [.. visible.Intersect(Collections, StringComparer.Ordinal)],
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

    public void Fault(string name, string message) => checks.That(false, name.Length > 60 ? name[..60] : name, message);

    public void Unknown(string name) => Fault(name, "Ce paramètre n’est pas pris en charge ici.");

    public void ThrowIfAnyFault() => checks.ThrowIfAny();
}
