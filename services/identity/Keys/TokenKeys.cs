using System.Security.Cryptography;
using Dinamis.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace Dinamis.Identity;

/// <summary>
/// The keys in use, from the database: a new one is published a day before it signs, signs for 90 days, and stays published until
/// nothing that it signed can be alive. Replicas read the table every minute.
/// </summary>
sealed partial class TokenKeys(Store<IdentityDb> store, IDataProtectionProvider protection, TimeProvider clock, ILogger<TokenKeys> logger)
    : BackgroundService, IConfigureOptions<OpenIddictServerOptions>, IOptionsChangeTokenSource<OpenIddictServerOptions>
{
    static readonly TimeSpan Announced = TimeSpan.FromDays(1);
    static readonly TimeSpan Signs = TimeSpan.FromDays(90);
    static readonly TimeSpan Overlap = TimeSpan.FromDays(15);

    readonly IDataProtector ring = protection.CreateProtector("token-keys");
    volatile State state = new([], [], new());

    public string? Name => Options.DefaultName;

    public SigningCredentials Current => state.Signing[0];

    public IChangeToken GetChangeToken() => new CancellationChangeToken(state.Changed.Token);

    public void Configure(OpenIddictServerOptions options)
    {
        // The first one signs and seals; the others only verify and open.
        options.SigningCredentials.AddRange(state.Signing);
        options.EncryptionCredentials.AddRange(state.Encryption);
    }

    // Migrations ran in StartingAsync, and the web server starts after this.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbUpdateException or System.Data.Common.DbException or Kernel.Refused)
            {
                Failed(logger, e);
            }
        }
    }

    internal async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await store.ReadAsync((db, ct) => db.TokenKeys.AsNoTracking().OrderBy(k => k.Id).ToListAsync(ct), cancellationToken);
        if (Missing(rows, now).Count > 0 || rows.Any(r => IsOver(r, now)))
            rows = await store.RunAsync(async (db, _, ct) =>
            {
                // Read again inside: another replica may have made them in the meantime.
                var present = await db.TokenKeys.OrderBy(k => k.Id).ToListAsync(ct);
                db.TokenKeys.RemoveRange(present.Where(r => IsOver(r, now)));
                foreach (var use in Missing(present, now)) db.TokenKeys.Add(TokenKey.New(use, now, ring));
                await db.SaveChangesAsync(ct);
                return await db.TokenKeys.AsNoTracking().OrderBy(k => k.Id).ToListAsync(ct);
            }, cancellationToken);
        var (signing, encryption) = (Ordered(rows, TokenKey.Signing, now), Ordered(rows, TokenKey.Encryption, now));
        var old = state;
        if (signing.Select(k => k.KeyId).SequenceEqual(old.Signing.Select(s => s.Key.KeyId)) && encryption.Select(k => k.KeyId).SequenceEqual(old.Encryption.Select(s => s.Key.KeyId))) return;
        state = new(
            [.. signing.Select(k => new SigningCredentials(k, SecurityAlgorithms.EcdsaSha256))],
            [.. encryption.Select(k => new EncryptingCredentials(k, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512))],
            new());
        await old.Changed.CancelAsync();
    }

    List<string> Missing(List<TokenKey> rows, DateTimeOffset now) =>
        [.. ((string[])[TokenKey.Signing, TokenKey.Encryption]).Where(use => !rows.Any(r => r.Use == use && now < r.CreatedAt + Signs && Opens(r)))];

    static bool IsOver(TokenKey key, DateTimeOffset now) => now > key.CreatedAt + Announced + Signs + Overlap;

    // The newest of those announced long enough comes first; a system that just began has only a fresh one.
    List<SecurityKey> Ordered(List<TokenKey> rows, string use, DateTimeOffset now) =>
        [.. rows.Where(r => r.Use == use && Opens(r)).OrderBy(r => now < r.CreatedAt + Announced).ThenByDescending(r => r.CreatedAt).Select(r => r.Open(ring))];

    // A key whose ring was lost signs nothing more; a new one takes its place.
    bool Opens(TokenKey key)
    {
        try
        {
            ring.Unprotect(key.Protected);
            return true;
        }
        catch (CryptographicException e)
        {
            Unreadable(logger, e, key.Id);
            return false;
        }
    }

    sealed record State(List<SigningCredentials> Signing, List<EncryptingCredentials> Encryption, CancellationTokenSource Changed);

    [LoggerMessage(LogLevel.Error, "Token key {KeyId} cannot be opened with the present key ring")]
    static partial void Unreadable(ILogger logger, Exception exception, Guid keyId);

    [LoggerMessage(LogLevel.Error, "Token keys could not be read")]
    static partial void Failed(ILogger logger, Exception exception);
}
