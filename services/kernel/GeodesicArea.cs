namespace Dinamis.Kernel;

/// <summary>The one way in which areas are measured everywhere: downloads, requests, quotas.</summary>
public static class GeodesicArea
{
    const double A = 6_378_137;
    const double F = 1 / 298.257223563;
    static readonly double e = Math.Sqrt(F * (2 - F));

    // Nodes and weights of Gauss–Legendre with four points on [0, 1].
    static readonly (double At, double Weight)[] gauss = [(0.0694318442029737, 0.1739274225687269), (0.3300094782075719, 0.3260725774312731), (0.6699905217924281, 0.3260725774312731), (0.9305681557970263, 0.1739274225687269)];

    /// <summary>
    /// Area in square metres on the WGS 84 ellipsoid of one ring of (longitude, latitude) in degrees, closed or not, in either direction.
    /// Sides are straight in longitude and latitude, as GeoJSON says (RFC 7946 §3.1.1); a side longer than 180° of longitude is taken the short way round.
    /// How: Green's theorem, the integral of the ellipsoidal zone below each side (closed formula in latitude, Gauss–Legendre along the side). Rings around a pole are not for this.
    /// </summary>
    public static double OfRing(IReadOnlyList<double[]> ring)
    {
        double sum = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            double[] p = ring[i], q = ring[(i + 1) % ring.Count];
            var dLon = Math.IEEERemainder(q[0] - p[0], 360) * Math.PI / 180;
            if (dLon == 0) continue;
            // Pieces of at most half a degree of latitude keep the quadrature exact to the rounding of doubles.
            var pieces = 1 + (int)(Math.Abs(q[1] - p[1]) * 2);
            for (var k = 0; k < pieces; k++)
                foreach (var (at, weight) in gauss)
                    sum += dLon / pieces * weight * Zone(p[1] + (q[1] - p[1]) * (k + at) / pieces);
        }
        return Math.Abs(sum);
    }

    /// <summary>Area in square metres of a GeoJSON polygon: its first ring less the others, which are holes.</summary>
    public static double OfPolygon(IReadOnlyList<IReadOnlyList<double[]>> rings) =>
        rings.Count == 0 ? 0 : OfRing(rings[0]) - rings.Skip(1).Sum(OfRing);

    /// <summary>Area between the equator and a latitude, for one radian of longitude.</summary>
    static double Zone(double latitude)
    {
        var sin = Math.Sin(latitude * Math.PI / 180);
        return A * A * (1 - e * e) / 2 * (sin / (1 - e * e * sin * sin) + Math.Atanh(e * sin) / e);
    }
}
