using Dinamis.Accounts.Invitations;
using Dinamis.Accounts.Persons;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.Accounts.Rpc;

sealed partial class AccountsService
{
    [Authorize(Policies.Internal)]
    public override async Task<Wire.InviteFirstOperatorReply> InviteFirstOperator(Wire.InviteFirstOperatorRequest request, ServerCallContext context)
    {
        var invitee = request.Operator ?? throw new Refused(Kernel.Refusals.Invalid, [new("operator", "L’exploitant manque.")]);
        new Checks()
            .Name(invitee.GivenName, "operator.given_name", "Indiquez le prénom.")
            .Name(invitee.FamilyName, "operator.family_name", "Indiquez le nom.")
            .Address(invitee.Address, "operator.address")
            .ThrowIfAny();
        // An operator who has not opened the link yet does not count: a lost link is replaced by a new one.
        if (await db.Persons.AnyAsync(p => p.Seats.Any(s => s.OrganisationId == WellKnown.Dinamis
                && (s.State == State.Validated || s.State == State.Suspended) && (s.Roles & Roles.Operator) != 0), context.CancellationToken))
            throw new Refused(Refusals.OperatorExists);

        // Only the newest link counts: two could make two first operators.
        By by = new(caller.ActorId);
        foreach (var earlier in await db.Persons.Where(p => p.Seats.Any(s => s.OrganisationId == WellKnown.Dinamis && s.State == State.Requested)).ToListAsync(context.CancellationToken))
            earlier.Close(WellKnown.Dinamis, earlier.RequireSeatIn(WellKnown.Dinamis).Version, "", null, by, Now);

        var address = MailAddresses.Normalize(invitee.Address);
        var person = await db.Persons.FirstOrDefaultAsync(p => p.Address == address, context.CancellationToken);
        if (person is null) db.Persons.Add(person = new(Guid.CreateVersion7(Now), address, invitee.GivenName, invitee.FamilyName, Now));
        person.Invite(WellKnown.Dinamis, Wire.Organisation.Types.Kind.Dinamis, Roles.Operator, FormOf(invitee), by, Now);
        return new() { Path = await letters.NewLinkAsync(person, WellKnown.Dinamis, context.CancellationToken) };
    }
}
