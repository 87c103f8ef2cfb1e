using Dinamis.Catalogue;
using Dinamis.ServiceTests.Harness;

namespace Dinamis.ServiceTests.Catalogue;

/// <summary>Real files of the shared inputs, copied before they are opened; a clone without them skips visibly.</summary>
static class Rasters
{
    /// <summary>RGB + near infrared, 16 bits, Lambert-93, 768 × 768, 2.3 MB.</summary>
    public const string RgbNir = "geotiff/dev/derived_L93_RGBN_uint16_cog.tif";

    public static string Shared(string path)
    {
        var given = Environment.GetEnvironmentVariable("DINAMIS_SHARED");
        for (var folder = AppContext.BaseDirectory; given is null && folder is not null; folder = Path.GetDirectoryName(folder))
            if (Directory.Exists(Path.Combine(folder, "shared", "data"))) given = Path.Combine(folder, "shared");
        var found = given is null ? null : Path.Combine(given, "data", path);
        Assert.SkipWhen(found is null || !Path.Exists(found), "The real inputs (../shared/data, or DINAMIS_SHARED) are not on this machine.");
        return found!;
    }

    public static byte[] Bytes(string path) => File.ReadAllBytes(Shared(path));

    public static async Task<HttpResponseMessage> SendAsync(CatalogueWorld world, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        return await world.Service().PostAsync("/api/catalogue/v1/files", content, TestContext.Current.CancellationToken);
    }
}
