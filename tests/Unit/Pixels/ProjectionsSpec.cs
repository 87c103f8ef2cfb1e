using System.Globalization;
using Dinamis.Catalogue.Pixels;

namespace Dinamis.UnitTests.Pixels;

public sealed class ProjectionsSpec
{
    [Theory]
    [InlineData(2154, 652_000, 6_862_000, 2.34581, 48.85625)]
    [InlineData(2154, 700_000, 6_600_000, 3, 46.5)]
    [InlineData(3857, 0, 0, 0, 0)]
    [InlineData(3857, 20037508.342789244, 0, 180, 0)]
    [InlineData(32631, 500_000, 0, 3, 0)]
    public void Known_points_are_met(int epsg, double x, double y, double lon, double lat)
    {
        var projection = Projection.Of(epsg)!;
        var (foundLon, foundLat) = projection.ToLonLat(x, y);
        foundLon.ShouldBe(lon, 5e-6);
        foundLat.ShouldBe(lat, 5e-6);
    }

    [Theory]
    [InlineData(2154, -5.5, 10, 41, 51.5)]
    [InlineData(3945, 0, 6, 44, 46)]
    [InlineData(32630, -7, 1, 40, 52)]
    [InlineData(32631, -1, 7, 2, 80)]
    [InlineData(32740, 54, 60, -22, -20)]
    [InlineData(25830, -7, 1, 40, 52)]
    [InlineData(3857, -179, 179, -80, 80)]
    [InlineData(5490, -64, -60, 14, 19)]
    [InlineData(2972, -55, -51, 2, 6)]
    [InlineData(2975, 55, 56, -22, -20)]
    public async Task Gdaltransform_agrees_to_a_millimetre_and_the_way_back_too(int epsg, double west, double east, double south, double north)
    {
        var projection = Projection.Of(epsg)!;
        var points = Enumerable.Range(0, 40).Select(i => (Lon: west + (east - west) * (i * 0.618 % 1), Lat: south + (north - south) * (i * 0.382 % 1))).ToList();
        // The geographic system of the same datum, so that no datum shift of PROJ comes in between.
        var geographic = epsg switch { 2154 or 3945 => 4171, 25830 => 4258, 5490 => 5489, 2972 => 4624, 2975 => 4627, _ => 4326 };
        var output = await RealFiles.Gdal("gdaltransform", string.Join('\n', points.Select(p => $"{p.Lon.Invariant()} {p.Lat.Invariant()}")), "-s_srs", $"EPSG:{geographic}", "-t_srs", $"EPSG:{epsg}", "-output_xy");
        var expected = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray()).ToList();
        foreach (var (p, e) in points.Zip(expected))
        {
            var (x, y) = projection.FromLonLat(p.Lon, p.Lat);
            x.ShouldBe(e[0], 0.002);
            y.ShouldBe(e[1], 0.002);
            var (lon, lat) = projection.ToLonLat(x, y);
            lon.ShouldBe(p.Lon, 1e-8);
            lat.ShouldBe(p.Lat, 1e-8);
        }
    }

    [Fact]
    public void A_system_that_is_not_known_has_no_projection() => Projection.Of(26711).ShouldBeNull();
}
