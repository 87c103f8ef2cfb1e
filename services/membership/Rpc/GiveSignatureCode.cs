using Dinamis.Membership.Links;
using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.SignatureCode> GiveSignatureCode(Wire.AdhesionCommand request, ServerCallContext context)
    {
        var file = await VisibleAdhesionAsync(request.AdhesionId, context.CancellationToken);
        var asRelay = caller.OrganisationId == file.RelayId;
        if (caller.OrganisationId == WellKnown.Dinamis) await RequireDinamisAsync(context.CancellationToken, Role.Instructor);
        else if (asRelay && !(await rights.MandatesAsync(MandateRight.Join, context.CancellationToken)).Any(m => m.MandateId == $"{file.MandateId}")) throw new Refused(Refusals.Forbidden);
        RequireVersion(file, request.Version);
        if (!file.OneMailbox) throw new Refused(LinkRefusals.CodeByMail);
        file.NoteCode("adhesion.code-told", caller.ActorId, asRelay);
        var link = await links.SessionAsync(file.Id, context.CancellationToken) ?? throw new Refused(LinkRefusals.NoSession);
        var code = link.NewCode(caller.ActorId, clock.GetUtcNow());
        return new() { Code = code, Until = link.CodeUntil(clock.GetUtcNow())!.Value.ToTimestamp() };
    }
}
