using Dinamis.Activity.Experiences;
using Dinamis.Kernel;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Shelf = Dinamis.Wire.ListExperiencesRequest.Types.Shelf;
using State = Dinamis.Wire.Experience.Types.State;

namespace Dinamis.Activity.Rpc;

sealed partial class ActivityService
{
    [AllowAnonymous]
    public override async Task<Wire.ListExperiencesReply> ListExperiences(Wire.ListExperiencesRequest request, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        var size = PageSize(request.PageSize, 20, 100);
        var rows = (await OnShelfAsync(request.Shelf, ct)).AsNoTracking();
        if (request.Theme.Length > 0) rows = rows.Where(e => e.Theme == request.Theme);
        if (Folding.Key(request.Search) is { Length: > 0 } words) rows = rows.Where(e => e.SearchKey.Contains(words));
        if (PageToken.Read(request.PageToken) is var (at, id)) rows = rows.Where(e => e.SubmittedAt < at || (e.SubmittedAt == at && e.Id < id));
        var page = await rows.OrderByDescending(e => e.SubmittedAt).ThenByDescending(e => e.Id).Take(size + 1).ToListAsync(ct);
        var reply = new Wire.ListExperiencesReply { Experiences = { page.Take(size).Select(e => View(e, request.Shelf is Shelf.ToReview)) } };
        if (page.Count > size) reply.NextPageToken = PageToken.Write(page[size - 1].SubmittedAt, page[size - 1].Id);
        return reply;
    }

    async Task<IQueryable<Experience>> OnShelfAsync(Shelf shelf, CancellationToken cancellationToken)
    {
        if (shelf is Shelf.Published or Shelf.Unspecified) return (await readers.ReadableAsync(cancellationToken)).Where(e => e.State == State.Published);
        var me = caller.PersonId ?? throw new Refused(Kernel.Refusals.Unauthenticated);
        return shelf is Shelf.Mine
            ? db.Experiences.Where(e => e.AuthorId == me)
            : (await readers.ReviewableAsync(cancellationToken)).Where(e => e.State == State.Submitted);
    }
}
