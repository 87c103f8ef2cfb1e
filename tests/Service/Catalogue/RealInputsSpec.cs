using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Ingest;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Microsoft.Extensions.DependencyInjection;
using static Dinamis.ServiceTests.Catalogue.Scenes;

namespace Dinamis.ServiceTests.Catalogue;

/// <summary>Every real image of the shared inputs goes in through the front door and comes out byte for byte, or is refused with a reason; an incomplete delivery is refused by name.</summary>
public sealed class RealInputsSpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task Each_real_image_comes_out_as_it_went_in_or_is_refused(StoreKind kind)
    {
        var folder = Rasters.Shared("geotiff/dev");
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync(c => c.Family = world.Family);
        await world.JoinAsync();
        await world.ChoosePurposeAsync();
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "summary.csv"), Ct);
        var wrong = new List<string>();
        foreach (var row in lines.Skip(1).Select(l => l.Split(',')))
        {
            var name = row[0];
            // What GDAL reads whole, but for WebP inside TIFF, which is refused by name.
            var good = row[Array.IndexOf(lines[0].Split(','), "full_read")] == "ok" && name != "riocogeo_image_webp.tif";
            var outcome = await TryAsync(world, Path.GetFileNameWithoutExtension(name).Replace('.', '-'), await File.ReadAllBytesAsync(Path.Combine(folder, name), Ct));
            if (outcome != (good ? "the same bytes" : "refused")) wrong.Add($"{name}: {outcome}");
        }
        wrong.ShouldBeEmpty();
    }

    static async Task<string> TryAsync(CatalogueWorld world, string id, byte[] bytes)
    {
        using var sent = await Rasters.SendAsync(world, bytes);
        var answer = await sent.Content.ReadFromJsonAsync<JsonObject>(Ct);
        if (sent.StatusCode == HttpStatusCode.UnprocessableEntity) return answer!["title"]!.GetValue<string>().Length > 10 ? "refused" : "refused without a reason";
        sent.EnsureSuccessStatusCode();
        try
        {
            await world.IngestAsync(Item(world.Collection, id), new FileAsset { Key = "image", Sha256 = answer!["sha256"]!.GetValue<string>(), MediaType = "image/tiff; application=geotiff", Roles = { "data" } });
        }
        catch (Grpc.Core.RpcException e) when (ServiceDefaults.Refusing.ToRefused(e) is { Refusal.Status: 422 })
        {
            return "refused";
        }
        return (await world.AsUserHttp.GetByteArrayAsync($"/assets/{world.Collection}/{id}/image", Ct)).AsSpan().SequenceEqual(bytes) ? "the same bytes" : "other bytes";
    }

    // The synthetic ones are metadata alone: their images are not delivered.
    [Theory]
    [InlineData("asp_phr1a_synthetic", "DELIVERY_INCOMPLETE", "IMG_PHR1A_202111071029126_PAN_SEN_PWOI_000251471_1_1_F_1_P_R1C1.JP2")]
    [InlineData("asp_spot5_synthetic", "DELIVERY_NOT_FOUND", "")]
    [InlineData("gdal_dimap1_spot_min", "DELIVERY_INCOMPLETE", "")]
    public async Task A_delivery_without_its_images_is_refused_by_name(string name, string code, string missing)
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        await world.OpenCollectionAsync();
        var delivery = await TakeAsync(world, Rasters.Shared("dimap/dev/" + name), $"{world.Collection}-{name}");
        (delivery.State, delivery.Code).ShouldBe((Delivery.Types.State.Refused, code));
        delivery.ItemIds.ShouldBeEmpty();
        if (missing.Length > 0) delivery.Message.ShouldContain(missing + " : Ce fichier manque ou est vide.");
    }

    [Theory, Stores]
    public async Task Each_complete_delivery_becomes_scenes_whose_files_come_out_as_they_went_in(StoreKind kind)
    {
        var world = await hosts.OnAsync(kind);
        await world.OpenCollectionAsync(c => c.Family = world.Family);
        await world.JoinAsync();
        await world.ChoosePurposeAsync();
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Rasters.Shared("dimap/dev/expected.json"), Ct))!;
        foreach (var (name, products) in complete)
        {
            var source = Rasters.Shared("dimap/dev/" + name);
            var delivery = await TakeAsync(world, source, $"{world.Collection}-{name}");
            (delivery.State, delivery.Message).ShouldBe((Delivery.Types.State.Done, ""), name);
            delivery.ItemIds.Count.ShouldBe(products.Length, name);
            foreach (var (id, (metadata, images)) in delivery.ItemIds.Zip(products))
            {
                var item = await world.Http().GetFromJsonAsync<JsonObject>($"/stac/collections/{world.Collection}/items/{id}", Ct);
                var said = expected[$"{name}/{metadata}"]!;
                item!["properties"]!["datetime"]!.GetValue<DateTimeOffset>().ShouldBe(said["strip_imaging_datetime_utc"]!.GetValue<DateTimeOffset>());
                item["properties"]!["platform"]!.GetValue<string>().ShouldBe((said["platform_mission"]!.GetValue<string>() + said["platform_index"]!.GetValue<string>()).ToLowerInvariant());
                item["properties"]!["eo:cloud_cover"]?.GetValue<double>().ShouldBe(Math.Round(said["cloud_cover_percent"]!.GetValue<double>(), 2));
                foreach (var (key, file) in images.Append(("metadata", metadata)))
                    (await world.AsUserHttp.GetByteArrayAsync($"/assets/{world.Collection}/{id}/{key}", Ct)).ShouldBe(await File.ReadAllBytesAsync(Path.Combine(source, file), Ct), $"{id} {key}");
            }
        }
    }

    // The two products of the first have no name of their own; the images of the second are two groups of bands of one tile.
    static readonly (string Delivery, (string Metadata, (string Key, string File)[] Images)[] Products)[] complete =
    [
        ("gdal_dimap2_phr_bundle",
        [
            ("DIM_foo.XML", [("r1c1", "IMG_foo_R1C1.TIF"), ("r2c1", "IMG_foo_R2C1.TIF")]),
            ("DIM_foo2.XML", [("r1c1", "IMG_foo2_R1C1.TIF"), ("r2c1", "IMG_foo2_R2C1.TIF")]),
        ]),
        ("gdal_dimap2_pneo_msfs", [("MS-FS/DIM_MS-FS.XML", [("rgb", "MS-FS/IMG_RGB_R1C1.TIF"), ("ned", "MS-FS/IMG_NED_R1C1.TIF")])]),
    ];

    // Its image is a text of GDAL's under a TIFF's name.
    [Fact]
    public async Task A_delivery_says_which_product_and_file_is_at_fault()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        await world.OpenCollectionAsync();
        var delivery = await TakeAsync(world, Rasters.Shared("dimap/dev/gdal_dimap1_spot"), world.Collection + "-spot4");
        (delivery.State, delivery.Code).ShouldBe((Delivery.Types.State.Refused, "IMAGE_NOT_TIFF"));
        delivery.Message.ShouldBe("METADATA.DIM : Ce fichier n’est pas une image TIFF, quel que soit son nom. IMAGERY.TIF : Ce fichier est refusé.");
    }

    [Fact]
    public async Task Two_products_of_one_name_are_refused_rather_than_one_lost()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        await world.OpenCollectionAsync();
        var source = Directory.CreateTempSubdirectory("dinamis-delivery-").FullName;
        foreach (var copy in (string[])["A", "B"])
        {
            Directory.CreateDirectory(Path.Combine(source, copy));
            foreach (var file in Directory.EnumerateFiles(Rasters.Shared("dimap/dev/gdal_dimap2_pneo_msfs/MS-FS"))) File.Copy(file, Path.Combine(source, copy, Path.GetFileName(file)));
        }
        var delivery = await TakeAsync(world, source, world.Collection + "-twice");
        Directory.Delete(source, recursive: true);
        (delivery.State, delivery.Code).ShouldBe((Delivery.Types.State.Refused, "DELIVERY_SAME_SCENE"));
        delivery.Message.ShouldEndWith("DATASET_NAME : FOO_MS-FS_ORT");
    }

    static async Task<Delivery> TakeAsync(CatalogueWorld world, string source, string folder)
    {
        var options = world.Host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ServiceDefaults.DinamisOptions>>().Value;
        var target = Path.Combine(options.Folder("deliveries"), folder);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var asked = await world.AsInstructor.IngestDeliveryAsync(new() { CollectionId = world.Collection, Folder = folder }, Calls.Key(), cancellationToken: Ct);
        await ActivatorUtilities.CreateInstance<Deliveries>(world.Host.Services).TakeAsync(Guid.Parse(asked.DeliveryId), world.Collection, folder, Ct);
        return (await world.AsInstructor.ListDeliveriesAsync(new(), cancellationToken: Ct)).Deliveries.Single(d => d.DeliveryId == asked.DeliveryId);
    }
}
