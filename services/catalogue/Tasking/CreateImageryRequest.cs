using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Tasking;

sealed partial class TaskingService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<ImageryRequestView> CreateImageryRequest(CreateImageryRequestRequest request, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        var person = await rights.PersonAsync(ct);
        var organisation = caller.OrganisationId ?? throw new Refused(Licence.Refusals.OrganisationMissing);
        if ((await rights.RolesInAsync(organisation, ct)).Count == 0) throw new Refused(Licence.Refusals.PersonNotValidated);
        if (await rights.StandingAsync(organisation, ct) is not { ActInForce: true }) throw new Refused(Licence.Refusals.ActNotInForce);
        // Numbers follow each other without a gap: two writers on PostgreSQL wait for one another here.
        if (!db.IsSqlite) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(8317466501)", ct);
        var rank = 1 + (await db.ImageryRequests.MaxAsync(r => (long?)r.Rank, ct) ?? 0);
        var file = RequestFile.Receive(request, Guid.Parse(person.PersonId), organisation, rank, clock.GetUtcNow());
        db.ImageryRequests.Add(file);
        await db.SaveChangesAsync(ct);
        return file.View();
    }
}
