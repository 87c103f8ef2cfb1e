namespace Dinamis.Catalogue.Pixels;

/// <summary>Where the pixels lie: the affine transform from pixel corner (column, row) to the plane of the reference system, and its EPSG code.</summary>
/// <param name="Epsg">Null when the file names none that can be identified.</param>
/// <param name="Transform">X = T0 + column·T1 + row·T2, Y = T3 + column·T4 + row·T5; null when the file has none.</param>
/// <param name="PixelIsPoint">A sample is the value at a point, not of an area; the transform is of the corner nevertheless.</param>
sealed record GeoReference(int? Epsg, double[]? Transform, bool PixelIsPoint)
{
    public Projection? Projection { get; } = Pixels.Projection.Of(Epsg);

    public static GeoReference Of(TiffDirectory image)
    {
        var keys = Keys(image);
        var point = keys.GetValueOrDefault(1025) is 2;
        return new(EpsgOf(keys), TransformOf(image, point), point);
    }

    public (double X, double Y) ToPlane(double column, double row) =>
        (Transform![0] + column * Transform[1] + row * Transform[2], Transform[3] + column * Transform[4] + row * Transform[5]);

    public (double Column, double Row) ToPixel(double x, double y)
    {
        var t = Transform!;
        double dx = x - t[0], dy = y - t[3], determinant = t[1] * t[5] - t[2] * t[4];
        return ((dx * t[5] - dy * t[2]) / determinant, (dy * t[1] - dx * t[4]) / determinant);
    }

    static double[]? TransformOf(TiffDirectory image, bool pixelIsPoint)
    {
        double[] scale = image.Numbers(33550), tie = image.Numbers(33922), matrix = image.Numbers(34264);
        double[]? t = matrix.Length >= 8 ? [matrix[3], matrix[0], matrix[1], matrix[7], matrix[4], matrix[5]]
            : scale.Length >= 2 && tie.Length == 6 ? [tie[3] - tie[0] * scale[0], scale[0], 0, tie[4] + tie[1] * scale[1], 0, -scale[1]]
            : null;
        if (t is null || t.Any(v => !double.IsFinite(v)) || t[1] * t[5] - t[2] * t[4] == 0) return null;
        if (pixelIsPoint) (t[0], t[3]) = (t[0] - (t[1] + t[2]) / 2, t[3] - (t[4] + t[5]) / 2);
        return t;
    }

    /// <summary>Geo keys by number: shorts as they stand, doubles resolved.</summary>
    static Dictionary<int, double> Keys(TiffDirectory image)
    {
        double[] directory = image.Numbers(34735), doubles = image.Numbers(34736);
        var keys = new Dictionary<int, double>();
        for (var i = 4; i + 3 < directory.Length; i += 4)
        {
            var (location, at) = (directory[i + 1], (int)directory[i + 3]);
            if (location == 0) keys[(int)directory[i]] = at;
            else if (location == 34736 && at < doubles.Length) keys[(int)directory[i]] = doubles[at];
        }
        return keys;
    }

    static int? EpsgOf(Dictionary<int, double> keys)
    {
        var model = keys.GetValueOrDefault(1024);
        var code = (int)keys.GetValueOrDefault(model == 2 ? 2048 : 3072);
        if (code is > 0 and not 32767) return code;
        // Files of IGN write the parameters of Lambert-93 and no code: known by comparison.
        return model == 1 && keys.GetValueOrDefault(3075) == 8 && Is(3078, 49, 44) && Is(3079, 44, 49) && Is(3085, 46.5) && Is(3084, 3) && Is(3086, 700_000) && Is(3087, 6_600_000)
            ? 2154 : null;

        bool Is(int key, double value, double or = double.NaN) =>
            keys.TryGetValue(key, out var v) && (Math.Abs(v - value) < 1e-6 || Math.Abs(v - or) < 1e-6);
    }
}
