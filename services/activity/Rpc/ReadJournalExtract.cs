using Dinamis.ServiceDefaults;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Activity.Rpc;

sealed partial class ActivityService
{
    const int ChunkBytes = 64 * 1024;

    [Authorize(Policies.SignedIn)]
    public override async Task ReadJournalExtract(Wire.ReadJournalExtractRequest request, IServerStreamWriter<Wire.JournalExtractChunk> responseStream, ServerCallContext context)
    {
        var (entity, adhesion, ct) = (IdOf(request.EntityId), IdOf(request.AdhesionId), context.CancellationToken);
        var mandate = await readers.RequireEntityAsync(entity, ct);
        var bytes = await extract.OfAsync(entity, adhesion, ct);
        // Its lines name people by their ids. Written in a transaction of its own, before the first byte leaves: a stream knows no « once ».
        await store.RunAsync((own, _) =>
        {
            own.Record(new()
            {
                Verb = "personal-data.read",
                ActorId = caller.ActorId,
                OrganisationId = $"{entity}",
                RelayId = mandate is null ? "" : $"{caller.OrganisationId}",
                MandateId = mandate?.MandateId ?? "",
                ObjectType = "adhesion",
                ObjectId = $"{adhesion}",
            });
            return Task.CompletedTask;
        }, ct);
        for (var at = 0; at < bytes.Length; at += ChunkBytes)
            await responseStream.WriteAsync(new() { Data = UnsafeByteOperations.UnsafeWrap(bytes.AsMemory(at, Math.Min(ChunkBytes, bytes.Length - at))) }, ct);
    }
}
