using Dinamis.Accounts.Invitations;
using Dinamis.Accounts.Persons;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Accounts.Rpc;

sealed partial class AccountsService
{
    [Authorize(Policies.Internal)]
    public override async Task<Wire.InvitationView> GetInvitation(Wire.GetInvitationRequest request, ServerCallContext context)
    {
        var (invitation, person) = await OpenAsync(request.TokenHash, context.CancellationToken);
        invitation.RequireOpen(Now);
        return new()
        {
            PersonId = person.Id.ToString(),
            Address = person.Address,
            GivenName = person.GivenName,
            OrganisationId = invitation.OrganisationId.ToString(),
            Known = person.ProvenAt is not null,
        };
    }

    /// <exception cref="Refused">410: no such link.</exception>
    async Task<(Invitation Invitation, Person Person)> OpenAsync(string tokenHash, CancellationToken cancellationToken)
    {
        var invitation = await db.Invitations.FirstOrDefaultAsync(i => i.TokenHash == tokenHash, cancellationToken) ?? throw new Refused(Refusals.LinkDead);
        return (invitation, await db.Persons.FirstAsync(p => p.Id == invitation.PersonId, cancellationToken));
    }
}
