using Dinamis.Kernel;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Catalogue.Rpc;

sealed partial class CatalogueService
{
    [AllowAnonymous]
    public override async Task<SearchPlacesReply> SearchPlaces(SearchPlacesRequest request, ServerCallContext context)
    {
        new Checks().That(request.Text.Length <= 100, "text", "100 caractères au plus.").ThrowIfAny();
        return new() { Places = { await places.SearchAsync(request.Text) } };
    }
}
