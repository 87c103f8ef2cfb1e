using Dinamis.Catalogue.Geography;
using NetTopologySuite.Geometries;

namespace Dinamis.UnitTests.Catalogue;

public sealed class GeographySpec
{
    // Whole ellipsoid: 510 065 621.7 km² (WGS 84).
    [Fact]
    public void The_whole_earth_has_its_area() =>
        Areas.SquareMetres(Antimeridian.Box(-180, -90, 180, 90)).ShouldBe(510_065_621_724_089, 1e9);

    [Fact]
    public void A_hole_is_taken_off_and_the_direction_of_a_ring_changes_nothing()
    {
        var outer = Antimeridian.Box(0, 44, 1, 45);
        var inner = Antimeridian.Box(0.25, 44.25, 0.75, 44.75);
        var holed = outer.Difference(inner);
        Areas.SquareMetres(holed).ShouldBe(Areas.SquareMetres(outer) - Areas.SquareMetres(inner), 1);
        Areas.SquareMetres(outer.Reverse()).ShouldBe(Areas.SquareMetres(outer), 1e-3);
    }

    [Fact]
    public void Boxes_add_up_wherever_they_are_cut() =>
        Gen.Select(Gen.Double[-180, 179], Gen.Double[-89, 88], Gen.Double[0.01, 0.99]).Sample((west, south, cut) =>
        {
            double Area(double w, double e) => Areas.SquareMetres(Antimeridian.Box(w, south, e, south + 1));
            (Area(west, west + cut) + Area(west + cut, west + 1)).ShouldBe(Area(west, west + 1), 1);
        });

    [Fact]
    public void A_footprint_over_the_antimeridian_is_cut_and_keeps_its_area()
    {
        var crossing = GeoJson.Factory.CreatePolygon([new(179, -18), new(-179, -18), new(-179, -17), new(179, -17), new(179, -18)]);
        var cut = Antimeridian.Cut(crossing);
        cut.ShouldBeOfType<MultiPolygon>().NumGeometries.ShouldBe(2);
        Antimeridian.Bounds(cut).ShouldBe([179, -18, -179, -17]);
        Areas.SquareMetres(cut).ShouldBe(Areas.SquareMetres(Antimeridian.Box(0, -18, 2, -17)), 1);
    }

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0.5]]]}""", "fermé")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}""", "recoupe")]
    [InlineData("""{"type":"Point","coordinates":[181,0]}""", "longitude")]
    [InlineData("""{"type":"Point","coordinates":["1",0]}""", "sommet")]
    [InlineData("""{"type":"Point"}""", "manque")]
    [InlineData("""{"type":"Blob","coordinates":[]}""", "inconnu")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[]}""", "vide")]
    [InlineData("""[]""", "type")]
    [InlineData("""{""", "JSON")]
    [InlineData("""{"type":"GeometryCollection","geometries":[{"type":"GeometryCollection","geometries":[]}]}""", "GeometryCollection")]
    public void A_bad_geometry_is_refused_with_its_reason(string json, string word) =>
        Should.Throw<BadGeometryException>(() => GeoJson.Read(json)).Message.ShouldContain(word);

    [Fact]
    public void What_is_read_is_written_the_same()
    {
        const string json = """{"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,2],[0,2],[0,0]],[[0.5,0.5],[0.5,1],[1,1],[0.5,0.5]]]]}""";
        GeoJson.Write(GeoJson.Read(json)).ShouldBe(json);
    }
}
