using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.PartnerImportView> ConfirmPartnerImport(Wire.PartnerImportCommand request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join);
        var import = await ImportAsync(relay, request.ImportId, context.CancellationToken);
        db.Partners.AddRange(import.Confirm(await RegistryAsync(relay, import.Sirens, context.CancellationToken), clock.GetUtcNow()));
        return import.View();
    }
}
