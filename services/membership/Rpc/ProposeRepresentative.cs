using Dinamis.Mail;
using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ProposeRepresentativeReply> ProposeRepresentative(Wire.ProposeRepresentativeRequest request, ServerCallContext context)
    {
        var file = await OwnInForceAsync(request.EntityId, context.CancellationToken);
        var representative = new Wire.RepresentativeForm(request.Representative ?? new());
        representative.Address = MailAddresses.Normalize(representative.Address);
        new FormChecks().Representative(representative).ThrowIfAny();
        file.ProposeRepresentative(representative, caller.ActorId, clock.GetUtcNow());
        outbox.Send(file.Representative.Address, ToRepresentative.SuccessorProposed(file));
        return new();
    }
}
