using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Ingest;
using Dinamis.ServiceTests.Harness;
using Json.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

/// <summary>What the API serves against the JSON Schemas of STAC 1.1 and of each extension that it names, read from the real inputs and from nowhere else.</summary>
public sealed class StacSchemasSpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_item_collection_and_catalogue_is_valid()
    {
        var schemas = Rasters.Shared("stac/dev/schemas");
        // Every schema of this process is one of the files; a name that is not there is an error, not a download.
        SchemaRegistry.Global.Fetch = uri => JsonSchema.FromFile(Path.Combine(schemas, uri.Host, uri.AbsolutePath.TrimStart('/')));
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        await IngestAsync(world);
        var landing = await GetAsync(world, "/stac");
        var faults = new List<string>();
        var kinds = new HashSet<string>();
        var extensions = new HashSet<string>();

        Judge(landing, "/stac");
        await WalkAsync("/stac/collections/" + world.Collection);

        faults.ShouldBeEmpty();
        kinds.ShouldBe(["Catalog", "Collection", "Feature"], ignoreOrder: true);
        extensions.Select(e => e.Split('/')[3]).ShouldBe(["eo", "view", "projection", "sat", "processing", "file", "authentication", "raster", "timestamps", "version", "order", "web-map-links"], ignoreOrder: true);

        async Task WalkAsync(string path)
        {
            var document = await GetAsync(world, path);
            Judge(document, path);
            foreach (var link in document["links"]!.AsArray().Where(l => (string)l!["rel"]! is "child" or "item")) await WalkAsync(((string)link!["href"]!)[TestTokens.Origin.Length..]);
        }

        void Judge(JsonObject document, string path)
        {
            kinds.Add((string)document["type"]!);
            var named = (document["stac_extensions"] as JsonArray ?? []).Select(e => (string)e!).ToList();
            extensions.UnionWith(named);
            var core = (string)document["type"]! switch { "Feature" => "item-spec/json-schema/item.json", "Collection" => "collection-spec/json-schema/collection.json", _ => "catalog-spec/json-schema/catalog.json" };
            foreach (var schema in named.Prepend("https://schemas.stacspec.org/v1.1.0/" + core))
            {
                var result = ((JsonSchema)SchemaRegistry.Global.Get(new(schema))!).Evaluate(document, new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
                if (!result.IsValid) faults.AddRange(result.Details.Where(d => d.Errors is not null).Select(d => $"{path} by {schema}: {d.InstanceLocation} {string.Join("; ", d.Errors!.Values)}").Take(5));
            }
        }
    }

    static async Task IngestAsync(CatalogueWorld world)
    {
        await world.IngestRasterAsync("raster", [.. Rasters.Bytes(Rasters.RgbNir), .. Guid.CreateVersion7().ToByteArray()]);
        var task = await world.Host.Store.ReadAsync((db, ct) => db.PictureTasks.AsNoTracking().SingleAsync(t => t.Collection == world.Collection, ct), Ct);
        await ActivatorUtilities.CreateInstance<Pictures>(world.Host.Services).MakeAsync(task, Ct);
        // Rights are fresh for thirty seconds, and a busy machine draws pictures for longer.
        await world.Host.LearnAsync();
        var folder = Path.Combine(world.Host.Services.GetRequiredService<IOptions<ServiceDefaults.DinamisOptions>>().Value.Folder("deliveries"), world.Collection);
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Rasters.Shared("dimap/dev/gdal_dimap2_phr_bundle"))) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var asked = await world.AsInstructor.IngestDeliveryAsync(new() { CollectionId = world.Collection, Folder = world.Collection }, Calls.Key(), cancellationToken: Ct);
        await ActivatorUtilities.CreateInstance<Deliveries>(world.Host.Services).TakeAsync(Guid.Parse(asked.DeliveryId), world.Collection, world.Collection, Ct);

        await world.Host.LearnAsync();
        await world.IngestAsync(Item(world.Collection, "nowhere", change: i => i["geometry"] = null));
        await world.IngestAsync(Item(world.Collection, "fiji", change: i => i["geometry"] = Ring([179, -18], [-179, -18], [-179, -17], [179, -17], [179, -18])));
        await world.IngestAsync(Item(world.Collection, "mosaic", null, change: i => (i["properties"]!["start_datetime"], i["properties"]!["end_datetime"]) = ("2024-03-01T00:00:00Z", "2024-09-30T00:00:00Z")));
        await world.IngestAsync(Item(world.Collection, "told", change: i =>
        {
            var properties = i["properties"]!;
            properties["view:off_nadir"] = 12.5;
            properties["sat:orbit_state"] = "descending";
            properties["processing:level"] = "ORTHO";
            properties["version"] = "2";
            properties["deprecated"] = false;
            properties["expires"] = "2035-01-01T00:00:00Z";
            properties["order:status"] = "orderable";
            i["links"] = new JsonArray(new JsonObject { ["rel"] = "predecessor-version", ["href"] = $"{TestTokens.Origin}/stac/collections/{world.Collection}/items/fiji" });
            i["assets"]!["image"] = new JsonObject { ["href"] = "https://elsewhere.example/image.tif", ["roles"] = new JsonArray("data"), ["raster:bits_per_sample"] = 12 };
            // Extensions of another age than ours.
            properties["proj:epsg"] = 2154;
            i["assets"]!["image"]!["eo:bands"] = new JsonArray(new JsonObject { ["name"] = "red", ["common_name"] = "red", ["center_wavelength"] = 0.65 });
            i["stac_extensions"] = new JsonArray("https://stac-extensions.github.io/view/v1.0.0/schema.json", "https://stac-extensions.github.io/version/v1.0.0/schema.json");
        }));
    }

    static async Task<JsonObject> GetAsync(CatalogueWorld world, string path) => (await world.Http().GetFromJsonAsync<JsonObject>(path, Ct))!;
}
