using Dinamis.Membership.Adhesions;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override Task<Wire.LinkView> SaveRepresentative(Wire.SaveRepresentativeRequest request, ServerCallContext context) =>
        SaveAsync(request.Link, request.Version, file =>
        {
            var representative = new Wire.RepresentativeForm(request.Representative ?? new());
            representative.Address = MailAddresses.Normalize(representative.Address);
            new FormChecks().Representative(representative).Referent(new(file.Referent) { Function = request.ReferentFunction }).ThrowIfAny();
            file.SaveRepresentative(representative, request.ReferentFunction, caller.ActorId, clock.GetUtcNow());
        }, context.CancellationToken);
}
