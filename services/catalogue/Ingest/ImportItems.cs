using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Items;
using Dinamis.Catalogue.Stac;
using Dinamis.Kernel;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;
using Dinamis.Storage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Ingest;

/// <summary>
/// <c>POST /api/catalogue/v1/items:import</c>: one STAC item a line, as many as one likes. The answer is a report, a line of JSON for each
/// line that is refused and for each batch that is committed. The key names the import: what was committed under it is skipped when it is
/// sent again, so that a cut one goes on where it stopped, in one request or in pieces.
/// </summary>
static class ImportItems
{
    public const string Path = "/api/catalogue/v1/items:import";
    const string Operation = "POST " + Path;
    const long Largest = 64L << 30;
    const int Batch = 1_000;

    /// <summary>Refused lines that are told one by one: an answer that nobody reads must not stop the import.</summary>
    const int MostTold = 1_000;

    /// <summary>A batch is committed at the latest after it, full or not.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    static readonly Refusal gap = new("IMPORT_GAP", 409, "Il manque des lignes entre ce qui est enregistré sous cette clé et ce qui est envoyé.");

    public static void MapImport(this IEndpointRouteBuilder app) =>
        app.MapPost(Path, ImportAsync).RequireAuthorization(Policies.PersonOrService).Describe(StacDocs.Import);

    static async Task ImportAsync(HttpContext context, Store<CatalogueDb> store, CallerRights rights, Caller caller, TimeProvider clock, CancellationToken cancellationToken)
    {
        await rights.RequireStaffAsync(caller, cancellationToken);
        var key = context.Request.Headers[Once<CatalogueDb>.Header].ToString();
        if (key.Length is 0 or > 200) throw new Refused(Refusals.KeyMissing);
        if (!long.TryParse(context.Request.Query["line"].FirstOrDefault() ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var line) || line < 1) throw new Refused(Refusals.Invalid, [new("line", "Le numéro de la première ligne, à partir de 1.")]);
        var import = await Import.OpenAsync(store, caller.ActorId, key, clock, cancellationToken);
        if (line > import.Line + 1) throw new Refused(gap, [new("line", $"La ligne suivante est la {import.Line + 1}.")]);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = Largest;
        context.Response.ContentType = "application/x-ndjson";
        var told = 0;
        var lines = new Lines(context.Request.BodyReader, ItemBody.MaxBytes);
        var next = lines.NextAsync(cancellationToken);
        for (var more = true; more;)
        {
            var batch = new List<(long Line, byte[]? Item)>();
            var begun = clock.GetTimestamp();
            while (more && batch.Count < Batch && (batch.Count == 0 || await ReadyAsync(next, Patience - clock.GetElapsedTime(begun), clock)))
            {
                var (there, item) = await next;
                more = there;
                if (!there) break;
                next = lines.NextAsync(cancellationToken);
                if (line++ > import.Line && item is not { Length: 0 }) batch.Add((line - 1, item));
                if (batch.Count == 0 && clock.GetElapsedTime(begun) > Patience) begun = clock.GetTimestamp();
            }
            foreach (var (refused, fields) in await import.CommitAsync(Math.Max(import.Line, line - 1), batch, cancellationToken))
                if (told++ < MostTold) Tell(context, new() { ["line"] = refused, ["errors"] = new JsonArray([.. fields.Select(f => new JsonObject { ["field"] = f.Field, ["message"] = f.Message })]) });
            Tell(context, import.Report(done: !more));
            await context.Response.BodyWriter.FlushAsync(cancellationToken);
        }
    }

    static async Task<bool> ReadyAsync(Task next, TimeSpan patience, TimeProvider clock)
    {
        if (next.IsCompleted) return true;
        if (patience <= TimeSpan.Zero) return false;
        try
        {
            await next.WaitAsync(patience, clock);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    static void Tell(HttpContext context, JsonObject line)
    {
        using var writer = new Utf8JsonWriter(context.Response.BodyWriter, new() { Encoder = JsonText.Relaxed.Encoder });
        line.WriteTo(writer);
        writer.Flush();
        context.Response.BodyWriter.Write("\n"u8);
    }

    /// <summary>An import as it stands in the database: its progress is the reply that its key keeps.</summary>
    sealed class Import(Store<CatalogueDb> store, string caller, string key, Import.Progress progress)
    {
        public sealed record Progress(long Line, long Accepted, long Refused);

        public long Line => progress.Line;

        public static async Task<Import> OpenAsync(Store<CatalogueDb> store, string caller, string key, TimeProvider clock, CancellationToken cancellationToken)
        {
            var row = await store.RunAsync(async (db, _, ct) =>
            {
                var known = await db.OnceRows.FindAsync([caller, Operation, key], ct);
                if (known is null) db.OnceRows.Add(known = new() { Caller = caller, Rpc = Operation, Key = key, BodyHash = [], Reply = Bytes(new(0, 0, 0)), At = clock.GetUtcNow() });
                return known;
            }, cancellationToken);
            return new(store, caller, key, JsonSerializer.Deserialize<Progress>(row.Reply)!);
        }

        /// <returns>The lines that are refused, and why.</returns>
        public async Task<IReadOnlyList<(long Line, IReadOnlyList<FieldError> Fields)>> CommitAsync(long line, List<(long Line, byte[]? Item)> batch, CancellationToken cancellationToken)
        {
            var (refused, now) = await store.RunAsync(async (db, services, ct) =>
            {
                var refused = await services.GetRequiredService<ItemIngest>().ImportAsync(batch, ct);
                var now = new Progress(line, progress.Accepted + batch.Count - refused.Count, progress.Refused + refused.Count);
                var (old, reply) = (Bytes(progress), Bytes(now));
                // The same import in two requests at once: the second to commit stops.
                if (await db.OnceRows.Where(r => r.Caller == caller && r.Rpc == Operation && r.Key == key && r.Reply == old).ExecuteUpdateAsync(s => s.SetProperty(r => r.Reply, reply), ct) == 0) throw new Refused(Refusals.KeyRunning);
                return (refused, now);
            }, cancellationToken);
            progress = now;
            return refused;
        }

        public JsonObject Report(bool done)
        {
            var report = new JsonObject { ["line"] = progress.Line, ["accepted"] = progress.Accepted, ["refused"] = progress.Refused };
            if (done) report["done"] = true;
            return report;
        }

        static byte[] Bytes(Progress progress) => JsonSerializer.SerializeToUtf8Bytes(progress);
    }

    /// <summary>Cuts a stream into lines of a bounded length, whatever it announces.</summary>
    sealed class Lines(PipeReader reader, int most)
    {
        bool skipping;

        /// <returns>False at the end; the line without its end, null for one that is too long.</returns>
        public async Task<(bool There, byte[]? Line)> NextAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken);
                var buffer = read.Buffer;
                var end = buffer.PositionOf((byte)'\n') ?? (read.IsCompleted && !buffer.IsEmpty ? buffer.End : null);
                if (end is { } at)
                {
                    var line = buffer.Slice(0, at);
                    var (wasLong, bytes) = (skipping || line.Length > most, line.Length > most ? null : line.ToArray());
                    skipping = false;
                    reader.AdvanceTo(at.Equals(buffer.End) ? at : buffer.GetPosition(1, at));
                    return (true, wasLong ? null : bytes.AsSpan().Trim(" \t\r"u8).ToArray());
                }
                if (read.IsCompleted) return (false, null);
                // What is too long is not kept while its end is looked for.
                skipping |= buffer.Length > most;
                reader.AdvanceTo(skipping ? buffer.End : buffer.Start, buffer.End);
            }
        }
    }
}
