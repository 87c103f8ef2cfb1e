using Dinamis.Kernel;

namespace Dinamis.UnitTests.Pixels;

public sealed class GeodesicAreaSpec
{
    [Fact]
    public void The_two_hemispheres_make_the_known_surface_of_the_ellipsoid()
    {
        double[][] eighth = [[0, 0], [90, 0], [90, 90], [0, 90]];
        (8 * GeodesicArea.OfRing(eighth)).ShouldBe(510_065_621_724_088, 1e6);
    }

    [Fact]
    public void Postgis_finds_the_same_area()
    {
        // ST_Area of the geography of each polygon, its sides cut in pieces of 0.002° and 0.01° so that they stay straight in longitude and latitude (PostGIS 3.3).
        double[][] small = [[-1, 44], [1, 44.5], [1.2, 45.5], [-0.8, 45]], large = [[2, 10], [40, -30], [60, 50]];
        (GeodesicArea.OfRing(small) / 16_719_770_944.74343).ShouldBe(1, 1e-9);
        (GeodesicArea.OfRing(large) / 22_372_295_098_191.133).ShouldBe(1, 1e-8);
    }

    [Fact]
    public void Direction_closing_and_the_antimeridian_change_nothing()
    {
        double[][] ring = [[179, 40], [-179, 40], [-179, 41], [179, 41]];
        double[][] moved = [[1, 41], [-1, 41], [-1, 40], [1, 40], [1, 41]];
        GeodesicArea.OfRing(ring).ShouldBe(GeodesicArea.OfRing(moved), 1);
    }

    [Fact]
    public void Holes_are_taken_out()
    {
        double[][] outer = [[0, 44], [1, 44], [1, 45], [0, 45]], hole = [[0.2, 44.2], [0.4, 44.2], [0.4, 44.4], [0.2, 44.4]];
        GeodesicArea.OfPolygon([outer, hole]).ShouldBe(GeodesicArea.OfRing(outer) - GeodesicArea.OfRing(hole), 1e-3);
    }
}
