using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.PartnerImportView> UndoPartnerImport(Wire.PartnerImportCommand request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join);
        var import = await ImportAsync(relay, request.ImportId, context.CancellationToken);
        var sirens = import.Sirens;
        var joining = await db.Adhesions.Where(a => a.RelayId == relay && sirens.Contains(a.Siren)).Select(a => a.Siren).ToHashSetAsync(context.CancellationToken);
        db.Partners.RemoveRange(import.Undo(await RegistryAsync(relay, sirens, context.CancellationToken), joining));
        return import.View();
    }
}
