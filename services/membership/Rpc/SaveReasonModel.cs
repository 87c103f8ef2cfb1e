using Dinamis.Membership.Instruction;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    const int MostReasons = 50;

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ReasonModel> SaveReasonModel(Wire.ReasonModel request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor, Role.Operator);
        ReasonModel reason;
        if (request.ReasonId.Length == 0)
        {
            var kept = await db.ReasonModels.CountAsync(r => r.Kind == request.Kind && r.RemovedAt == null, context.CancellationToken);
            new Checks().That(kept < MostReasons, "label", $"{MostReasons} modèles au plus pour une décision : retirez-en un d’abord.").ThrowIfAny();
            db.ReasonModels.Add(reason = ReasonModel.Make(request.Kind));
        }
        else
        {
            reason = await ReasonAsync(request.ReasonId, request.Version, context.CancellationToken);
        }
        reason.Save(request.Label, request.Text, caller.ActorId);
        await db.SaveChangesAsync(context.CancellationToken);
        return reason.View();
    }

    async Task<ReasonModel> ReasonAsync(string reasonId, long version, CancellationToken cancellationToken)
    {
        var id = Id(reasonId);
        var reason = await db.ReasonModels.FirstOrDefaultAsync(r => r.Id == id && r.RemovedAt == null, cancellationToken) ?? throw new Refused(Refusals.NotFound);
        RequireVersion(reason, version);
        return reason;
    }
}
