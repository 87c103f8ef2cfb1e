using System.Runtime.InteropServices;
using Dinamis.Catalogue.Pixels;
using NetVips;

namespace Dinamis.UnitTests.Pixels;

/// <summary>Our tiles against those of gdalwarp.</summary>
public sealed class TilerSpec : IDisposable
{
    readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData(2154, 420_000, 6_400_000, 0.5, 18)]
    [InlineData(2154, 420_000, 6_400_000, 0.5, 16)]
    [InlineData(2154, 420_000, 6_400_000, 0.5, 15)]
    [InlineData(32630, 690_000, 4_950_000, 1.5, 16)]
    [InlineData(4326, -0.62, 44.8, 0.00001, 17)]
    [InlineData(3857, -65_000, 5_590_000, 1.2, 16)]
    public async Task A_tile_lies_where_gdalwarp_puts_it_to_half_a_pixel(int epsg, double left, double top, double pixel, int z)
    {
        var path = temp.File("source.tif");
        GeoTiffWriter.Write(path, Synthetic.Image(1024, 1024, epsg, left, top, pixel), TestContext.Current.CancellationToken);
        using var image = GeoTiff.Open(path);
        var centre = image.Reference.ToPlane(512, 512);
        var (x, y, bounds) = TileAt(image.Reference.Projection!.ToLonLat(centre.X, centre.Y), z);
        var stretch = new Stretch([0, 1, 2], [0, 0, 0], [6375, 6375, 6375]); // 25 counts to a grey level
        var ours = Pixels(Tiler.Png(image, stretch, z, x, y)!);

        var warped = temp.File("warped.bin");
        await RealFiles.Gdal("gdalwarp", null, ["-q", "-of", "ENVI", "-t_srs", "EPSG:3857", "-r", "bilinear", "-et", "0.01", "-te", .. bounds.Select(b => b.Invariant()), "-ts", "256", "256", path, warped]);
        var theirs = MemoryMarshal.Cast<byte, ushort>(await File.ReadAllBytesAsync(warped, TestContext.Current.CancellationToken))[..(256 * 256)].ToArray().Select(v => v / 25.0).ToArray();

        var covered = Enumerable.Range(0, 256 * 256).Count(i => ours[i * 4 + 3] != 0);
        ((double)covered).ShouldBe(theirs.Count(v => v > 0), 256 * 256 * 0.01);
        var (dx, dy) = Shift(ours, theirs);
        dx.ShouldBe(0, 0.25);
        dy.ShouldBe(0, 0.25);
    }

    /// <summary>Least-squares displacement between the two pictures, in pixels, from the gradient of the second (Lucas and Kanade).</summary>
    static (double Dx, double Dy) Shift(byte[] ours, double[] theirs)
    {
        double xx = 0, xy = 0, yy = 0, xt = 0, yt = 0;
        for (var y = 2; y < 254; y++)
            for (var x = 2; x < 254; x++)
            {
                var i = y * 256 + x;
                if (new[] { i, i - 1, i + 1, i - 256, i + 256, i - 2, i + 2, i - 512, i + 512 }.Any(j => theirs[j] == 0 || ours[j * 4 + 3] == 0)) continue;
                double gx = (theirs[i + 1] - theirs[i - 1]) / 2, gy = (theirs[i + 256] - theirs[i - 256]) / 2, t = ours[i * 4] - theirs[i];
                (xx, xy, yy, xt, yt) = (xx + gx * gx, xy + gx * gy, yy + gy * gy, xt + gx * t, yt + gy * t);
            }
        var determinant = xx * yy - xy * xy;
        return ((yy * xt - xy * yt) / determinant, (xx * yt - xy * xt) / determinant);
    }

    static byte[] Pixels(byte[] png)
    {
        using var picture = Image.NewFromBuffer(png);
        (picture.Width, picture.Height, picture.Bands).ShouldBe((256, 256, 4));
        return picture.WriteToMemory<byte>();
    }

    static (int X, int Y, double[] Bounds) TileAt((double Lon, double Lat) at, int z)
    {
        var (e, n) = WebMercator.Instance.FromLonLat(at.Lon, at.Lat);
        var side = 2 * WebMercator.Half / (1 << z);
        int x = (int)((e + WebMercator.Half) / side), y = (int)((WebMercator.Half - n) / side);
        return (x, y, [x * side - WebMercator.Half, WebMercator.Half - (y + 1) * side, (x + 1) * side - WebMercator.Half, WebMercator.Half - y * side]);
    }

    [Fact]
    public void Outside_the_image_and_outside_the_tile_set_there_is_no_tile()
    {
        var path = temp.File("source.tif");
        GeoTiffWriter.Write(path, Synthetic.Image(300, 300), TestContext.Current.CancellationToken);
        using var image = GeoTiff.Open(path);
        var stretch = Stretch.Of(image);
        Tiler.Png(image, stretch, 12, 0, 0).ShouldBeNull();
        Tiler.Png(image, stretch, 3, 8, 0).ShouldBeNull();
        Tiler.Png(image, stretch, 25, 0, 0).ShouldBeNull();
        Tiler.Png(image, stretch, -1, 0, 0).ShouldBeNull();
    }

    [Fact]
    public void The_whole_world_in_one_tile_shows_one_small_spot_at_most()
    {
        var path = temp.File("source.tif");
        GeoTiffWriter.Write(path, Synthetic.Image(300, 300), TestContext.Current.CancellationToken);
        using var image = GeoTiff.Open(path);
        if (Tiler.Png(image, Stretch.Of(image), 0, 0, 0) is { } png) Pixels(png).Where((_, i) => i % 4 == 3).Count(a => a > 0).ShouldBeLessThan(5);
    }

    [Fact]
    public void Both_sides_of_the_antimeridian_get_their_tile()
    {
        using var image = GeoTiff.Open(RealFiles.Copy(RealFiles.Folder("geotiff", "dev", "riotiler_cog_dateline.tif"), temp));
        var stretch = Stretch.Of(image);
        var rows = Footprint.Of(image).Select(r => TileAt((r.Average(p => p[0]), r.Average(p => p[1])), 6)).ToList();
        rows.Select(t => t.X is 0 or 63).ShouldAllBe(edge => edge);
        foreach (var t in rows) Tiler.Png(image, stretch, 6, t.X, t.Y).ShouldNotBeNull();
    }

    [Fact]
    public void Thumbnail_and_quicklook_are_small_coloured_and_transparent_where_there_is_no_image()
    {
        var path = temp.File("source.tif");
        GeoTiffWriter.Write(path, Synthetic.Image(2000, 1500), TestContext.Current.CancellationToken);
        using var image = GeoTiff.Open(path);
        foreach (var size in new[] { Preview.Thumbnail, Preview.Quicklook })
        {
            using var picture = Image.NewFromBuffer(Preview.WebP(image, Stretch.Of(image), size));
            (picture.Width, picture.Height).ShouldBe((size, size * 3 / 4));
            picture.HasAlpha().ShouldBeTrue();
            picture.Getpoint(0, 0)[3].ShouldBeLessThan(128);
            picture.Getpoint(size / 2, size / 3)[3].ShouldBe(255);
        }
    }
}
