using Dinamis.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Catalogue.Rpc;

sealed partial class CatalogueService
{
    [AllowAnonymous]
    public override async Task<ListCollectionsReply> ListCollections(ListCollectionsRequest request, ServerCallContext context)
    {
        var reply = new ListCollectionsReply();
        foreach (var collection in await visible.AllAsync(context.CancellationToken))
            reply.Collections.Add(collection.View((await extents.OfAsync(collection.Code, items, context.CancellationToken)).Items));
        return reply;
    }
}
