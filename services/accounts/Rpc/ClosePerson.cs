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
    // A person may end his own place without being référent.
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.PersonView> ClosePerson(Wire.PersonCommand request, ServerCallContext context)
    {
        var (organisation, id) = (IdOf(request.OrganisationId), IdOf(request.PersonId));
        var by = id == caller.PersonId ? new By(caller.ActorId, id) : await powers.RequireOverAsync(organisation, request.MandateId, context.CancellationToken);
        if (request.Reason.Length > 1000) throw new Refused(Kernel.Refusals.Invalid, [new("reason", "1 000 caractères au plus.")]);
        var person = await FindAsync(organisation, id, context.CancellationToken);
        var keeper = await db.Persons.FirstOrDefaultAsync(p => p.Id != id && p.Seats.Any(s =>
            s.OrganisationId == organisation && s.State == State.Validated && (s.Roles & RolesOnTheWire.Guardians) != 0), context.CancellationToken);
        person.Close(organisation, request.Version, request.Reason, keeper, by, Now);
        await letters.SayClosedAsync(person, organisation, context.CancellationToken);
        return View(person, person.RequireSeatIn(organisation));
    }
}
