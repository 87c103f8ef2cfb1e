using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Tasking;

sealed partial class TaskingService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<ImageryRequestView> GetImageryRequest(GetImageryRequestRequest request, ServerCallContext context)
    {
        var id = Guid.TryParse(request.RequestId, out var given) ? given : throw new Refused(Kernel.Refusals.NotFound);
        var visible = await VisibleAsync(context.CancellationToken);
        var file = await visible.FirstOrDefaultAsync(r => r.Id == id, context.CancellationToken) ?? throw new Refused(Kernel.Refusals.NotFound);
        return file.View();
    }
}
