using System.Globalization;
using Dinamis.Catalogue.Pixels;
using Dinamis.Kernel;

namespace Dinamis.UnitTests.Pixels;

/// <summary>Every real file against what GDAL 3.6 says of it (summary.csv).</summary>
public sealed class RealGeoTiffSpec : IDisposable
{
    readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    static IEnumerable<Dictionary<string, string>> Summary()
    {
        var lines = File.ReadAllLines(Path.Combine(RealFiles.Folder("geotiff", "dev"), "summary.csv"));
        var heads = lines[0].Split(',');
        return lines.Skip(1).Select(l => heads.Zip(l.Split(',')).ToDictionary(p => p.First, p => p.Second));
    }

    string Copy(Dictionary<string, string> row) => RealFiles.Copy(RealFiles.Folder("geotiff", "dev", row["file"]), temp);

    [Fact]
    public void A_full_read_finds_the_files_that_GDAL_cannot_read_and_no_other()
    {
        var wrong = new List<string>();
        foreach (var row in Summary())
        {
            var outcome = Outcome(Copy(row));
            var expected = row["file"] switch
            {
                // WebP inside TIFF and 12-bit JPEG are not read by the decoder: refused as unsupported, said so in the message.
                "riocogeo_image_webp.tif" or "gdal_mandrilmini_12bitjpeg.tif" => "IMAGE_UNSUPPORTED",
                _ => row["full_read"],
            };
            if (expected == "ERROR" ? outcome == "ok" || outcome == "IMAGE_UNSUPPORTED" : outcome != expected) wrong.Add($"{row["file"]}: {outcome}, expected {expected}");
        }
        wrong.ShouldBeEmpty();
    }

    static string Outcome(string path)
    {
        try
        {
            using var image = GeoTiff.Open(path);
            image.Validate(TestContext.Current.CancellationToken);
            return "ok";
        }
        catch (Refused refused)
        {
            refused.Refusal.Message.ShouldNotBeNullOrWhiteSpace();
            return refused.Refusal.Code;
        }
    }

    [Fact]
    public void Size_bands_overviews_nodata_and_reference_system_are_those_that_GDAL_reads()
    {
        var wrong = new List<string>();
        foreach (var row in Summary().Where(r => r["size"] != "" && Outcome(Copy(r)) is "ok"))
        {
            using var image = GeoTiff.Open(Copy(row));
            var expected = $"{row["size"]} {row["bands"]} ov {row["overviews"]} nodata {(row["nodata"] == "" ? "" : double.Parse(row["nodata"], CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture))} {Epsg(row["crs"])}";
            var found = $"{image.Width}x{image.Height} {image.Bands} ov {image.Levels.Count - 1} nodata {image.NoData?.ToString(CultureInfo.InvariantCulture)} {image.Epsg}";
            if (found != expected) wrong.Add($"{row["file"]}: {found}, expected {expected}");
        }
        wrong.ShouldBeEmpty();

        static string Epsg(string crs) => crs.StartsWith("EPSG:", StringComparison.Ordinal) ? crs[5..].Split(' ')[0] : "";
    }

    [Fact]
    public void An_orthophoto_of_IGN_without_a_code_is_known_as_Lambert_93()
    {
        using var image = GeoTiff.Open(RealFiles.Copy(RealFiles.Folder("geotiff", "dev", "ign_bdortho_rgb_L93.tif"), temp));
        image.Epsg.ShouldBe(2154);
        var upperLeft = Footprint.Of(image)[0].MinBy(p => p[0] - p[1])!;
        upperLeft[0].ShouldBe(3.8734, 0.0002);
        upperLeft[1].ShouldBe(43.5939, 0.0002);
    }

    [Theory]
    [InlineData("shareloc_PHR1B_ventoux_pan_left.tif")]
    [InlineData("gdal_byte_rpc.tif")]
    public void An_image_without_a_reference_system_has_no_footprint(string file)
    {
        using var image = GeoTiff.Open(RealFiles.Copy(RealFiles.Folder("geotiff", "dev", file), temp));
        Should.Throw<Refused>(() => Footprint.Of(image)).Refusal.Code.ShouldBe("IMAGE_NOT_GEOREFERENCED");
    }

    [Fact]
    public void An_image_across_the_antimeridian_has_two_outlines()
    {
        using var image = GeoTiff.Open(RealFiles.Copy(RealFiles.Folder("geotiff", "dev", "riotiler_cog_dateline.tif"), temp));
        var rings = Footprint.Of(image);
        rings.Count.ShouldBe(2);
        rings.SelectMany(r => r).ShouldAllBe(p => Math.Abs(p[0]) <= 180 && Math.Abs(p[1]) <= 90);
        var area = rings.Sum(r => GeodesicArea.OfRing(r));
        (area / (2325 * 2355 * 100.01290322580645 * 100.01290322580645)).ShouldBe(1, 0.01);
    }
}
