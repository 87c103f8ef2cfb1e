using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.Accounts.Rpc;

sealed partial class AccountsService
{
    // Identity's key is the token's hash: until its credential is stored it repeats the call and gets this reply again.
    [Authorize(Policies.Internal)]
    public override async Task<Wire.RedeemInvitationReply> RedeemInvitation(Wire.RedeemInvitationRequest request, ServerCallContext context)
    {
        var (invitation, person) = await OpenAsync(request.TokenHash, context.CancellationToken);
        invitation.Redeem(Now);
        person.ProveAddress(invitation.OrganisationId, Now);
        if (person.RequireSeatIn(invitation.OrganisationId).State is State.EmailVerified)
            await letters.AskToValidateAsync(person, invitation.OrganisationId, context.CancellationToken);
        return new() { PersonId = person.Id.ToString(), Address = person.Address, AddressVersion = person.AddressVersion, State = person.State };
    }
}
