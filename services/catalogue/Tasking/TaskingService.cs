using Dinamis.Kernel;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Tasking;

/// <summary>Requests for new imagery; one file per rpc.</summary>
sealed partial class TaskingService(CatalogueDb db, CallerRights rights, Caller caller, TimeProvider clock) : Wire.Tasking.TaskingBase
{
    /// <summary>Requests that the caller may see: inside the query, so that what is hidden and what is absent look the same.</summary>
    async Task<IQueryable<RequestFile>> VisibleAsync(CancellationToken cancellationToken)
    {
        var person = Guid.Parse((await rights.PersonAsync(cancellationToken)).PersonId);
        var all = db.ImageryRequests.AsNoTracking();
        if (await rights.IsDinamisAsync(cancellationToken, Role.Types.Name.Instructor, Role.Types.Name.Signatory)) return all;
        if (caller.OrganisationId is not { } organisation) return all.Where(r => r.PersonId == person);
        if ((await rights.RolesInAsync(organisation, cancellationToken)).Contains(Role.Types.Name.Referent))
            return all.Where(r => r.PersonId == person || r.OrganisationId == organisation);
        var mandated = await rights.EntitiesUnderMandateAsync(Mandate.Types.Right.View, cancellationToken);
        return all.Where(r => r.PersonId == person || mandated.Contains(r.OrganisationId));
    }

    async Task<ImageryRequestView> DecideAsync(DecideImageryRequestRequest request, Action<RequestFile> decide, CancellationToken cancellationToken)
    {
        if (!await rights.IsDinamisAsync(cancellationToken, Role.Types.Name.Instructor)) throw new Refused(Kernel.Refusals.Forbidden);
        var file = Guid.TryParse(request.RequestId, out var id) ? await db.ImageryRequests.FindAsync([id], cancellationToken) : null;
        if (file is null) throw new Refused(Kernel.Refusals.NotFound);
        if (file.Version != request.Version) throw new Refused(Kernel.Refusals.Stale);
        decide(file);
        db.Notices.Add(new() { RequestId = file.Id, Due = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancellationToken);
        return file.View();
    }

    static async Task<ListImageryRequestsReply> PageAsync(IQueryable<RequestFile> visible, ListImageryRequestsRequest request, CancellationToken cancellationToken)
    {
        if (request.States.Count > 0) visible = visible.Where(r => request.States.Contains(r.State));
        if (request.PageToken.Length > 0)
        {
            var after = long.TryParse(request.PageToken, out var rank) ? rank : throw new Refused(Kernel.Refusals.Invalid, [new("page_token", "Jeton de page inconnu.")]);
            visible = visible.Where(r => r.Rank < after);
        }
        var size = request.PageSize <= 0 ? 50 : Math.Min(request.PageSize, 200);
        var rows = await visible.OrderByDescending(r => r.Rank).Take(size + 1).ToListAsync(cancellationToken);
        var reply = new ListImageryRequestsReply { Requests = { rows.Take(size).Select(r => r.View()) } };
        if (rows.Count > size) reply.NextPageToken = rows[size - 1].Rank.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return reply;
    }
}
