using System.Globalization;
using NetTopologySuite.Geometries;

namespace Dinamis.Cql2;

/// <summary>Writes a tree as CQL2 text, with every name between quotes and parentheses wherever an operation is inside another.</summary>
static class TextWriter
{
    public static string Write(Expression expression) => expression switch
    {
        Property p => $"\"{p.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        TextLiteral t => Text(t.Value),
        NumberLiteral n => Number(n.Value),
        BooleanLiteral b => b.Value ? "TRUE" : "FALSE",
        DateLiteral d => $"DATE('{Instants.Write(d)}')",
        TimestampLiteral t => $"TIMESTAMP('{Instants.Write(t)}')",
        Interval i => $"INTERVAL({Bound(i.Start)},{Bound(i.End)})",
        GeometryLiteral g => Geometry(g.Value),
        BoxLiteral b => $"BBOX({string.Join(',', b.Bounds.Select(Number))})",
        ArrayLiteral a => List(a.Items),
        Operation o => Operation(o),
        _ => throw new InvalidOperationException(expression.GetType().Name),
    };

    // In text « \' » is an apostrophe, so a backslash cannot stand before one.
    static string Text(string value) => (value + "'").Contains("\\'", StringComparison.Ordinal)
        ? throw new Cql2Exception("Un texte où une barre oblique inverse précède une apostrophe ou la fin ne s’écrit qu’en JSON.")
        : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    static string Operation(Operation o)
    {
        var name = o.Name.ToUpperInvariant();
        if (!Operators.Forms.ContainsKey(o.Name)) return (Operators.Functions.ContainsKey(o.Name) ? name : o.Name) + List(o.Args);
        return o.Name switch
        {
            Operators.Not => $"NOT {Within(o.Args[0])}",
            Operators.IsNull => $"{Within(o.Args[0])} IS NULL",
            Operators.Between => $"{Within(o.Args[0])} BETWEEN {Within(o.Args[1])} AND {Within(o.Args[2])}",
            Operators.In => $"{Within(o.Args[0])} IN {Write(o.Args[1])}",
            _ => string.Join($" {name} ", o.Args.Select(Within)),
        };
    }

    static string Within(Expression expression) => expression is Operation o && Operators.Forms.ContainsKey(o.Name) ? $"({Write(o)})" : Write(expression);

    static string List(IEnumerable<Expression> items) => $"({string.Join(',', items.Select(Write))})";

    static string Bound(Expression? bound) => bound switch
    {
        null => "'..'",
        DateLiteral d => $"'{Instants.Write(d)}'",
        TimestampLiteral t => $"'{Instants.Write(t)}'",
        _ => Write(bound),
    };

    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    static string Geometry(Geometry geometry) => geometry.GeometryType.ToUpperInvariant() + (geometry switch
    {
        GeometryCollection and not (MultiPoint or MultiLineString or MultiPolygon) => $"({string.Join(',', ((GeometryCollection)geometry).Geometries.Select(Geometry))})",
        _ => Coordinates(geometry),
    });

    static string Coordinates(Geometry geometry) => geometry switch
    {
        Point p => $"({Vertex(p.Coordinate)})",
        LineString l => $"({string.Join(',', l.Coordinates.Select(Vertex))})",
        Polygon p => $"({string.Join(',', p.InteriorRings.Prepend(p.ExteriorRing).Select(Coordinates))})",
        GeometryCollection many => $"({string.Join(',', many.Geometries.Select(Coordinates))})",
        _ => throw new InvalidOperationException(geometry.GeometryType),
    };

    static string Vertex(Coordinate c) => $"{Number(c.X)} {Number(c.Y)}" + (double.IsNaN(c.Z) ? "" : " " + Number(c.Z));
}
