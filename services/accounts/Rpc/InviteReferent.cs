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
    public override async Task<Wire.InviteReferentReply> InviteReferent(Wire.InviteReferentRequest request, ServerCallContext context)
    {
        // Membership has checked names and address; the organisation may be too new for our projection.
        var referent = request.Referent ?? throw new Refused(Kernel.Refusals.Invalid, [new("referent", "Le référent manque.")]);
        var organisation = IdOf(request.OrganisationId);
        if (!MailAddresses.IsPlausible(MailAddresses.Normalize(referent.Address)))
            throw new Refused(Kernel.Refusals.Invalid, [new("referent.address", "Cette adresse n’est pas complète.")]);
        var invitee = referent.Clone();
        invitee.Roles.Clear();
        // The référent uses the images too.
        invitee.Roles.AddRange([Wire.Role.Types.Name.Referent, Wire.Role.Types.Name.User]);
        await YieldAsync(request.FormerAddresses, organisation, context.CancellationToken);
        await ReinstateAsync(MailAddresses.Normalize(invitee.Address), organisation, context.CancellationToken);
        try
        {
            var person = await InviteAsync(invitee, organisation, Wire.Organisation.Types.Kind.Entity, new(caller.ActorId), context.CancellationToken);
            return new() { PersonId = person.Id.ToString() };
        }
        catch (Refused refused) when (refused.Refusal == Refusals.MemberAlready)
        {
            return new() { PersonId = (await RequireByAddressAsync(invitee.Address, context.CancellationToken)).Id.ToString() };
        }
    }

    /// <summary>His représentant légal has named him: that goes before a suspension by a référent, who could keep the role by it, or by a relay.</summary>
    async Task ReinstateAsync(string address, Guid organisation, CancellationToken cancellationToken)
    {
        if (await db.Persons.FirstOrDefaultAsync(p => p.Address == address, cancellationToken) is not { } person) return;
        if (person.SeatIn(organisation) is not { State: Wire.Person.Types.State.Suspended } seat) return;
        person.Reinstate(organisation, seat.Version, new(caller.ActorId), Now);
        await letters.SayReinstatedAsync(person, organisation, cancellationToken);
    }

    /// <summary>Those whose place the référent takes are référents no more, in the same transaction.</summary>
    async Task YieldAsync(IEnumerable<string> formerAddresses, Guid organisation, CancellationToken cancellationToken)
    {
        var addresses = formerAddresses.Select(MailAddresses.Normalize).ToList();
        if (addresses.Count == 0) return;
        foreach (var former in await db.Persons.Where(p => addresses.Contains(p.Address)).ToListAsync(cancellationToken))
            former.YieldReferent(organisation, new(caller.ActorId), Now);
    }
}
