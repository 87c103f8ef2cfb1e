using Dinamis.Membership.Register;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    // By link or by bearer, as the act itself.
    [AllowAnonymous]
    public override async Task ReadBundle(Wire.ReadDeedRequest request, IServerStreamWriter<Wire.DeedChunk> responseStream, ServerCallContext context)
    {
        var deed = await ReadableDeedAsync(request, context.CancellationToken);
        if (deed.InForceFrom is null) throw new Refused(DeedRefusals.NotInForce);
        var file = await db.DeedFiles.AsNoTracking().SingleAsync(f => f.Sha256 == deed.FileSha256, context.CancellationToken);
        await SendAsync(deed, DeedBundle.Of(deed, file.Bytes, await TrustAsync(context.CancellationToken)), responseStream, context.CancellationToken);
    }
}
