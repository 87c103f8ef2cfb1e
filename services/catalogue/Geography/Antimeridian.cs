using NetTopologySuite.Geometries;

namespace Dinamis.Catalogue.Geography;

/// <summary>The 180th meridian: a box whose west is greater than its east crosses it (RFC 7946 §5.2), a geometry is cut there (§3.1.9).</summary>
static class Antimeridian
{
    /// <summary>The area of a box; two rectangles when it crosses.</summary>
    public static Geometry Box(double west, double south, double east, double north) =>
        west <= east ? Rectangle(west, south, east, north)
            : GeoJson.Factory.BuildGeometry([Rectangle(west, south, 180, north), Rectangle(-180, south, east, north)]);

    /// <summary>
    /// Cuts a polygon that jumps from 179 to -179 in two. A segment longer than 180° of longitude is read as the short way round;
    /// footprints of one scene are never that wide.
    /// </summary>
    public static Geometry Cut(Geometry geometry)
    {
        if (geometry is not Polygon polygon || !Jumps(polygon.Coordinates)) return geometry;
        var whole = GeoJson.Factory.CreatePolygon(Unwrapped(polygon.ExteriorRing.Coordinates));
        if (!whole.IsValid) throw new BadGeometryException("L’emprise franchit l’antiméridien et n’est pas valide.");
        var east = whole.Intersection(Rectangle(0, -90, 180, 90));
        var west = whole.Intersection(Rectangle(180, -90, 360, 90));
        west.Apply(new Shift());
        west.GeometryChanged();
        return GeoJson.Factory.CreateMultiPolygon([.. Polygons(east), .. Polygons(west)]);
    }

    /// <summary>The bounding box in GeoJSON order; west is greater than east when the parts touch the meridian from both sides.</summary>
    public static double[] Bounds(Geometry geometry)
    {
        var all = geometry.EnvelopeInternal;
        if (all is { MinX: -180, MaxX: 180 } && geometry is MultiPolygon { NumGeometries: > 1 } parts)
        {
            var east = parts.Geometries.Select(g => g.EnvelopeInternal).Where(e => e.MinX >= 0).ToList();
            var west = parts.Geometries.Select(g => g.EnvelopeInternal).Where(e => e.MaxX <= 0).ToList();
            if (east.Count > 0 && west.Count > 0 && east.Count + west.Count == parts.NumGeometries)
                return [east.Min(e => e.MinX), all.MinY, west.Max(e => e.MaxX), all.MaxY];
        }
        return [all.MinX, all.MinY, all.MaxX, all.MaxY];
    }

    /// <summary>The parts that an index holds apart, so that a footprint at the meridian is not as wide as the world.</summary>
    public static IEnumerable<Envelope> Boxes(Geometry geometry) =>
        geometry is GeometryCollection parts ? parts.Geometries.Select(g => g.EnvelopeInternal) : [geometry.EnvelopeInternal];

    // A box without width or height is a line or a point: as a polygon it would be invalid.
    static Geometry Rectangle(double west, double south, double east, double north) =>
        GeoJson.Factory.ToGeometry(new Envelope(west, east, south, north));

    static bool Jumps(Coordinate[] ring) => ring.Zip(ring.Skip(1)).Any(s => Math.Abs(s.First.X - s.Second.X) > 180);

    static Coordinate[] Unwrapped(Coordinate[] ring) => [.. ring.Select(c => new Coordinate(c.X < 0 ? c.X + 360 : c.X, c.Y))];

    static IEnumerable<Polygon> Polygons(Geometry geometry) => geometry switch
    {
        Polygon { IsEmpty: false } polygon => [polygon],
        GeometryCollection parts => parts.Geometries.OfType<Polygon>(),
        _ => [],
    };

    sealed class Shift : ICoordinateFilter
    {
        public void Filter(Coordinate coord) => coord.X -= 360;
    }
}
