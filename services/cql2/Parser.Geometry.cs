using NetTopologySuite;
using NetTopologySuite.Geometries;

namespace Dinamis.Cql2;

/// <content>Geometries as well-known text, longitude before latitude (OGC:CRS84).</content>
sealed partial class Parser
{
    static readonly GeometryFactory factory = NtsGeometryServices.Instance.CreateGeometryFactory(4326);

    Geometry Geometry(ref int vertices)
    {
        var kind = Move().Value.ToUpperInvariant();
        if (token.Is("Z")) Move();
        var at = token.At;
        try
        {
            switch (kind)
            {
                case "POINT": return factory.CreatePoint(Line(ref vertices)[0]);
                case "LINESTRING": return factory.CreateLineString(Line(ref vertices));
                case "POLYGON": return Polygon(ref vertices);
                case "MULTIPOINT": return factory.CreateMultiPoint([.. Parts(ref vertices, (ref int n) => token.Is("(") ? factory.CreatePoint(Line(ref n)[0]) : factory.CreatePoint(Vertex(ref n)))]);
                case "MULTILINESTRING": return factory.CreateMultiLineString([.. Parts(ref vertices, (ref int n) => factory.CreateLineString(Line(ref n)))]);
                case "MULTIPOLYGON": return factory.CreateMultiPolygon([.. Parts(ref vertices, Polygon)]);
                default: return factory.CreateGeometryCollection([.. Parts(ref vertices, (ref int n) => token.Is("GEOMETRYCOLLECTION") ? throw Wrong("une collection ne peut pas en contenir une autre") : IsGeometry() ? Geometry(ref n) : throw Wrong("une géométrie est attendue"))]);
            }
        }
        catch (ArgumentException)
        {
            throw Lexer.Wrong(at, "trop peu de sommets, ou un anneau qui ne se ferme pas");
        }
    }

    delegate T Part<T>(ref int vertices);

    Polygon Polygon(ref int vertices)
    {
        var rings = Parts(ref vertices, (ref int n) => factory.CreateLinearRing(Line(ref n)));
        return factory.CreatePolygon(rings[0], [.. rings.Skip(1)]);
    }

    Coordinate[] Line(ref int vertices) => [.. Parts(ref vertices, Vertex)];

    List<T> Parts<T>(ref int vertices, Part<T> part)
    {
        Expect("(");
        var parts = new List<T>();
        do parts.Add(part(ref vertices));
        while (Take(","));
        Expect(")");
        return parts;
    }

    Coordinate Vertex(ref int vertices)
    {
        if (++vertices > Limits.Vertices) throw Wrong($"une géométrie a {Limits.Vertices} sommets au plus");
        var (x, y) = (Coordinate(), Coordinate());
        return token.Kind == TokenKind.Number || token.Is("-") ? new CoordinateZ(x, y, Coordinate()) : new Coordinate(x, y);
    }

    bool IsGeometry() => token.Value.ToUpperInvariant() is "POINT" or "LINESTRING" or "POLYGON" or "MULTIPOINT" or "MULTILINESTRING" or "MULTIPOLYGON" or "GEOMETRYCOLLECTION" && (ahead.Is("(") || ahead.Is("Z"));
}
