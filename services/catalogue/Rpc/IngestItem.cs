using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Items;
using Dinamis.Kernel;
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
        var item = await ingest.PutAsync(Parse(request.Item), [.. request.Files], context.CancellationToken);
        return await ViewAsync(await visible.OneAsync(item.Collection, context.CancellationToken), item.Id, context.CancellationToken);
    }

    static JsonObject Parse(string item)
    {
        if (Encoding.UTF8.GetByteCount(item) > ItemBody.MaxBytes) throw new Refused(Kernel.Refusals.Invalid, [new("item", "512 Kio au plus.")]);
        try
        {
            // Walked through at once, so that a name given twice is told here and not later.
            var parsed = JsonNode.Parse(item, documentOptions: new() { MaxDepth = 64, AllowDuplicateProperties = false });
            return parsed as JsonObject ?? throw new Refused(Kernel.Refusals.Invalid, [new("item", "Un objet JSON est attendu.")]);
        }
        catch (JsonException)
        {
            throw new Refused(Kernel.Refusals.Invalid, [new("item", "Ce n’est pas du JSON correct.")]);
        }
    }
}
