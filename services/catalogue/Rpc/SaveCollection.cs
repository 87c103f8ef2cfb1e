using Dinamis.Catalogue.Collections;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Rpc;

sealed partial class CatalogueService
{
    [Authorize(Policies.PersonOrService)]
    public override async Task<CollectionView> SaveCollection(SaveCollectionRequest request, ServerCallContext context)
    {
        await rights.RequireStaffAsync(caller, context.CancellationToken);
        var collection = await db.Collections.FirstOrDefaultAsync(c => c.Code == request.CollectionId, context.CancellationToken);
        // Version 0 creates: one that is there already was made by somebody else in between.
        if ((collection?.Version ?? 0) != request.Version) throw new Refused(Kernel.Refusals.Stale);
        if (collection is null) db.Collections.Add(collection = new Collection());
        collection.Describe(request, caller.ActorId);
        await db.SaveChangesAsync(context.CancellationToken);
        return collection.View();
    }
}
