using Dinamis.Membership.Texts;
using Google.Api;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<HttpBody> ReadText(Wire.ReadTextRequest request, ServerCallContext context)
    {
        var text = await db.Texts.AsNoTracking().FirstOrDefaultAsync(t => t.Family == request.Family, context.CancellationToken);
        var version = text?.Versions.FirstOrDefault(v => v.Number == request.Number) ?? throw new Refused(Refusals.NotFound);
        return new() { ContentType = "application/pdf", Data = ByteString.CopyFrom(TextPdf.Of(version.Facts)) };
    }
}
