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
/// One transaction around a write: key, effect, reply and events commit together (draft-ietf-httpapi-idempotency-key). Same key and
/// body = the same reply; another body = 422; a twin that runs is awaited.
/// </summary>
public sealed class Once<TDb> where TDb : StoreDb
{
    /// <summary>Header, and gRPC metadata, that holds the key.</summary>
    public const string Header = "idempotency-key";
    static readonly TimeSpan TwinPatience = TimeSpan.FromSeconds(5);

    readonly TDb db;
    readonly Store<TDb> store;
    readonly TimeProvider clock;
    readonly RunningKeys running;

    internal Once(TDb db, Store<TDb> store, TimeProvider clock, RunningKeys running) => (this.db, this.store, this.clock, this.running) = (db, store, clock, running);

    /// <summary>Carries out <paramref name="work"/> unless its reply is known already.</summary>
    /// <param name="caller">Whose key it is.</param>
    /// <param name="operation">What is carried out.</param>
    /// <param name="key">Null: the write is carried out each time, and its reply is not kept.</param>
    /// <param name="body">All that the caller sent.</param>
    /// <param name="work">Changes the database and nothing else: it is done again after a lost race.</param>
    /// <param name="write">The reply as it is kept.</param>
    /// <param name="read">The reply as it was kept.</param>
    /// <exception cref="Refused">422, 409 or 503, or a refusal of the work, which keeps nothing.</exception>
    public async Task<T> RunAsync<T>(string caller, string operation, string? key, byte[] body, Func<Task<T>> work, Func<T, byte[]> write, Func<byte[], T> read, CancellationToken cancellationToken)
    {
        if (key is not null && (string.IsNullOrWhiteSpace(key) || key.Length > 200)) throw new Refused(Refusals.KeyMissing);
        var name = $"{caller}\n{operation}\n{key}";
        var hash = SHA256.HashData(body);
        using var turn = key is null ? null : await running.EnterAsync(name, TwinPatience, cancellationToken);
        try
        {
            return await LostRace.AgainAsync(() => store.CommitAsync(db, async () =>
            {
                if (key is null) return await work();
                if (!db.IsSqlite) await AwaitTwinAsync(name, cancellationToken);
                if (await db.OnceRows.FindAsync([caller, operation, key], cancellationToken) is { } seen)
                    return seen.BodyHash.AsSpan().SequenceEqual(hash) ? read(seen.Reply) : throw new Refused(Refusals.KeyReused);
                var reply = await work();
                db.OnceRows.Add(new() { Caller = caller, Rpc = operation, Key = key, BodyHash = hash, Reply = write(reply), At = clock.GetUtcNow() });
                return reply;
            }, cancellationToken), before: db.Forget);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
        {
            throw new Refused(Refusals.Busy) { RetryAfter = TimeSpan.FromSeconds(1) };
        }
    }

    async Task AwaitTwinAsync(string name, CancellationToken cancellationToken)
    {
        var lockId = BitConverter.ToInt64(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));
        try
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({lockId})", cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new Refused(Refusals.KeyRunning) { RetryAfter = TimeSpan.FromSeconds(1) };
        }
    }
}

/// <summary>Every unary rpc that its proto does not mark free of side effects is carried out once by its key; without a key it is refused.</summary>
sealed class OnceInterceptor<TDb>(Once<TDb> once, Caller caller) : Interceptor where TDb : StoreDb
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (Rpcs.IsRead(context.Method) || request is not IMessage message) return await continuation(request, context);
        var key = context.RequestHeaders.GetValue(Once<TDb>.Header);
        // The reply of a read that writes an act is not kept: it holds names.
        if (key is null && !Rpcs.KeyIsOptional(message.Descriptor)) throw new Refused(Refusals.KeyMissing);
        return await once.RunAsync(CallerKey(message), context.Method, key, message.ToByteArray(), () => continuation(request, context), reply => ((IMessage)reply).ToByteArray(), Parse<TResponse>, context.CancellationToken);
    }

    // A mailed link is a caller: its hash, since the token itself is stored nowhere.
    string CallerKey(IMessage request)
    {
        var link = request.Descriptor.FindFieldByName("link")?.Accessor.GetValue(request) as string;
        return caller.PersonId?.ToString() ?? (string.IsNullOrEmpty(link) ? caller.ClientId ?? "anonymous" : "link:" + Secrets.Hash(link));
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
