using Dinamis.ServiceDefaults;
using Dinamis.Storage;
using Grpc.Core;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Identity;

/// <summary>An invitation that its owner has answered, until accounts knows and the credential is stored: a stop in between loses nothing.</summary>
public sealed class Redemption
{
    public string TokenHash { get; init; } = "";

    /// <summary>Null for a known person who joins one more organisation.</summary>
    public string? PasswordHash { get; init; }

    public DateTimeOffset At { get; init; }
}

sealed class RedemptionMapping : IEntityTypeConfiguration<Redemption>
{
    public void Configure(EntityTypeBuilder<Redemption> e)
    {
        e.ToTable("redemption").HasKey(r => r.TokenHash);
        e.Property(r => r.TokenHash).HasMaxLength(64);
    }
}

/// <summary>Accounts first, with the token's hash as idempotency key; then the credential and the end of the row in one transaction.</summary>
sealed class Redemptions(Wire.Accounts.AccountsClient accounts, ILookupNormalizer normalizer, Store<IdentityDb> store, TimeProvider clock)
{
    /// <exception cref="Kernel.Refused">When the invitation was used or has expired in the meantime.</exception>
    public async Task<Wire.RedeemInvitationReply> RedeemAsync(string tokenHash, string? passwordHash, CancellationToken cancellationToken)
    {
        await store.RunAsync(async (db, ct) =>
        {
            await db.Redemptions.Where(r => r.TokenHash == tokenHash).ExecuteDeleteAsync(ct);
            db.Redemptions.Add(new() { TokenHash = tokenHash, PasswordHash = passwordHash, At = clock.GetUtcNow() });
        }, cancellationToken);
        return await CompleteAsync(tokenHash, cancellationToken);
    }

    public async Task<Wire.RedeemInvitationReply> CompleteAsync(string tokenHash, CancellationToken cancellationToken)
    {
        Wire.RedeemInvitationReply reply;
        try
        {
            reply = await accounts.RedeemInvitationAsync(new() { TokenHash = tokenHash }, new Metadata { { "idempotency-key", tokenHash } }, cancellationToken: cancellationToken);
        }
        catch (RpcException e) when (e.ToRefused() is { Refusal.Status: < 500 } refused)
        {
            await store.RunAsync((db, ct) => db.Redemptions.Where(r => r.TokenHash == tokenHash).ExecuteDeleteAsync(ct), cancellationToken);
            throw refused;
        }
        await store.RunAsync((db, ct) => StoreAsync(db, tokenHash, reply, ct), cancellationToken);
        return reply;
    }

    async Task StoreAsync(IdentityDb db, string tokenHash, Wire.RedeemInvitationReply reply, CancellationToken cancellationToken)
    {
        if (await db.Redemptions.FirstOrDefaultAsync(r => r.TokenHash == tokenHash, cancellationToken) is not { } row) return;
        var id = Guid.Parse(reply.PersonId);
        var credential = await db.Credentials.FirstOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (credential is null) db.Credentials.Add(credential = Credential.New(normalizer, id, reply.Address, reply.AddressVersion));
        if (row.PasswordHash is { } hash) credential.SetPassword(hash);
        // Until accounts' feed says more.
        if (!await db.People.AnyAsync(p => p.Id == id, cancellationToken)) db.People.Add(new() { Id = id, State = reply.State, AddressVersion = reply.AddressVersion });
        db.Redemptions.Remove(row);
    }
}

/// <summary>Takes up what a stop has left.</summary>
sealed class RedemptionStep(Redemptions redemptions, Store<IdentityDb> store, StoreSignal<IdentityDb> signal, TimeProvider clock, ILogger<RedemptionStep> logger)
    : BackgroundStep<IdentityDb>(store, signal, clock, logger)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected override async Task<bool> IsDueAsync(CancellationToken cancellationToken) => await DueAsync(cancellationToken) is not null;

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        if (await DueAsync(cancellationToken) is not { } tokenHash) return;
        try
        {
            await redemptions.CompleteAsync(tokenHash, cancellationToken);
        }
        catch (Kernel.Refused refused) when (refused.Refusal.Status < 500)
        {
            // Its row is gone with the refusal: the person is told by the page of the link.
        }
    }

    Task<string?> DueAsync(CancellationToken cancellationToken)
    {
        var before = Clock.GetUtcNow() - Patience;
        return Store.ReadAsync((db, ct) => db.Redemptions.Where(r => r.At < before).Select(r => r.TokenHash).FirstOrDefaultAsync(ct), cancellationToken);
    }
}
