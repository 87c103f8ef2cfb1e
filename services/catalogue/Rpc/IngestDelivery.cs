using Dinamis.Catalogue.Ingest;
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
    public override async Task<Delivery> IngestDelivery(IngestDeliveryRequest request, ServerCallContext context)
    {
        await rights.RequireStaffAsync(caller, context.CancellationToken);
        if (!await db.Collections.AnyAsync(c => c.Code == request.CollectionId, context.CancellationToken))
            throw new Refused(Kernel.Refusals.Invalid, [new("collection_id", "Cette collection n’existe pas.")]);
        var delivery = DeliveryFile.Ask(request, caller.ActorId, clock.GetUtcNow());
        db.Deliveries.Add(delivery);
        return delivery.View();
    }
}
