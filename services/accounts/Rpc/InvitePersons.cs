using Dinamis.Accounts.Persons;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Google.Protobuf.Collections;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Accounts.Rpc;

sealed partial class AccountsService
{
    const int MostInvitees = 50;

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.InvitePersonsReply> InvitePersons(Wire.InvitePersonsRequest request, ServerCallContext context)
    {
        var organisation = IdOf(request.OrganisationId);
        var by = await powers.RequireOverAsync(organisation, request.MandateId, context.CancellationToken, GivenTo(request.Invitees));
        var kind = await powers.KindOfAsync(organisation, context.CancellationToken);
        Check(request.Invitees, kind);

        var reply = new Wire.InvitePersonsReply();
        for (var i = 0; i < request.Invitees.Count; i++)
        {
            try
            {
                var person = await InviteAsync(request.Invitees[i], organisation, kind, by, context.CancellationToken);
                reply.Persons.Add(View(person, person.RequireSeatIn(organisation)));
            }
            catch (Refused refused) when (refused.Refusal == Refusals.MemberAlready || refused.Refusal == Refusals.SuspendedHere || refused.Refusal == Refusals.NotYourself)
            {
                // All or none: the transaction ends here, and the page shows the line at fault.
                throw new Refused(Kernel.Refusals.Invalid, [new($"invitees[{i}].address", refused.Refusal.Message)]);
            }
        }
        return reply;
    }

    // What every line gives: naming référents alone is more widely allowed.
    static Roles GivenTo(RepeatedField<Wire.Invitee> invitees) =>
        invitees.Count > 0 && invitees.All(i => i.Roles.Contains(Wire.Role.Types.Name.Referent)) ? Roles.Referent : Roles.None;

    static void Check(RepeatedField<Wire.Invitee> invitees, Wire.Organisation.Types.Kind kind)
    {
        var checks = new Checks().That(invitees.Count is > 0 and <= MostInvitees, "invitees", $"Indiquez de 1 à {MostInvitees} personnes.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(invitees.Count, MostInvitees); i++)
        {
            var (invitee, at) = (invitees[i], $"invitees[{i}].");
            var roles = invitee.Roles.ToRoles();
            checks.Name(invitee.GivenName, at + "given_name", "Indiquez le prénom.")
                .Name(invitee.FamilyName, at + "family_name", "Indiquez le nom.")
                .Address(invitee.Address, at + "address")
                .Form(FormOf(invitee), at)
                .That(roles != Roles.None && (roles & ~kind.RolesOf()) == 0, at + "roles", "Choisissez au moins un rôle de cet organisme.")
                .That(seen.Add(MailAddresses.Normalize(invitee.Address)), at + "address", "Cette adresse figure deux fois.");
        }
        checks.ThrowIfAny();
    }

    static SeatForm FormOf(Wire.Invitee invitee) => new(invitee.Function.Trim(), invitee.Service.Trim(), invitee.IntendedUses.Trim());

    async Task<Person> InviteAsync(Wire.Invitee invitee, Guid organisation, Wire.Organisation.Types.Kind kind, By by, CancellationToken cancellationToken)
    {
        var address = MailAddresses.Normalize(invitee.Address);
        var person = await db.Persons.FirstOrDefaultAsync(p => p.Address == address, cancellationToken);
        if (person is null) db.Persons.Add(person = new(Guid.CreateVersion7(Now), address, invitee.GivenName, invitee.FamilyName, Now));
        if (person.Invite(organisation, kind, invitee.Roles.ToRoles(), FormOf(invitee), by, Now)) await letters.SendLinkAsync(person, organisation, cancellationToken);
        else await letters.SayValidatedAsync(person, organisation, cancellationToken);
        return person;
    }
}
