using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Rpc;

sealed partial class CatalogueService
{
    [Authorize(Policies.PersonOrService)]
    public override async Task<ListDeliveriesReply> ListDeliveries(ListDeliveriesRequest request, ServerCallContext context)
    {
        await rights.RequireStaffAsync(caller, context.CancellationToken);
        var rows = await db.Deliveries.AsNoTracking().OrderByDescending(d => d.AskedAt).Take(100).ToListAsync(context.CancellationToken);
        return new() { Deliveries = { rows.Select(d => d.View()) } };
    }
}
