namespace Dinamis.Catalogue.Pixels;

/// <summary>
/// A planar coordinate reference system: from longitude, latitude in degrees to metres east, north (or degrees for EPSG:4326) and back.
/// RGF93, ETRS89 and WGS 84 are taken as one datum: they differ by less than a metre. Formulas after EPSG guidance note 7-2.
/// </summary>
abstract class Projection
{
    public abstract (double X, double Y) FromLonLat(double lon, double lat);

    public abstract (double Lon, double Lat) ToLonLat(double x, double y);

    /// <summary>Units of the plane: metres, or degrees.</summary>
    public virtual bool Metres => true;

    /// <summary>The projection of an EPSG code: Lambert-93, the Lambert zones CC42 to CC50, UTM, the French overseas UTM, Web Mercator, geographic; null for any other.</summary>
    public static Projection? Of(int? epsg) => epsg switch
    {
        4326 or 4258 or 4171 or 4979 => Geographic.Instance,
        3857 or 900913 => WebMercator.Instance,
        2154 => new LambertConformal(49, 44, 46.5, 3, 700_000, 6_600_000),
        >= 3942 and <= 3950 => new LambertConformal(epsg.Value - 3900.75, epsg.Value - 3899.25, epsg.Value - 3900, 3, 1_700_000, (epsg.Value - 3941) * 1_000_000 + 200_000),
        >= 32601 and <= 32660 => TransverseMercator.Utm(epsg.Value - 32600, north: true),
        >= 32701 and <= 32760 => TransverseMercator.Utm(epsg.Value - 32700, north: false),
        >= 25828 and <= 25838 => TransverseMercator.Utm(epsg.Value - 25800, north: true),
        5490 => TransverseMercator.Utm(20, north: true), // Antilles
        2972 => TransverseMercator.Utm(22, north: true), // Guyane
        2975 => TransverseMercator.Utm(40, north: false), // La Réunion
        4471 => TransverseMercator.Utm(38, north: false), // Mayotte
        _ => null,
    };

    protected const double Radians = Math.PI / 180;

    /// <summary>Semi-major axis, the same for GRS 80 and WGS 84.</summary>
    protected const double A = 6_378_137;

    protected const double Flattening = 1 / 298.257222101;
    protected static readonly double E = Math.Sqrt(Flattening * (2 - Flattening));

    /// <summary>Isometric latitude ψ of a geodetic latitude, both in radians.</summary>
    protected static double Isometric(double latitude)
    {
        var sin = Math.Sin(latitude);
        return Math.Atanh(sin) - E * Math.Atanh(E * sin);
    }

    /// <summary>Geodetic latitude of an isometric one; the fixed point converges by e² each turn.</summary>
    protected static double Geodetic(double isometric)
    {
        var sin = Math.Tanh(isometric);
        for (var i = 0; i < 8; i++) sin = Math.Tanh(isometric + E * Math.Atanh(E * sin));
        return Math.Asin(sin);
    }
}

sealed class Geographic : Projection
{
    public static readonly Geographic Instance = new();

    public override bool Metres => false;

    public override (double X, double Y) FromLonLat(double lon, double lat) => (lon, lat);

    public override (double Lon, double Lat) ToLonLat(double x, double y) => (x, y);
}

/// <summary>Spherical Mercator of web maps (EPSG:3857).</summary>
sealed class WebMercator : Projection
{
    public static readonly WebMercator Instance = new();

    /// <summary>Half the side of the world square, metres.</summary>
    public const double Half = Math.PI * A;

    public override (double X, double Y) FromLonLat(double lon, double lat) => (A * lon * Radians, A * Math.Atanh(Math.Sin(lat * Radians)));

    public override (double Lon, double Lat) ToLonLat(double x, double y) => (x / A / Radians, Math.Asin(Math.Tanh(y / A)) / Radians);
}

/// <summary>Lambert conformal conic with two standard parallels, on GRS 80.</summary>
sealed class LambertConformal : Projection
{
    readonly double n, c, rho0, lon0, falseEast, falseNorth;

