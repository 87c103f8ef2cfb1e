using NetTopologySuite.Geometries;

namespace Dinamis.Catalogue.Geography;

/// <summary>
/// Areas in m² on the WGS 84 ellipsoid. An edge is the straight line in longitude and latitude that GeoJSON says it is (RFC 7946 §3.1.1),
/// not a geodesic. The ellipsoid is unrolled on Lambert's equal-area cylinder, where the area under an edge is an integral of the
/// authalic function q of its latitude; Simpson's rule over each edge gives it.
/// </summary>
static class Areas
{
    const double SemiMajor = 6_378_137.0;
    const double Flattening = 1 / 298.257223563;
    static readonly double e2 = Flattening * (2 - Flattening);
    static readonly double e = Math.Sqrt(e2);

    /// <summary>0 for points and lines.</summary>
    public static double SquareMetres(Geometry geometry) => geometry switch
    {
        Polygon p => Math.Abs(Ring(p.ExteriorRing.Coordinates)) - p.InteriorRings.Sum(r => Math.Abs(Ring(r.Coordinates))),
        GeometryCollection parts => parts.Geometries.Sum(SquareMetres),
        _ => 0,
    };

    static double Ring(Coordinate[] ring)
    {
        var sum = 0.0;
        for (var i = 1; i < ring.Length; i++)
        {
            var (a, b) = (ring[i - 1], ring[i]);
            // Steps of a quarter of a degree at most: the error of Simpson's rule is then far under one part in a billion.
            var steps = 2 * Math.Max(1, (int)Math.Ceiling(Math.Max(Math.Abs(b.X - a.X), Math.Abs(b.Y - a.Y)) * 2));
            var mean = Q(a.Y) + Q(b.Y);
            for (var k = 1; k < steps; k++) mean += (k % 2 == 1 ? 4 : 2) * Q(a.Y + (b.Y - a.Y) * k / steps);
            sum += Radians(b.X - a.X) * mean / (3 * steps);
        }
        return SemiMajor * SemiMajor / 2 * sum;
    }

    // Snyder, Map Projections: a working manual (USGS 1395), equation 3-12.
    static double Q(double latitude)
    {
        var s = Math.Sin(Radians(latitude));
        return (1 - e2) * (s / (1 - e2 * s * s) - Math.Log((1 - e * s) / (1 + e * s)) / (2 * e));
    }

    static double Radians(double degrees) => degrees * Math.PI / 180;
}
