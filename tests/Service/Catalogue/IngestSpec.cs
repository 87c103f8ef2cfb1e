using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Ingest;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class IngestSpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task A_raster_becomes_a_scene_with_its_facts_and_pictures(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        byte[] bytes = [.. Rasters.Bytes(Rasters.RgbNir), .. Guid.CreateVersion7().ToByteArray()];
        await world.IngestRasterAsync("scene", bytes);
        var task = await world.Host.Store.ReadAsync((db, ct) => db.PictureTasks.AsNoTracking().SingleAsync(t => t.Collection == world.Collection, ct), Ct);
        (await world.AsNobody.GetItemAsync(new() { CollectionId = world.Collection, ItemId = "scene" }, cancellationToken: Ct)).PicturesPending.ShouldBeTrue();
        await ActivatorUtilities.CreateInstance<Pictures>(world.Host.Services).MakeAsync(task, Ct);

        var item = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections/{world.Collection}/items/scene", Ct);
        item!["properties"]!["proj:code"]!.GetValue<string>().ShouldBe("EPSG:2154");
        item["properties"]!["proj:shape"]!.AsArray().Select(n => n!.GetValue<int>()).ShouldBe([768, 768]);
        var image = item["assets"]!["image"]!;
        image["href"]!.GetValue<string>().ShouldBe($"{TestTokens.Origin}/assets/{world.Collection}/scene/image");
        image["file:size"]!.GetValue<long>().ShouldBe(bytes.Length);
        image["auth:refs"]![0]!.GetValue<string>().ShouldBe("dinamis");
        image["data_type"]!.GetValue<string>().ShouldBe("uint16");
        image["bands"]!.AsArray().Select(b => b!["eo:common_name"]?.GetValue<string>()).ShouldBe(["red", "green", "blue", null]);
        image["proj:transform"]!.AsArray().Count.ShouldBe(6);
        image["raster:sampling"]!.GetValue<string>().ShouldBe("area");
        image["raster:spatial_resolution"]!.GetValue<double>().ShouldBe(image["proj:transform"]![0]!.GetValue<double>(), 1e-6);
        item["stac_extensions"]!.AsArray().Select(e => e!.GetValue<string>()).ShouldContain("https://stac-extensions.github.io/raster/v2.0.0/schema.json");
        var view = await world.AsNobody.GetItemAsync(new() { CollectionId = world.Collection, ItemId = "scene" }, cancellationToken: Ct);
        (view.Summary.HasPixels, view.PicturesPending).ShouldBe((true, false));
        using var thumbnail = await world.Http().GetAsync(view.Summary.Thumbnail, Ct);
        thumbnail.StatusCode.ShouldBe(HttpStatusCode.OK);
        thumbnail.Content.Headers.ContentType!.MediaType.ShouldBe("image/webp");
        thumbnail.Headers.CacheControl!.Public.ShouldBeTrue();
    }

    [Theory]
    [InlineData("geotiff/dev/derived_html_error_named.tif", "IMAGE_NOT_TIFF")]
    [InlineData("geotiff/dev/derived_8_bytes_only.tif", "")]
    public async Task What_is_no_image_is_refused_under_the_name_of_one(string path, string code)
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        await world.OpenCollectionAsync();
        using var sent = await Rasters.SendAsync(world, Rasters.Bytes(path));
        if (code.Length == 0)
        {
            sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            return;
        }
        var sha256 = (await sent.Content.ReadFromJsonAsync<JsonObject>(Ct))!["sha256"]!.GetValue<string>();
        await world.AsInstructor.IngestItemAsync(new()
        {
            Item = Item(world.Collection, "fake"),
            Files = { new FileAsset { Key = "image", Sha256 = sha256, MediaType = "image/tiff; application=geotiff", Roles = { "data" } } },
        }, Calls.Key(), cancellationToken: Ct).ShouldBeRefusedAsync(code, 422);
    }

    [Theory, Stores]
    public async Task A_dimap_delivery_becomes_scenes_or_says_what_is_wrong(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        var options = world.Host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ServiceDefaults.DinamisOptions>>().Value;
        Copy(Rasters.Shared("dimap/dev/gdal_dimap2_phr_bundle"), Path.Combine(options.Folder("deliveries"), world.Collection));
        Copy(Rasters.Shared("dimap/dev/asp_phr1a_synthetic"), Path.Combine(options.Folder("deliveries"), world.Collection + "-incomplete"));
        var deliveries = ActivatorUtilities.CreateInstance<Deliveries>(world.Host.Services);

        var good = await AskAsync(world.Collection);
        var bad = await AskAsync(world.Collection + "-incomplete");

        good.State.ShouldBe(Delivery.Types.State.Done, good.Message);
        good.ItemIds.Count.ShouldBe(2);
        bad.State.ShouldBe(Delivery.Types.State.Refused);
        bad.Code.ShouldBe("DELIVERY_INCOMPLETE");
        var found = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections/{world.Collection}/items", Ct);
        found!["features"]!.AsArray().ShouldAllBe(f => f!["properties"]!["platform"]!.GetValue<string>() == "phr1a");

        async Task<Delivery> AskAsync(string folder)
        {
            var asked = await world.AsInstructor.IngestDeliveryAsync(new() { CollectionId = world.Collection, Folder = folder }, Calls.Key(), cancellationToken: Ct);
            await deliveries.TakeAsync(Guid.Parse(asked.DeliveryId), world.Collection, folder, Ct);
            return (await world.AsInstructor.ListDeliveriesAsync(new(), cancellationToken: Ct)).Deliveries.Single(d => d.DeliveryId == asked.DeliveryId);
        }
    }

    [Fact]
    public async Task A_bad_item_is_refused_with_each_fault_by_name()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        await world.OpenCollectionAsync();
        var error = await Should.ThrowAsync<Grpc.Core.RpcException>(() => world.IngestAsync(Item(world.Collection, "a/b", "yesterday", cloud: 140)));

        ServiceDefaults.Refusing.ToRefused(error)!.Fields.Select(f => f.Field)
            .ShouldBe(["item.id", "item.properties.datetime", "item.properties.datetime", "item.properties.eo:cloud_cover"]);
    }

    [Theory, Stores]
    public async Task A_scene_that_is_sent_again_replaces_the_first(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync();
        await world.IngestAsync(Item(world.Collection, "s", box: [0, 44, 1, 45]));
        await world.IngestAsync(Item(world.Collection, "s", box: [5, 44, 6, 45]));

        var here = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/search?collections={world.Collection}&bbox=0,44,1,45", Ct);
        var there = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/search?collections={world.Collection}&bbox=5,44,6,45", Ct);
        here!["numberMatched"]!.GetValue<long>().ShouldBe(0);
        there!["numberMatched"]!.GetValue<long>().ShouldBe(1);
    }

    static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
