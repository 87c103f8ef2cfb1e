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
    [InlineData("asp_phr1a_synthetic", "DELIVERY_INCOMPLETE")]
    [InlineData("asp_spot5_synthetic", "DELIVERY_NOT_FOUND")]
    [InlineData("gdal_dimap1_spot_min", "DELIVERY_INCOMPLETE")]
    public async Task A_delivery_without_its_images_is_refused_by_name(string name, string code)
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        await world.OpenCollectionAsync();
        var delivery = await TakeAsync(world, Rasters.Shared("dimap/dev/" + name), $"{world.Collection}-{name}");
        (delivery.State, delivery.Code).ShouldBe((Delivery.Types.State.Refused, code));
        delivery.ItemIds.ShouldBeEmpty();
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
