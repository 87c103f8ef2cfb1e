using Dinamis.Membership.Links;
using Dinamis.Membership.Mails;
using Dinamis.Membership.Opinions;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.InstructionView> AskOpinion(Wire.AskOpinionRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor);
        var file = await VisibleAdhesionAsync(request.AdhesionId, context.CancellationToken);
        var opinion = Opinion.Ask(file, request.Family, request.Address, request.Question, caller.ActorId, clock.GetUtcNow());
        if (!await links.MayMailAsync(opinion.Address, context.CancellationToken)) throw new Refused(LinkRefusals.TooManyMails);
        db.Opinions.Add(opinion);
        outbox.Send(opinion.Address, ToExpert.PleaseSay(file, opinion, links.ForExpert(file, opinion)));
        await db.SaveChangesAsync(context.CancellationToken);
        return await InstructionAsync(file, context.CancellationToken);
    }
}
