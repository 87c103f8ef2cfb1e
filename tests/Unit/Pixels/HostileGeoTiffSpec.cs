using Dinamis.Catalogue.Pixels;
using Dinamis.Kernel;

namespace Dinamis.UnitTests.Pixels;

/// <summary>Files that promise more than they hold must cost nothing.</summary>
public sealed class HostileGeoTiffSpec : IDisposable
{
    readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    string Tiff(params (ushort Tag, ushort Type, uint Count, uint Value)[] entries)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write("II*\0"u8);
        writer.Write(8);
        writer.Write((ushort)entries.Length);
        foreach (var (tag, type, count, value) in entries)
        {
            writer.Write(tag);
            writer.Write(type);
            writer.Write(count);
            writer.Write(value);
        }
        writer.Write(0);
        writer.Flush();
        var path = temp.File($"{Guid.CreateVersion7()}.tif");
        File.WriteAllBytes(path, bytes.ToArray());
        return path;
    }

    static (string Code, long Bytes) Open(string path)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var code = Should.Throw<Refused>(() =>
        {
            using var image = GeoTiff.Open(path);
            image.Validate(TestContext.Current.CancellationToken);
        }).Refusal.Code;
        return (code, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Sixteen_million_rows_in_167_bytes_are_refused_without_memory(int compression)
    {
        var (code, bytes) = Open(Tiff((256, 4, 1, 1), (257, 4, 1, 16_777_215), (258, 3, 1, 8), (259, 3, 1, (uint)compression), (262, 3, 1, 1), (273, 4, 1, 8), (277, 3, 1, 1), (278, 4, 1, 16_777_215), (279, 4, 1, 20)));
        code.ShouldBe("IMAGE_TOO_LARGE");
        bytes.ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void Many_blocks_whose_table_lies_beyond_the_end_are_refused_without_memory()
    {
        var (code, bytes) = Open(Tiff((256, 4, 1, 1_000), (257, 4, 1, 16_777_215), (258, 3, 1, 8), (259, 3, 1, 8), (262, 3, 1, 1), (273, 4, 16_777_215, 150), (277, 3, 1, 1), (278, 4, 1, 1), (279, 4, 16_777_215, 150)));
        code.ShouldBe("IMAGE_TRUNCATED");
        bytes.ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void A_chain_of_directories_that_loops_is_refused()
    {
        var path = Tiff((256, 4, 1, 4), (257, 4, 1, 4));
        var bytes = File.ReadAllBytes(path);
        bytes[^4] = 8;
        File.WriteAllBytes(path, bytes);
        Open(path).Code.ShouldBe("IMAGE_CORRUPT");
    }

    [Theory]
    [InlineData("", "IMAGE_EMPTY")]
    [InlineData("<!DOCTYPE html><html><body>404 Not Found</body></html>", "IMAGE_NOT_TIFF")]
    [InlineData("II*\0\0\0\0\0", "IMAGE_CORRUPT")]
    public void What_is_no_image_is_refused_by_name(string content, string code)
    {
        var path = temp.File("image.tif");
        File.WriteAllText(path, content);
        Open(path).Code.ShouldBe(code);
    }

    [Fact]
    public void Whatever_byte_is_changed_the_file_is_read_or_refused_and_nothing_else_happens()
    {
        var path = temp.File("small.tif");
        GeoTiffWriter.Write(path, Synthetic.Image(96, 80), TestContext.Current.CancellationToken);
        var good = File.ReadAllBytes(path);
        Gen.Select(Gen.Int[0, Math.Min(900, good.Length - 1)], Gen.Byte).Sample((at, value) =>
        {
            var bytes = good.ToArray();
            bytes[at] = value;
            var changed = temp.File($"{Guid.CreateVersion7()}.tif");
            File.WriteAllBytes(changed, bytes);
            try
            {
                using var image = GeoTiff.Open(changed);
                image.Validate(CancellationToken.None);
            }
            catch (Refused) { }
            File.Delete(changed);
        }, iter: 200, threads: 1);
    }
}
