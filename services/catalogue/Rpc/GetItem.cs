using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Ingest;
using Dinamis.Catalogue.Items;
using Dinamis.Kernel;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Rpc;

sealed partial class CatalogueService
{
    [AllowAnonymous]
    public override async Task<ItemView> GetItem(GetItemRequest request, ServerCallContext context)
    {
        var collection = await visible.OneAsync(request.CollectionId, context.CancellationToken);
        return await ViewAsync(collection, request.ItemId, context.CancellationToken);
    }

    async Task<ItemView> ViewAsync(Collection collection, string itemId, CancellationToken cancellationToken)
    {
        // Asked first: what has ended by then is found with its pictures.
        var pending = await db.PictureTasks.AnyAsync(t => t.Collection == collection.Code && t.Item == itemId && t.Attempts <= PictureTask.Hopeful, cancellationToken);
        var found = await items.FindAsync(collection.Code, itemId, cancellationToken) ?? throw new Refused(Kernel.Refusals.NotFound);
        var assets = await db.Assets.AsNoTracking().Where(a => a.Collection == found.Collection && a.Item == found.Id).OrderBy(a => a.Key).ToListAsync(cancellationToken);
        return new()
        {
            Summary = ItemViews.Summary(found),
            Collection = collection.View(),
            Assets = { assets.Select(View) },
            Stac = new PublicOrigin(options.Value.Origin.OriginalString.TrimEnd('/'), await licences.OfAsync([collection.Family], cancellationToken)).Text(found.Body),
            Tilejson = assets.Exists(a => a.Tiled) ? $"/tiles/{found.Collection}/{Uri.EscapeDataString(found.Id)}/tilejson.json" : "",
            PicturesPending = pending,
        };
    }

    static AssetView View(Asset asset) => new()
    {
        Key = asset.Key,
        Title = asset.Title,
        MediaType = asset.MediaType,
        Roles = { asset.Roles },
        Size = asset.Size,
        Sha256 = asset.Sha256,
        Path = ItemBody.AssetPath(asset.Collection, asset.Item, asset.Key),
        Open = asset.Open,
    };
}
