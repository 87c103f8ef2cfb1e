using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.Accounts.Rpc;

sealed partial class AccountsService
{
    [Authorize(Policies.Internal)]
    public override async Task<Wire.RequestAccountReply> RenewInvitation(Wire.GetInvitationRequest request, ServerCallContext context)
    {
        var (invitation, person) = await OpenAsync(request.TokenHash, context.CancellationToken);
        if (invitation.RedeemedAt is null && person.SeatIn(invitation.OrganisationId) is { State: State.Requested })
            await letters.SendAskedLinkAsync(person, invitation.OrganisationId, context.CancellationToken);
        return new();
    }
}
