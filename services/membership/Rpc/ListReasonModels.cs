using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Kind = Dinamis.Wire.ReasonModel.Types.Kind;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ListReasonModelsReply> ListReasonModels(Wire.ListReasonModelsRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor, Role.Signatory, Role.Operator);
        var reasons = await db.ReasonModels.AsNoTracking().Where(r => r.RemovedAt == null && (request.Kind == Kind.Unspecified || r.Kind == request.Kind)).OrderBy(r => r.Label).ToListAsync(context.CancellationToken);
        return new() { Reasons = { reasons.Select(r => r.View()) } };
    }
}
