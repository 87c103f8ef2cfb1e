using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Catalogue.Tasking;

sealed partial class TaskingService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<ListImageryRequestsReply> ListImageryRequests(ListImageryRequestsRequest request, ServerCallContext context) =>
        await PageAsync(await VisibleAsync(context.CancellationToken), request, context.CancellationToken);
}
