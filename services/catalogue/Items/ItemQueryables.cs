using Dinamis.Cql2;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;

namespace Dinamis.Catalogue.Items;

/// <summary>What a filter or a sort may name of a scene, and where each store keeps it.</summary>
static class ItemQueryables
{
    /// <param name="Name">As in the item.</param>
    /// <param name="Title">For people.</param>
    /// <param name="Kind">Kind of its values.</param>
    /// <param name="Column">Column of both stores; null when it is read in the item.</param>
    public sealed record Named(string Name, string Title, Kind Kind, string? Column = null)
    {
        /// <summary>A scene has it in its core, or has it not: it says nothing of its collection.</summary>
        public bool Everywhere => Kind == Kind.Geometry || Always;

        public bool Sortable => Kind is Kind.Text or Kind.Number or Kind.Timestamp;

        /// <summary>Every scene has a value.</summary>
        public bool Always => Column is "id" or "collection" or "start_at" or "end_at";
    }

    public static readonly IReadOnlyList<Named> All =
    [
        new("id", "Identifiant", Kind.Text, "id"),
        new("collection", "Collection", Kind.Text, "collection"),
        new("geometry", "Emprise", Kind.Geometry, "footprint"),
        new("datetime", "Acquisition, ou début de la période", Kind.Timestamp, "start_at"),
        new("start_datetime", "Début de la période, ou acquisition", Kind.Timestamp, "start_at"),
        new("end_datetime", "Fin de la période, ou acquisition", Kind.Timestamp, "end_at"),
        new("eo:cloud_cover", "Couverture nuageuse (%)", Kind.Number, "cloud"),
        new("eo:snow_cover", "Couverture neigeuse (%)", Kind.Number),
        new("gsd", "Résolution au sol (m)", Kind.Number, "gsd"),
        new("platform", "Satellite", Kind.Text),
        new("constellation", "Constellation", Kind.Text),
        new("instruments", "Instruments", Kind.Array),
        new("view:incidence_angle", "Incidence (°)", Kind.Number),
        new("view:off_nadir", "Dépointage (°)", Kind.Number),
        new("view:azimuth", "Azimut de la visée (°)", Kind.Number),
        new("view:sun_azimuth", "Azimut du soleil (°)", Kind.Number),
        new("view:sun_elevation", "Hauteur du soleil (°)", Kind.Number),
        new("sat:orbit_state", "Sens de l’orbite", Kind.Text),
        new("sat:relative_orbit", "Orbite relative", Kind.Number),
        new("proj:code", "Projection", Kind.Text),
        new("processing:level", "Niveau de traitement", Kind.Text),
    ];

    static readonly Dictionary<string, QueryableProperty> postgres = OfPostgres(q => q.Column);

    static readonly Dictionary<string, QueryableProperty> postgresInArea = OfPostgres(q => q.Column == "cloud" ? CloudUnindexed : q.Column);

    /// <summary>
    /// The column, hidden from its index. Where an area is asked too, PostgreSQL expects a tenth of the scenes that meet it and reads half of the
    /// index of clouds to intersect it with them: four times the work of looking at each.
    /// </summary>
    public const string CloudUnindexed = "(+cloud)";

    static readonly Dictionary<string, QueryableProperty> sqlite = All.ToDictionary(q => q.Name, q => new QueryableProperty(q.Name, q.Kind, q.Column ?? $"json_extract(body, '$.properties.\"{q.Name}\"')"));

    /// <summary>The value in PostgreSQL, in the order of code points as on SQLite.</summary>
    public static string PostgresOrder(Named by) => by.Kind == Kind.Text ? $"{postgres[by.Name].Sql} COLLATE \"C\"" : postgres[by.Name].Sql;

    public static string SqliteOrder(Named by) => sqlite[by.Name].Sql;

    /// <param name="parameter">Makes a parameter of a value.</param>
    /// <param name="inArea">The filter stands beside an area, whose index is the one to use.</param>
    public static SqlWriter Postgres(Func<object, string> parameter, bool inArea) => new PostgresSqlWriter(inArea ? postgresInArea : postgres, parameter);

    public static SqlWriter Sqlite(SqliteConnection connection, Func<object, string> parameter) => new SqliteSqlWriter(connection, sqlite, parameter);

    /// <summary>Both stores refuse the same, before either is asked.</summary>
    /// <exception cref="Cql2Exception">What cannot be asked of scenes.</exception>
    public static void Check(Expression filter) => Postgres(_ => "@p", inArea: false).Write(filter);

    /// <summary>What the scenes of one of these collections can be asked by; of a collection that never had a scene, all.</summary>
    public static IEnumerable<Named> Of(IReadOnlyCollection<Collections.SeenCollection> collections)
    {
        if (collections.Any(c => c.Queryables is null)) return All;
        var had = collections.SelectMany(c => c.Queryables!).ToHashSet(StringComparer.Ordinal);
        return All.Where(q => q.Everywhere || had.Contains(q.Name));
    }

    /// <summary>A literal area that every match must meet: the index begins with it.</summary>
    public static Geometry? AreaOf(Expression? filter) => filter switch
    {
        Operation { Name: "s_intersects" or "s_within" or "s_contains" or "s_overlaps" or "s_equals" or "s_touches" or "s_crosses", Args: [Property { Name: "geometry" }, var area] } => area switch
        {
            GeometryLiteral literal => literal.Value,
            BoxLiteral box => SqlWriter.AreaOf(box),
            _ => null,
        },
        Operation { Name: "and" } all => all.Args.Select(AreaOf).FirstOrDefault(area => area is not null),
        _ => null,
    };

    static Dictionary<string, QueryableProperty> OfPostgres(Func<Named, string?> column) => All.ToDictionary(q => q.Name, q => new QueryableProperty(q.Name, q.Kind, column(q) ?? q.Kind switch
    {
        Kind.Number => $"(body->'properties'->>'{q.Name}')::double precision",
        Kind.Array => $"(body->'properties'->'{q.Name}')",
        _ => $"(body->'properties'->>'{q.Name}')",
    }));
}
