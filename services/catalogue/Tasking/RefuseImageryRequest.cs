using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Catalogue.Tasking;

sealed partial class TaskingService
{
    [Authorize(Policies.SignedIn)]
    public override Task<ImageryRequestView> RefuseImageryRequest(DecideImageryRequestRequest request, ServerCallContext context) =>
        DecideAsync(request, file => file.Refuse(request.Reason, caller.ActorId, clock.GetUtcNow()), context.CancellationToken);
}
