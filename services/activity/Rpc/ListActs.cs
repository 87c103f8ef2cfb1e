using Dinamis.Activity.Journal;
using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Activity.Rpc;

sealed partial class ActivityService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ListActsReply> ListActs(Wire.ListActsRequest request, ServerCallContext context)
    {
        var (entity, ct) = (IdOf(request.EntityId), context.CancellationToken);
        await readers.RequireEntityAsync(entity, ct);
        var size = PageSize(request.PageSize, 50, 200);
        var rows = db.Entries.AsNoTracking().Where(e => e.OrganisationId == entity);
        if (PageToken.Read(request.PageToken) is var (at, id)) rows = rows.Where(e => e.At < at || (e.At == at && e.EventId < id));
        var page = await rows.OrderByDescending(e => e.At).ThenByDescending(e => e.EventId).Take(size + 1).ToListAsync(ct);
        var reply = new Wire.ListActsReply { Acts = { page.Take(size).Select(e => new Wire.ActLine { At = e.At.ToTimestamp(), Act = JournalWriter.Read(e) }) } };
        if (page.Count > size) reply.NextPageToken = PageToken.Write(page[size - 1].At, page[size - 1].EventId);
        return reply;
    }
}
