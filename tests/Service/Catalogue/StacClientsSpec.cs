using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dinamis.Catalogue;
using Dinamis.Catalogue.Ingest;
using Dinamis.ServiceTests.Harness;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

/// <summary>Programs of others, which know the standards and nothing of us, against a catalogue that listens on a port.</summary>
public sealed class StacClientsSpec(ListeningCatalogue catalogue) : IClassFixture<ListeningCatalogue>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GDAL_lists_the_features_of_a_collection_page_after_page()
    {
        var said = await RunAsync("ogrinfo", ["-ro", "-al", "-so", "-oo", "PAGE_SIZE=2", $"OAPIF:{catalogue.Origin}/stac/collections/essai"]);

        said.ShouldContain("Feature Count: 5");
        said.ShouldContain("Extent: (0.000000, 44.000000) - (1.400000, 44.500000)");
    }

    [Fact]
    public async Task GDAL_follows_the_pages_of_a_search_for_images()
    {
        // This GDAL knows no projection extension 2: it tells that it has seen each asset, and opens none.
        var said = await RunAsync("gdalinfo", ["--debug", "STACIT,HTTP", $"STACIT:\"{catalogue.Origin}/stac/search?collections=essai&limit=2\":asset=image"], mayFail: true);

        Regex.Count(said, "Skipping asset image").ShouldBe(5, said);
        Regex.Count(said, "Fetch\\(.*token=").ShouldBe(2, said);
    }

    [Fact]
    public async Task The_STAC_validator_finds_nothing_to_say()
    {
        var schemas = Rasters.Shared("stac/dev/schemas");
        var map = new JsonArray([.. Directory.EnumerateFiles(schemas, "*.json", SearchOption.AllDirectories).Select(file => $"https://{Path.GetRelativePath(schemas, file).Replace('\\', '/')}={file}")]);
        string[] paths = ["", "/collections", "/collections/essai", "/collections/essai/items", "/collections/essai/items/s1", "/search?limit=3", "/collections/essai/periods/2025", "/collections/essai/periods/2025-06-01"];
        var config = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(config, new JsonObject { ["files"] = new JsonArray([.. paths.Select(p => $"{catalogue.Origin}/stac{p}")]), ["schemaMap"] = map }.ToJsonString(), Ct);
            var said = await RunAsync("node", [Path.Combine(Here(), "node_modules", "stac-node-validator", "bin", "cli.js"), "--config", config], mayFail: true);

            said.ShouldContain($"Valid: {paths.Length}", customMessage: said);
            said.ShouldContain("Invalid: 0", customMessage: said);
        }
        finally
        {
            File.Delete(config);
        }
    }

    [Fact]
    public async Task The_client_of_geOrchestra_reads_collections_and_items()
    {
        var said = JsonNode.Parse(await RunAsync("node", [Path.Combine(Here(), "Catalogue", "ogc-client.mjs"), catalogue.Origin + "/stac", "essai"]))!;

        ((string)said["title"]!).ShouldBe("Catalogue DINAMIS");
        ((bool)said["features"]!).ShouldBeTrue();
        Texts("collections").ShouldBe(["essai"]);
        said["bbox"]!.AsArray().Select(n => (double)n!).ShouldBe([0, 44, 1.4, 44.5]);
        Texts("ids").ShouldBe(["s4", "s3", "s2"]);
        ((string)said["one"]!).ShouldBe("s4");
        Texts("sorted").ShouldBe(["s4", "s3", "s2", "s1", "s0"]);
        Texts("within").ShouldBe(["s4", "s3", "s2", "s1"]);

        IEnumerable<string> Texts(string name) => said[name]!.AsArray().Select(t => (string)t!);
    }

    /// <summary>Here, because only a server that listens sends no body for it.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("/conformance")]
    [InlineData("/collections")]
    [InlineData("/collections/essai")]
    [InlineData("/collections/essai/items/s1")]
    [InlineData("/search?limit=3")]
    public async Task HEAD_says_what_GET_says_without_a_body(string path)
    {
        using var client = new HttpClient();
        var address = new Uri($"{catalogue.Origin}/stac{path}");
        using var head = await client.SendAsync(new(HttpMethod.Head, address), Ct);
        using var get = await client.GetAsync(address, Ct);

        (head.StatusCode, head.Content.Headers.ContentType, head.Headers.ETag).ShouldBe((get.StatusCode, get.Content.Headers.ContentType, get.Headers.ETag));
        (await head.Content.ReadAsByteArrayAsync(Ct)).ShouldBeEmpty();
    }

    /// <summary>All that a program says; skips the test where it is not installed.</summary>
    static async Task<string> RunAsync(string program, IEnumerable<string> arguments, bool mayFail = false)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Here() })!;
            var errors = process.StandardError.ReadToEndAsync(Ct);
            var said = await process.StandardOutput.ReadToEndAsync(Ct);
            await process.WaitForExitAsync(Ct);
            if (mayFail) return said + await errors;
            process.ExitCode.ShouldBe(0, said + await errors);
            return said;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed.");
            throw;
        }
    }

    static string Here([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, ".."));
}

/// <summary>A catalogue on SQLite that listens, with five scenes.</summary>
public sealed class ListeningCatalogue : IAsyncLifetime
{
    TestStore? store;
    ServiceHost<CatalogueDb, CatalogueDb>? host;

    public string Origin { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Origin = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://localhost:{FreePort.Next()}");
        store = await TestStore.CreateAsync(StoreKind.Sqlite);
        host = new(store, "catalogue", settings: new Dictionary<string, string> { ["Dinamis:Origin"] = Origin });
        host.UseKestrel(o => o.ListenLocalhost(new Uri(Origin).Port, l => l.Protocols = HttpProtocols.Http1));
        host.StartServer();
        await host.Store.RunAsync(async (db, services, ct) =>
        {
            var collection = new Dinamis.Catalogue.Collections.Collection();
            collection.Describe(new() { CollectionId = "essai", Title = "Essai", Description = "Collection d’essai.", Family = "essai" }, "tests");
            db.Collections.Add(collection);
            await db.SaveChangesAsync(ct);
            for (var i = 0; i < 5; i++)
            {
                var item = Item("essai", "s" + i, "2025-06-01T10:30:00Z", [i * 0.1, 44, i * 0.1 + 1, 44.5], change: item =>
                {
                    item["properties"]!["proj:code"] = "EPSG:4326";
                    item["assets"]!["image"] = new JsonObject { ["href"] = "https://elsewhere.example/image.tif", ["type"] = "image/tiff; application=geotiff", ["roles"] = new JsonArray("data") };
                });
                await services.GetRequiredService<ItemIngest>().PutAsync(JsonNode.Parse(item)!.AsObject(), [], ct);
            }
            return true;
        }, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        if (store is not null) await store.DisposeAsync();
    }
}
