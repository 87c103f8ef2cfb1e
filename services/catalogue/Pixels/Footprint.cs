using Dinamis.Kernel;

namespace Dinamis.Catalogue.Pixels;

/// <summary>The outline of an image on the ground.</summary>
static class Footprint
{
    /// <summary>
    /// Outline in longitude, latitude (WGS 84, degrees), each side cut in <paramref name="pieces"/> so that the curve of a projected edge is kept:
    /// closed, counter-clockwise rings. Two rings when the image crosses the 180th meridian (RFC 7946 §3.1.9), otherwise one.
    /// </summary>
    /// <exception cref="Refused"><see cref="PixelRefusals.NotGeoreferenced"/></exception>
    public static IReadOnlyList<double[][]> Of(GeoTiff image, int pieces = 8)
    {
        if (image.Reference is not { Projection: { } projection, Transform: not null }) throw new Refused(PixelRefusals.NotGeoreferenced);
        (double X, double Y)[] corners = [(0, 0), (0, image.Height), (image.Width, image.Height), (image.Width, 0)];
        var ring = new List<double[]>();
        for (var side = 0; side < 4; side++)
            for (var i = 0; i < pieces; i++)
            {
                var (from, to, f) = (corners[side], corners[(side + 1) % 4], (double)i / pieces);
                var (x, y) = image.Reference.ToPlane(from.X + (to.X - from.X) * f, from.Y + (to.Y - from.Y) * f);
                var (lon, lat) = projection.ToLonLat(x, y);
                if (!double.IsFinite(lon) || !double.IsFinite(lat) || Math.Abs(lat) > 90) throw new Refused(PixelRefusals.NotGeoreferenced);
                // Longitudes are kept continuous around the ring; the cut comes after.
                if (ring.Count > 0) lon = ring[^1][0] + Math.IEEERemainder(lon - ring[^1][0], 360);
                ring.Add([lon, lat]);
            }
        if (SignedArea(ring) < 0) ring.Reverse();
        var middle = Math.Round((ring.Min(p => p[0]) + ring.Max(p => p[0])) / 720) * 360;
        foreach (var p in ring) p[0] -= middle;
        var (east, west) = (ring.Max(p => p[0]), ring.Min(p => p[0]));
        return east > 180 ? [Close(Clip(ring, 180, below: true)), Close(Clip(ring, 180, below: false), -360)]
            : west < -180 ? [Close(Clip(ring, -180, below: false)), Close(Clip(ring, -180, below: true), 360)]
            : [Close(ring)];
    }

    static double SignedArea(List<double[]> ring) =>
        ring.Select((p, i) => (p, q: ring[(i + 1) % ring.Count])).Sum(e => e.p[0] * e.q[1] - e.q[0] * e.p[1]);

    static double[][] Close(List<double[]> ring, double shift = 0)
    {
        var closed = ring.Select(p => new[] { Math.Round(p[0] + shift, 7), Math.Round(p[1], 7) }).ToList();
        return [.. closed, closed[0]];
    }

    /// <summary>The part of a ring on one side of a meridian (Sutherland–Hodgman).</summary>
    static List<double[]> Clip(List<double[]> ring, double meridian, bool below)
    {
        var kept = new List<double[]>();
        for (var i = 0; i < ring.Count; i++)
        {
            double[] p = ring[i], q = ring[(i + 1) % ring.Count];
            bool pIn = p[0] <= meridian == below, qIn = q[0] <= meridian == below;
            if (pIn) kept.Add(p);
            if (pIn != qIn) kept.Add([meridian, p[1] + (q[1] - p[1]) * (meridian - p[0]) / (q[0] - p[0])]);
        }
        return kept;
    }
}
