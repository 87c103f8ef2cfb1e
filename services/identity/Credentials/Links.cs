using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.Storage;
using Grpc.Core;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.Identity;

/// <summary>What a mailed link opens.</summary>
/// <param name="TokenHash">All that is kept of the token.</param>
/// <param name="PersonId">Whose link it is.</param>
/// <param name="Address">Where it was sent.</param>
/// <param name="OrganisationId">The organisation to which an invitation adds its owner.</param>
/// <param name="IsReset">A forgotten password, of ours; else an invitation or a proof of address, of accounts.</param>
/// <param name="AsksPassword">False for a known person who joins one more organisation.</param>
sealed record Link(string TokenHash, Guid PersonId, string Address, bool IsReset, bool AsksPassword, Guid? OrganisationId = null);

sealed class Links(Wire.Accounts.AccountsClient accounts, Redemptions redemptions, WhoActs whoActs, UserManager<Credential> users, Store<IdentityDb> store, TimeProvider clock)
{
    static readonly Refusal gone = new("LINK_GONE", StatusCodes.Status410Gone, "Ce lien ne sert plus.");

    /// <exception cref="Refused">404 or 410 when it is unknown, used or expired.</exception>
    public async Task<Link> OpenAsync(string token, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(token);
        var now = clock.GetUtcNow();
        var reset = await store.ReadAsync((db, ct) => db.ResetLinks.AsNoTracking().FirstOrDefaultAsync(l => l.TokenHash == hash, ct), cancellationToken);
        if (reset is not null)
        {
            var owner = reset.UsedAt is null && now < reset.ExpiresAt ? await users.FindByIdAsync(reset.PersonId.ToString()) : null;
            return owner is null ? throw new Refused(gone) : new(hash, owner.Id, owner.Email!, IsReset: true, AsksPassword: true);
        }
        try
        {
            var view = await accounts.GetInvitationAsync(new() { TokenHash = hash }, cancellationToken: cancellationToken);
            var person = Guid.Parse(view.PersonId);
            var hasPassword = await users.FindByIdAsync(person.ToString()) is { PasswordHash: not null };
            return new(hash, person, view.Address, IsReset: false, AsksPassword: !hasPassword, Guid.TryParse(view.OrganisationId, out var organisation) ? organisation : null);
        }
        catch (RpcException e) when (e.ToRefused() is { } refused)
        {
            throw refused;
        }
    }

    /// <summary>Uses the link; says whether the person may sign in now, and what happened.</summary>
    /// <exception cref="Refused">410 when it was used in the meantime.</exception>
    public Task<(bool MaySignIn, string Sentence)> UseAsync(Link link, string? password, CancellationToken cancellationToken) =>
        link.IsReset ? ResetAsync(link, password!, cancellationToken) : RedeemAsync(link, password, cancellationToken);

    /// <summary>Has a fresh link mailed to the same address; the answer is the same whatever the token was.</summary>
    public async Task RenewAsync(string token, CancellationToken cancellationToken)
    {
        try
        {
            await accounts.RenewInvitationAsync(new() { TokenHash = Secrets.Hash(token) }, new Metadata { { "idempotency-key", Secrets.NewToken() } }, cancellationToken: cancellationToken);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition or StatusCode.InvalidArgument)
        {
            // An unknown token: whoever holds it learns nothing.
        }
    }

    async Task<(bool, string)> ResetAsync(Link link, string password, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hash = users.PasswordHasher.HashPassword(new(), password);
        await store.RunAsync(async (db, ct) =>
        {
            if (await db.ResetLinks.Where(l => l.TokenHash == link.TokenHash && l.UsedAt == null && l.ExpiresAt > now).ExecuteUpdateAsync(s => s.SetProperty(l => l.UsedAt, now), ct) == 0)
                throw new Refused(gone);
            (await db.Credentials.FirstAsync(c => c.Id == link.PersonId, ct)).SetPassword(hash);
            // Whoever knew the old password is out.
            foreach (var session in await db.Sessions.Where(s => s.PersonId == link.PersonId && s.EndedAt == null).ToListAsync(ct)) session.End(now);
        }, cancellationToken);
        return (true, "Votre nouveau mot de passe est enregistré. Vos sessions ouvertes ailleurs sont fermées.");
    }

    async Task<(bool, string)> RedeemAsync(Link link, string? password, CancellationToken cancellationToken)
    {
        var reply = await redemptions.RedeemAsync(link.TokenHash, link.AsksPassword ? users.PasswordHasher.HashPassword(new(), password!) : null, cancellationToken);
        return reply.State == State.Validated
            ? (true, link.AsksPassword ? "Votre mot de passe est enregistré et votre compte est actif." : "Votre compte est rattaché à l’organisme. Il vous sera proposé à la connexion.")
            : (false, "Votre adresse est confirmée et votre mot de passe enregistré. " + await whoActs.SayAsync(link.PersonId, cancellationToken));
    }
}
