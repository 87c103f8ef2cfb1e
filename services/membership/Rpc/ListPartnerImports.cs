using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    const int LastImports = 20;

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ListPartnerImportsReply> ListPartnerImports(Wire.ListPartnerImportsRequest request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join);
        // Without the lines, which are most of a row.
        var found = await db.PartnerImports.Where(i => i.RelayId == relay).OrderByDescending(i => i.CreatedAt).Take(LastImports)
            .Select(i => new { i.Id, i.FileName, i.CreatedAt, i.CreatedBy, i.State, i.Counts }).ToListAsync(context.CancellationToken);
        return new()
        {
            Imports =
            {
                found.Select(i => new Wire.PartnerImportView { ImportId = $"{i.Id}", FileName = i.FileName, CreatedAt = i.CreatedAt.ToTimestamp(), CreatedBy = i.CreatedBy, State = i.State, Counts = i.Counts }),
            },
        };
    }
}
