using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.RemoveReasonModelReply> RemoveReasonModel(Wire.RemoveReasonModelRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor, Role.Operator);
        (await ReasonAsync(request.ReasonId, request.Version, context.CancellationToken)).Remove(caller.ActorId, clock.GetUtcNow());
        return new();
    }
}
