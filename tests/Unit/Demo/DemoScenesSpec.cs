using System.Text.Json.Nodes;
using Dinamis.Catalogue.Pixels;
using Dinamis.Demo.Bodies;
using Dinamis.Demo.Scenes;
using Dinamis.Kernel;
using Dinamis.UnitTests.Pixels;

namespace Dinamis.UnitTests.Demo;

public sealed class DemoScenesSpec
{
    static readonly IReadOnlyList<DemoScene> scenes = DemoScenes.Items();

    [Fact]
    public void There_are_400_scenes_in_four_collections_and_always_the_same()
    {
        scenes.Count.ShouldBe(400);
        scenes.Select(s => s.Id).Distinct().Count().ShouldBe(400);
        scenes.GroupBy(s => s.Collection).Select(g => g.Key).Order().ShouldBe(["pleiades", "spot-5", "spot-6-7", "spot-6-7-drs"]);
        scenes.GroupBy(s => s.Collection).ShouldAllBe(g => g.Count() > 25);
        DemoScenes.Items().Select(s => s.Item.ToJsonString()).ShouldBe(scenes.Select(s => s.Item.ToJsonString()));
    }

    [Fact]
    public void Every_item_is_plausible()
    {
        foreach (var item in scenes.Select(s => s.Item))
        {
            var p = item["properties"]!;
            double Value(string name) => p[name]!.GetValue<double>();
            DateTimeOffset.Parse(p["datetime"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture).Year.ShouldBeInRange(2013, 2026);
            Value("eo:cloud_cover").ShouldBeInRange(0, 100);
            Value("view:incidence_angle").ShouldBeInRange(Value("view:off_nadir"), 50);
            Value("view:sun_elevation").ShouldBeInRange(14, 72);
            Value("view:sun_azimuth").ShouldBeInRange(110, 200);
            var ring = item["geometry"]!["coordinates"]![0]!.AsArray().Select(c => new[] { c![0]!.GetValue<double>(), c[1]!.GetValue<double>() }).ToArray();
            ring[0].ShouldBe(ring[^1]);
            ring.Zip(ring.Skip(1)).Sum(e => e.First[0] * e.Second[1] - e.Second[0] * e.First[1]).ShouldBeGreaterThan(0);
            ring.ShouldAllBe(c => c[0] > -4 && c[0] < 4.5 && c[1] > 41.5 && c[1] < 48.5);
        }
    }

    [Fact]
    public void Four_scenes_join_over_one_commune_and_two_show_one_place_at_two_dates()
    {
        var shots = scenes.Select(s => s.Shot).OfType<Shot>().ToList();
        shots.Count.ShouldBeGreaterThanOrEqualTo(8);
        var marmande = shots.Where(s => s.Place == Place.Marmande).Select(s => s.Bounds).ToList();
        marmande.Count.ShouldBe(4);
        marmande.Select(b => b.Left).Concat(marmande.Select(b => b.Right)).Distinct().Count().ShouldBe(3);
        var dates = shots.Where(s => s.Place == Place.LaReole).ToList();
        dates.Count.ShouldBe(2);
        dates[0].Bounds.ShouldBe(dates[1].Bounds);
    }

    static readonly Shot small = Shot.All[0] with { Side = 160, West = -60, North = 260 };

    [Fact]
    public void Neighbours_join_without_a_seam()
    {
        var (left, right) = (small.Draw(), (small with { West = small.West + 80 }).Draw());
        var both = (small with { West = small.West + 40 }).Draw();
        var apart = 0;
        for (var y = 1; y < 159; y++)
            for (var x = 1; x < 159; x++)
            {
                var alone = x < 80 ? left.Bands[1][y * 160 + x + 80] : right.Bands[1][y * 160 + x - 80];
                // Noise differs, ground and shadows do not.
                if (Math.Abs(alone - both.Bands[1][y * 160 + x]) > 0.05 * both.Bands[1][y * 160 + x]) apart++;
            }
        apart.ShouldBeLessThan(60);
    }

    [Fact]
    public void The_second_date_shows_what_changed_and_is_drawn_alike_each_time()
    {
        var before = Shot.All[4] with { Side = 128, West = 380, North = 150 };
        var after = Shot.All[5] with { Side = 128, West = 380, North = 150 };
        var (first, second) = (before.Draw(), after.Draw());
        first.Bands[0].Zip(second.Bands[0]).Count(p => Math.Abs(p.First - p.Second) > 120).ShouldBeGreaterThan(3000);
        after.Draw().Bands[3].ShouldBe(second.Bands[3]);
    }

    [Fact]
    public async Task Pixels_are_written_as_a_georeferenced_image_that_fits_its_item()
    {
        using var temp = new TempFolder();
        var shot = Shot.All.First(s => s.Tilted) with { Side = 256 };
        var path = temp.File("scene.tif");
        DemoScenes.WritePixels(new("x", shot.Collection, [], shot), path, TestContext.Current.CancellationToken);
        using (var image = GeoTiff.Open(path))
        {
            image.Validate(TestContext.Current.CancellationToken);
            var all = image.Read(0, 0, 0, 256, 256);
            all.Valid[0].ShouldBeFalse();
            all.Valid[128 * 256 + 128].ShouldBeTrue();
            // Most of the country is green: it shines in the near infrared.
            all.Valid.Where((v, i) => v && all.Bands[3][i] > all.Bands[0][i]).Count().ShouldBeGreaterThan(all.Valid.Count(v => v) / 2);
        }
        var info = JsonNode.Parse(await RealFiles.Gdal("gdalinfo", null, "-json", path))!;
        info["stac"]!["proj:epsg"]!.GetValue<int>().ShouldBe(2154);
        info["bands"]!.AsArray().Count.ShouldBe(4);
    }

    [Fact]
    public void Bodies_are_real_different_and_of_both_territories()
    {
        var bodies = DemoBodies.Load();
        bodies.Count.ShouldBeInRange(55, 75);
        bodies.ShouldAllBe(b => Siren.IsSiren(b.Siren) && b.PostalCode.Length == 5);
        bodies.Select(b => b.Siren).Distinct().Count().ShouldBe(bodies.Count);
        bodies.Count(b => Gazetteer.OtherRelay.Contains(b.Department)).ShouldBeGreaterThan(5);
        bodies.ShouldContain(b => b.Siren == "214701575" && b.Name == "Commune de Marmande" && b.PostalCode == "47200");
    }

    [Fact]
    public void The_sun_stands_where_almanacs_say()
    {
        // Bordeaux, 21 June 2024, 12:00 UTC: minutes before the highest point of the year.
        var sun = Sun.At(new(2024, 6, 21, 12, 0, 0, TimeSpan.Zero), -0.58, 44.84);
        sun.Elevation.ShouldBe(68.6, 0.4);
        sun.Azimuth.ShouldBe(177, 3);
    }
}