    public LambertConformal(double parallel1, double parallel2, double lat0, double lon0, double falseEast, double falseNorth)
    {
        double p1 = parallel1 * Radians, p2 = parallel2 * Radians;
        n = Math.Log(Normal(p2) * Math.Cos(p2) / (Normal(p1) * Math.Cos(p1))) / (Isometric(p1) - Isometric(p2));
        c = Normal(p1) * Math.Cos(p1) / n * Math.Exp(n * Isometric(p1));
        rho0 = c * Math.Exp(-n * Isometric(lat0 * Radians));
        (this.lon0, this.falseEast, this.falseNorth) = (lon0, falseEast, falseNorth);
    }

    /// <summary>Great normal of the ellipsoid at a latitude.</summary>
    static double Normal(double latitude) => A / Math.Sqrt(1 - E * E * Math.Sin(latitude) * Math.Sin(latitude));

    public override (double X, double Y) FromLonLat(double lon, double lat)
    {
        var rho = c * Math.Exp(-n * Isometric(lat * Radians));
        var (sin, cos) = Math.SinCos(n * (lon - lon0) * Radians);
        return (falseEast + rho * sin, falseNorth + rho0 - rho * cos);
    }

    public override (double Lon, double Lat) ToLonLat(double x, double y)
    {
        double east = x - falseEast, north = rho0 - (y - falseNorth);
        var rho = Math.Sqrt(east * east + north * north);
        return (lon0 + Math.Atan2(east, north) / n / Radians, Geodetic(-Math.Log(rho / c) / n) / Radians);
    }
}

/// <summary>Transverse Mercator by Krüger's series to the fourth power of the third flattening: below a millimetre inside a zone.</summary>
sealed class TransverseMercator(double lon0, double scale, double falseEast, double falseNorth) : Projection
{
    const double N = Flattening / (2 - Flattening);
    const double Rectifying = A / (1 + N) * (1 + N * N / 4 + N * N * N * N / 64);

    static readonly double[] forward =
    [
        N / 2 - 2 * N * N / 3 + 5 * N * N * N / 16 + 41 * N * N * N * N / 180,
        13 * N * N / 48 - 3 * N * N * N / 5 + 557 * N * N * N * N / 1440,
        61 * N * N * N / 240 - 103 * N * N * N * N / 140,
        49561 * N * N * N * N / 161280,
    ];

    static readonly double[] inverse =
    [
        N / 2 - 2 * N * N / 3 + 37 * N * N * N / 96 - N * N * N * N / 360,
        N * N / 48 + N * N * N / 15 - 437 * N * N * N * N / 1440,
        17 * N * N * N / 480 - 37 * N * N * N * N / 840,
        4397 * N * N * N * N / 161280,
    ];

    public static TransverseMercator Utm(int zone, bool north) => new(zone * 6 - 183, 0.9996, 500_000, north ? 0 : 10_000_000);

    public override (double X, double Y) FromLonLat(double lon, double lat)
    {
        var (sin, cos) = Math.SinCos(Math.IEEERemainder(lon - lon0, 360) * Radians);
        var t = Math.Sinh(Isometric(lat * Radians));
        double xi = Math.Atan2(t, cos), eta = Math.Asinh(sin / Math.Sqrt(t * t + cos * cos));
        double x = eta, y = xi;
        for (var j = 0; j < 4; j++)
        {
            var k = 2 * (j + 1);
            y += forward[j] * Math.Sin(k * xi) * Math.Cosh(k * eta);
            x += forward[j] * Math.Cos(k * xi) * Math.Sinh(k * eta);
        }
        return (falseEast + scale * Rectifying * x, falseNorth + scale * Rectifying * y);
    }

    public override (double Lon, double Lat) ToLonLat(double x, double y)
    {
        double xi = (y - falseNorth) / (scale * Rectifying), eta = (x - falseEast) / (scale * Rectifying);
        double xi1 = xi, eta1 = eta;
        for (var j = 0; j < 4; j++)
        {
            var k = 2 * (j + 1);
            xi1 -= inverse[j] * Math.Sin(k * xi) * Math.Cosh(k * eta);
            eta1 -= inverse[j] * Math.Cos(k * xi) * Math.Sinh(k * eta);
        }
        var lon = lon0 + Math.Atan2(Math.Sinh(eta1), Math.Cos(xi1)) / Radians;
        return (lon, Geodetic(Math.Asinh(Math.Sin(xi1) / Math.Sqrt(Math.Sinh(eta1) * Math.Sinh(eta1) + Math.Cos(xi1) * Math.Cos(xi1)))) / Radians);
    }
}
