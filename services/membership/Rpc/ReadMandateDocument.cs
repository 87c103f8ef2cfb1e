using Dinamis.ServiceDefaults;
using Google.Api;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<HttpBody> ReadMandateDocument(Wire.ReadMandateDocumentRequest request, ServerCallContext context)
    {
        var all = await rights.IsDinamisAsync(context.CancellationToken, Role.Operator, Role.Instructor, Role.Signatory);
        var own = all ? WellKnown.Dinamis : await rights.RequireAsync(context.CancellationToken, Role.Officer);
        var mandate = Id(request.MandateId);
        var bytes = await db.MandateFiles.Where(f => f.MandateId == mandate && f.Sha256 == request.Sha256 && (all || db.Organisations.Any(o => o.Id == own && o.Mandates.Any(m => m.Id == mandate))))
            .Select(f => f.Bytes).FirstOrDefaultAsync(context.CancellationToken) ?? throw new Refused(Refusals.NotFound);
        return new() { ContentType = "application/pdf", Data = ByteString.CopyFrom(bytes) };
    }
}
