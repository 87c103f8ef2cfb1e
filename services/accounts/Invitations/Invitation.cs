using Dinamis.Kernel;
using Dinamis.Storage;

namespace Dinamis.Accounts.Invitations;

/// <summary>
/// A mailed link by which the owner of an address proves it and takes a place in one organisation. Only the token's hash is kept;
/// opening it changes nothing, it is redeemed once.
/// </summary>
sealed class Invitation : Aggregate
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    Invitation() { }

    public Invitation(Guid id, string tokenHash, Guid personId, Guid organisationId, DateTimeOffset at)
    {
        Id = id;
        (TokenHash, PersonId, OrganisationId, CreatedAt, ExpiresAt) = (tokenHash, personId, organisationId, at, at + Life);
    }

    /// <summary>Lower-case hexadecimal SHA-256 of the token; identity's idempotency key.</summary>
    public string TokenHash { get; private set; } = "";

    public Guid PersonId { get; private set; }
    public Guid OrganisationId { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? RedeemedAt { get; private set; }

    /// <summary>A fresh link took its place.</summary>
    public DateTimeOffset? SupersededAt { get; private set; }

    /// <exception cref="Refused">410: used, replaced or expired.</exception>
    public void RequireOpen(DateTimeOffset at)
    {
        if (RedeemedAt is not null || SupersededAt is not null) throw new Refused(Refusals.LinkDead);
        if (at >= ExpiresAt) throw new Refused(Refusals.LinkExpired);
    }

    public void Redeem(DateTimeOffset at)
    {
        RequireOpen(at);
        RedeemedAt = at;
    }

    public void Supersede(DateTimeOffset at)
    {
        if (RedeemedAt is not null) throw new Refused(Refusals.LinkDead);
        SupersededAt ??= at;
    }
}
