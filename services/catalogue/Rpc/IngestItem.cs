using System.Text;
using Dinamis.Catalogue.Items;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Catalogue.Rpc;

sealed partial class CatalogueService
{
    [Authorize(Policies.PersonOrService)]
    public override async Task<ItemView> IngestItem(IngestItemRequest request, ServerCallContext context)
    {
        await rights.RequireStaffAsync(caller, context.CancellationToken);
        var item = await ingest.PutAsync(ItemBody.Parse(Encoding.UTF8.GetBytes(request.Item)), [.. request.Files], context.CancellationToken);
        return await ViewAsync(await visible.OneAsync(item.Collection, context.CancellationToken), item.Id, context.CancellationToken);
    }
}
