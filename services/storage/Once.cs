using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Dinamis.Storage;

/// <summary>
/// One transaction around every unary rpc that its proto does not mark free of side effects: key, effect, reply and events commit
/// together (draft-ietf-httpapi-idempotency-key). Same key and body = the same reply; another body = 422; no key = 400.
/// </summary>
sealed class OnceInterceptor<TDb>(TDb db, Store<TDb> store, Caller caller, TimeProvider clock, RunningKeys running) : Interceptor where TDb : StoreDb
{
    const string Header = "idempotency-key";
    static readonly TimeSpan TwinPatience = TimeSpan.FromSeconds(5);

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (Rpcs.IsRead(context.Method) || request is not IMessage message) return await continuation(request, context);
        var key = context.RequestHeaders.GetValue(Header);
        // The reply of such a read is not kept either: it holds names.
        var keeps = key is not null || !Rpcs.KeyIsOptional(message.Descriptor);
        if (!keeps) key = Guid.CreateVersion7().ToString();
        if (string.IsNullOrWhiteSpace(key) || key.Length > 200) throw new Refused(Refusals.KeyMissing);
        var who = CallerKey(message);
        var hash = SHA256.HashData(message.ToByteArray());
        using var turn = await running.EnterAsync($"{who}\n{context.Method}\n{key}", TwinPatience, context.CancellationToken);
        try
        {
            return await LostRace.AgainAsync(() => store.CommitAsync(db, async () =>
            {
                if (!db.IsSqlite) await AwaitTwinAsync($"{who}\n{context.Method}\n{key}", context.CancellationToken);
                var seen = await db.OnceRows.FindAsync([who, context.Method, key], context.CancellationToken);
                if (seen is not null)
                {
                    if (!seen.BodyHash.AsSpan().SequenceEqual(hash)) throw new Refused(Refusals.KeyReused);
                    return Parse<TResponse>(seen.Reply);
                }
                var reply = await continuation(request, context);
                // Saved here so that versions in the reply's effect are final before the reply row is written.
                if (keeps) db.OnceRows.Add(new() { Caller = who, Rpc = context.Method, Key = key, BodyHash = hash, Reply = ((IMessage)reply).ToByteArray(), At = clock.GetUtcNow() });
                return reply;
            }, context.CancellationToken), before: db.Forget);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
        {
            throw new Refused(Refusals.Busy) { RetryAfter = TimeSpan.FromSeconds(1) };
        }
    }

    // A mailed link is a caller: its hash, since the token itself is stored nowhere.
    string CallerKey(IMessage request)
    {
        var link = request.Descriptor.FindFieldByName("link")?.Accessor.GetValue(request) as string;
        return caller.PersonId?.ToString() ?? (string.IsNullOrEmpty(link) ? caller.ClientId ?? "anonymous" : "link:" + Secrets.Hash(link));
    }

    async Task AwaitTwinAsync(string key, CancellationToken cancellationToken)
    {
        var lockId = BitConverter.ToInt64(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)));
        try
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({lockId})", cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new Refused(Refusals.KeyRunning) { RetryAfter = TimeSpan.FromSeconds(1) };
        }
    }

    static T Parse<T>(byte[] bytes)
    {
        var message = Activator.CreateInstance<T>();
        ((IMessage)message!).MergeFrom(bytes);
        return message;
    }
}

/// <summary>Keys that run in this process: a twin waits for the first one instead of working beside it.</summary>
sealed class RunningKeys
{
    readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);

    /// <exception cref="Refused">409 when the twin has not ended in time.</exception>
    public async Task<IDisposable> EnterAsync(string key, TimeSpan patience, CancellationToken cancellationToken)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (running.GetOrAdd(key, mine.Task) is var first && first != mine.Task)
        {
            try
            {
                await first.WaitAsync(patience, cancellationToken);
            }
            catch (TimeoutException)
            {
                throw new Refused(Refusals.KeyRunning) { RetryAfter = TimeSpan.FromSeconds(1) };
            }
        }
        return new Turn(this, key, mine);
    }

    sealed class Turn(RunningKeys keys, string key, TaskCompletionSource done) : IDisposable
    {
        public void Dispose()
        {
            keys.running.TryRemove(key, out _);
            done.SetResult();
        }
    }
}
