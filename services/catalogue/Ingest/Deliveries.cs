using Dinamis.Catalogue.Assets;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using State = Dinamis.Wire.Delivery.Types.State;

namespace Dinamis.Catalogue.Ingest;

/// <summary>Takes in DIMAP deliveries: every image is copied and read whole before the scene enters the catalogue, all of its products or none.</summary>
sealed partial class Deliveries(Store<CatalogueDb> store, StoreSignal<CatalogueDb> signal, AssetStore files, IOptions<DinamisOptions> options, TimeProvider clock, ILogger<Deliveries> logger)
    : BackgroundStep<CatalogueDb>(store, signal, clock, logger)
{
    static readonly Refusal notThere = new("DELIVERY_NOT_FOUND", 422, "Le dossier de la livraison ne contient pas de fichier DIM_….XML ni METADATA.DIM.");
    static readonly Refusal sameScene = new("DELIVERY_SAME_SCENE", 422, "Deux produits de la livraison portent le même nom : l’un remplacerait l’autre.");

    readonly DeliveryReader reader = new(store, files, clock);

    protected override TimeSpan Lease => TimeSpan.FromMinutes(30);

    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        return Store.ReadAsync((db, ct) => db.Deliveries.AnyAsync(d => d.State == State.Waiting && d.Due <= now, ct), cancellationToken);
    }

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var delivery = await Store.RunAsync(async (db, _, ct) =>
        {
            var first = await db.Deliveries.Where(d => d.State == State.Waiting && d.Due <= now).OrderBy(d => d.Due).FirstOrDefaultAsync(ct);
            first?.Try(now);
            return first;
        }, cancellationToken);
        if (delivery is not null) await TakeAsync(delivery.Id, delivery.Collection, delivery.Folder, cancellationToken);
    }

    public async Task TakeAsync(Guid id, string collection, string folder, CancellationToken cancellationToken)
    {
        var root = Path.Combine(options.Value.Folder("deliveries"), folder);
        // The product that is being read: what is wrong is said of it.
        var at = "";
        try
        {
            var products = new List<DeliveredProduct>();
            foreach (var metadata in DeliveredProduct.In(root))
            {
                at = Path.GetRelativePath(root, metadata);
                products.Add(await reader.ReadAsync(metadata, collection, cancellationToken));
            }
            at = "";
            if (products.Count == 0) throw new Refused(notThere);
            if (products.GroupBy(p => p.Id).FirstOrDefault(g => g.Count() > 1) is { Key: var twice }) throw new Refused(sameScene, [new("DATASET_NAME", twice)]);
            await Store.RunAsync(async (db, services, ct) =>
            {
                var delivery = await db.Deliveries.FindAsync([id], ct);
                var ingest = services.GetRequiredService<ItemIngest>();
                var items = new List<string>();
                foreach (var product in products)
                {
                    at = Path.GetRelativePath(root, product.Metadata);
                    items.Add((await ingest.PutAsync(product.Item, product.Files, ct)).Id);
                }
                delivery!.Done(items);
                return true;
            }, cancellationToken);
        }
        catch (Refused refused)
        {
            WasRefused(Logger, id, refused.Refusal.Code);
            await Store.RunAsync(async (db, ct) => (await db.Deliveries.FindAsync([id], ct))!.Refuse(refused, at), cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Delivery {DeliveryId} is refused ({Code})")]
    static partial void WasRefused(ILogger logger, Guid deliveryId, string code);
}
