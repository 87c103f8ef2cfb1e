using Dinamis.Membership.Links;
using Dinamis.Membership.Register;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    const int ChunkSize = 64 * 1024;

    // By link or by bearer: which of the two is asked below, where the deed's parties are known.
    [AllowAnonymous]
    public override async Task ReadDeed(Wire.ReadDeedRequest request, IServerStreamWriter<Wire.DeedChunk> responseStream, ServerCallContext context)
    {
        var deed = await ReadableDeedAsync(request, context.CancellationToken);
        var sha256 = deed.FileSha256.Length > 0 ? deed.FileSha256 : deed.FrozenSha256;
        var file = await db.DeedFiles.AsNoTracking().SingleAsync(f => f.Sha256 == sha256, context.CancellationToken);
        await SendAsync(deed, file.Bytes, responseStream, context.CancellationToken);
    }

    static async Task SendAsync(Deed deed, byte[] bytes, IServerStreamWriter<Wire.DeedChunk> responseStream, CancellationToken cancellationToken)
    {
        await responseStream.WriteAsync(new() { Facts = Views.Deed(deed) }, cancellationToken);
        for (var at = 0; at < bytes.Length; at += ChunkSize)
            await responseStream.WriteAsync(new() { Data = ByteString.CopyFrom(bytes.AsSpan(at, Math.Min(ChunkSize, bytes.Length - at))) }, cancellationToken);
    }

    async Task<Deed> ReadableDeedAsync(Wire.ReadDeedRequest request, CancellationToken cancellationToken)
    {
        var deed = await db.Deeds.AsNoTracking().FirstOrDefaultAsync(d => d.Number == request.Number && d.Status != DeedStatus.Superseded, cancellationToken);
        if (request.Link.Length > 0)
        {
            var (_, file) = await links.OpenAsync(request.Link, cancellationToken, [Purpose.Referent, .. LinkDesk.Signing]);
            return deed is not null && deed.AdhesionId == file.Id ? deed : throw new Refused(Refusals.NotFound);
        }
        if (caller.PersonId is null) throw new Refused(Refusals.Unauthenticated);
        if (deed is null) throw new Refused(Refusals.NotFound);
        // A relay keeps what it has signed with a body that has left it, though it sees the body's file no more.
        if (deed.RelayId is not null && deed.RelayId == caller.OrganisationId && (await Visibility.MandatesAsync(rights, cancellationToken)).Contains(deed.MandateId!.Value)) return deed;
        var adhesions = await db.Adhesions.VisibleToAsync(caller, rights, cancellationToken);
        return await adhesions.AnyAsync(a => a.Id == deed.AdhesionId, cancellationToken) ? deed : throw new Refused(Refusals.NotFound);
    }
}
