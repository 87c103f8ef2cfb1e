using Dinamis.Accounts.Persons;
using Dinamis.Kernel;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Accounts.Rpc;

sealed partial class AccountsService
{
    /// <summary>What validating, refusing, suspending and reinstating share: who may, whom, one verb, the reply.</summary>
    async Task<Wire.PersonView> DecideAsync(Wire.PersonCommand request, ServerCallContext context, Func<Person, Guid, By, Task> verb)
    {
        var organisation = IdOf(request.OrganisationId);
        var by = await powers.RequireOverAsync(organisation, request.MandateId, context.CancellationToken);
        var person = await FindAsync(organisation, IdOf(request.PersonId), context.CancellationToken);
        await verb(person, organisation, by);
        return View(person, person.RequireSeatIn(organisation));
    }

    // The organisation is inside the query: somebody else's people are not there.
    async Task<Person> FindAsync(Guid organisation, Guid id, CancellationToken cancellationToken) =>
        await db.Persons.FirstOrDefaultAsync(p => p.Id == id && p.Seats.Any(s => s.OrganisationId == organisation), cancellationToken)
        ?? throw new Refused(Kernel.Refusals.NotFound);
}
