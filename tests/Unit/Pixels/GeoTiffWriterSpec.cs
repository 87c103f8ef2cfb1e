using System.Text.Json.Nodes;
using Dinamis.Catalogue.Pixels;

namespace Dinamis.UnitTests.Pixels;

public sealed class GeoTiffWriterSpec : IDisposable
{
    readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    string Write(GeoImage image)
    {
        var path = temp.File("written.tif");
        GeoTiffWriter.Write(path, image, TestContext.Current.CancellationToken);
        return path;
    }

    [Theory]
    [InlineData(2154, 652_000, 6_862_000, 0.5)]
    [InlineData(32630, 700_000, 4_950_000, 1.5)]
    [InlineData(4326, -0.6, 44.8, 0.00001)]
    [InlineData(3857, -65_000, 5_590_000, 2)]
    public async Task Gdalinfo_reads_the_reference_system_bands_overviews_and_nodata(int epsg, double left, double top, double pixel)
    {
        var path = Write(Synthetic.Image(1100, 700, epsg, left, top, pixel));
        var info = JsonNode.Parse(await RealFiles.Gdal("gdalinfo", null, "-json", path))!;
        info["stac"]!["proj:epsg"]!.GetValue<int>().ShouldBe(epsg);
        info["geoTransform"]!.AsArray().Select(n => n!.GetValue<double>()).ShouldBe([left, pixel, 0, top, 0, -pixel]);
        info["metadata"]!["IMAGE_STRUCTURE"]!["COMPRESSION"]!.GetValue<string>().ShouldBe("DEFLATE");
        var bands = info["bands"]!.AsArray();
        bands.Select(b => b!["colorInterpretation"]!.GetValue<string>()).ShouldBe(["Red", "Green", "Blue", "Undefined"]);
        bands.Select(b => b!["description"]!.GetValue<string>()).ShouldBe(Synthetic.Rgbn);
        foreach (var band in bands)
        {
            band!["type"]!.GetValue<string>().ShouldBe("UInt16");
            band["noDataValue"]!.GetValue<double>().ShouldBe(0);
            band["block"]!.AsArray().Select(n => n!.GetValue<int>()).ShouldBe([256, 256]);
            band["overviews"]!.AsArray().Select(o => o!["size"]![0]!.GetValue<int>()).ShouldBe([550, 275, 138]);
        }
    }

    [Fact]
    public async Task GDAL_decodes_the_very_pixels_that_were_written_and_so_do_we()
    {
        var image = Synthetic.Image(600, 300);
        var path = Write(image);
        var raw = temp.File("raw.bin");
        await RealFiles.Gdal("gdal_translate", null, "-q", "-of", "ENVI", "-co", "INTERLEAVE=BSQ", path, raw);
        var expected = image.Bands.SelectMany(b => b).ToArray();
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ushort>(await File.ReadAllBytesAsync(raw, TestContext.Current.CancellationToken)).ToArray().ShouldBe(expected);

        using var read = GeoTiff.Open(path);
        read.Validate(TestContext.Current.CancellationToken);
        read.BandNames.ShouldBe(Synthetic.Rgbn);
        var window = read.Read(0, 250, 100, 20, 30);
        window.Bands[3][5 * 20 + 7].ShouldBe(image.Bands[3][105 * 600 + 257]);
        read.Read(0, 0, 0, 600, 300, step: 7).Bands[1][3 * 86 + 50].ShouldBe(image.Bands[1][21 * 600 + 350]);
        window.Valid.ShouldAllBe(v => v);
        read.Read(0, 0, 0, 5, 5).Valid.ShouldAllBe(v => !v);
    }

    [Fact]
    public async Task Its_directories_come_first_and_its_coarse_tiles_before_the_fine_ones()
    {
        var path = Write(Synthetic.Image(700, 700));
        using var image = GeoTiff.Open(path);
        image.Levels.Select(l => l.Offsets.Min()).ShouldBe(image.Levels.Select(l => l.Offsets.Min()).OrderDescending());
        image.Levels.Max(l => l.Position).ShouldBeLessThan((long)image.Levels[^1].Offsets.Min());
        (await RealFiles.Gdal("gdalinfo", null, path)).ShouldContain("Lambert-93");
    }
}
