namespace Dinamis.Cql2;

/// <summary>PostgreSQL with PostGIS; geometries in EPSG:4326, text in the order of its code points as on SQLite.</summary>
/// <inheritdoc/>
public sealed class PostgresSqlWriter(IReadOnlyDictionary<string, QueryableProperty> queryables, Func<object, string> parameter) : SqlWriter(queryables, parameter)
{
    protected override string Boolean(bool value) => value ? "TRUE" : "FALSE";

    protected override string TextOrder(string text) => $"{text} COLLATE \"C\"";

    protected override string FoldCase(string text) => $"(upper({text} COLLATE \"und-x-icu\") COLLATE \"C\")";

    protected override string FoldAccents(string text) => $"regexp_replace(normalize({text}, NFD), '[\\u0300-\\u036f]', '', 'g')";

    protected override string Like(string text, string pattern) => $"({text} LIKE {pattern})";

    protected override string Truncated(string number) => $"trunc(({number})::double precision)";

    protected override string Remainder(string number, string divisor) => $"mod(({number})::numeric, NULLIF({divisor}, 0)::numeric)::double precision";

    protected override string Power(string number, string exponent) => $"power(({number})::double precision, {exponent})";

    protected override string Spatial(string name, Sql left, Sql right)
    {
        // PostGIS answers these two for collections, and fails for the others.
        if (name is not ("s_intersects" or "s_disjoint") && (IsMixed(left) || IsMixed(right))) throw new Cql2Exception($"« {name} » ne prend pas de GEOMETRYCOLLECTION.");
        var function = name[2..];
        return $"ST_{char.ToUpperInvariant(function[0])}{function[1..]}({Geometry(left)}, {Geometry(right)})";
    }

    static bool IsMixed(Sql sql) => sql.Shape?.OgcGeometryType == NetTopologySuite.Geometries.OgcGeometryType.GeometryCollection;

    static string Geometry(Sql sql) => sql.Shape is null ? sql.Text : $"ST_GeomFromWKB({sql.Text}, 4326)";

    protected override string ArrayValue(string json) => $"({Parameter(json)}::text::jsonb)";

    protected override string Arrays(string name, string left, string right) => name switch
    {
        "a_contains" => $"({left} @> {right})",
        "a_containedBy" => $"({left} <@ {right})",
        "a_equals" => $"({left} @> {right} AND {left} <@ {right})",
        _ => $"(EXISTS (SELECT FROM jsonb_array_elements({left}) e WHERE {right} @> e))",
    };
}
