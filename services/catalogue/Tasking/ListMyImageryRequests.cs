using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Tasking;

sealed partial class TaskingService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<ListImageryRequestsReply> ListMyImageryRequests(ListImageryRequestsRequest request, ServerCallContext context)
    {
        var person = Guid.Parse((await rights.PersonAsync(context.CancellationToken)).PersonId);
        return await PageAsync(db.ImageryRequests.AsNoTracking().Where(r => r.PersonId == person), request, context.CancellationToken);
    }
}
