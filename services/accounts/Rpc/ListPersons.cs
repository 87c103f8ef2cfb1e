using Dinamis.Accounts.Persons;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Accounts.Rpc;

sealed partial class AccountsService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ListPersonsReply> ListPersons(Wire.ListPersonsRequest request, ServerCallContext context)
    {
        var organisation = IdOf(request.OrganisationId);
        var by = await powers.RequireOverAsync(organisation, request.MandateId, context.CancellationToken);
        var size = Pages.Size(request.PageSize, 50, 200);
        var states = request.States.ToArray();

        var rows = db.Persons.AsNoTracking()
            .Where(p => p.Seats.Any(s => s.OrganisationId == organisation && (states.Length == 0 || states.Contains(s.State))));
        if (Pages.Read(request.PageToken) is var (key, last))
            rows = rows.Where(p => p.SortKey.CompareTo(key) > 0 || (p.SortKey == key && p.Id > last));
        var page = await rows.OrderBy(p => p.SortKey).ThenBy(p => p.Id).Take(size + 1).ToListAsync(context.CancellationToken);

        db.Record(by.Did("personal-data.read", organisation, "organisation", organisation, 0));
        var reply = new Wire.ListPersonsReply { Persons = { page.Take(size).Select(p => View(p, p.RequireSeatIn(organisation))) } };
        if (page.Count > size) reply.NextPageToken = Pages.Write(page[size - 1].SortKey, page[size - 1].Id);
        return reply;
    }
}
