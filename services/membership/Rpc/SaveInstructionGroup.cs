using Dinamis.Membership.Instruction;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    const int MostGroups = 100;

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.InstructionGroup> SaveInstructionGroup(Wire.InstructionGroup request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Operator);
        var groups = await db.InstructionGroups.ToListAsync(context.CancellationToken);
        var instructors = await db.Set<RoleRow>().Where(r => r.OrganisationId == WellKnown.Dinamis && r.Role == Role.Instructor).Select(r => r.PersonId).ToListAsync(context.CancellationToken);
        InstructionGroup group;
        if (request.GroupId.Length == 0)
        {
            new Checks().That(groups.Count < MostGroups, "name", $"{MostGroups} groupes au plus.").ThrowIfAny();
            groups.Add(group = InstructionGroup.Make());
            db.InstructionGroups.Add(group);
        }
        else
        {
            group = groups.Find(g => g.Id == Id(request.GroupId)) ?? throw new Refused(Refusals.NotFound);
            RequireVersion(group, request.Version);
        }
        new Checks().That(!groups.Exists(g => g != group && Folding.Key(g.Name) == Folding.Key(request.Name)), "name", "Un autre groupe porte ce nom.").ThrowIfAny();
        group.Save(request, [.. instructors.Select(i => $"{i}")], caller.ActorId);
        await db.RouteAllAsync(groups, caller.ActorId, context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        return group.View();
    }
}
