using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Accounts.Rpc;

sealed partial class AccountsService
{
    [Authorize(Policies.PersonOrService)]
    public override async Task<Wire.NamePersonsReply> NamePersons(Wire.NamePersonsRequest request, ServerCallContext context)
    {
        if (request.PersonIds.Count > 200) throw new Refused(Kernel.Refusals.Invalid, [new("person_ids", "200 identifiants au plus.")]);
        var ids = request.PersonIds.Select(id => Guid.TryParse(id, out var parsed) ? parsed : Guid.Empty).ToArray();
        var named = await powers.VisibleTo(db.Persons.AsNoTracking(), context.CancellationToken);
        var rows = await named.Where(p => ids.Contains(p.Id))
            .Select(p => new { p.Id, p.GivenName, p.FamilyName }).ToListAsync(context.CancellationToken);
        db.Record(powers.Reading(rows.Count));
        // Made here: SQLite writes an id in capitals.
        return new() { Persons = { rows.Select(p => new Wire.PersonName { PersonId = p.Id.ToString(), GivenName = p.GivenName, FamilyName = p.FamilyName }) } };
    }
}
