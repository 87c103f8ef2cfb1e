namespace Dinamis.Membership.Links;

/// <summary>A mailed link: who holds it acts in one role on one file. The token itself is never stored.</summary>
sealed partial class Link
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    Link() { }

    public Guid Id { get; private set; }
    public string TokenHash { get; private set; } = "";
    public Wire.LinkView.Types.Purpose Purpose { get; private set; }
    public Guid AdhesionId { get; private set; }

    /// <summary>For an expert: the one opinion that he is asked for.</summary>
    public Guid? OpinionId { get; private set; }

    /// <summary>Where it was sent: a fresh one goes nowhere else.</summary>
    public string Address { get; private set; } = "";

    /// <summary>For the représentant légal: what was frozen when it was sent.</summary>
    public string FrozenSha256 { get; private set; } = "";

    public DateTimeOffset SentAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? SupersededAt { get; private set; }

    /// <summary>Its holder went beyond the first page, which mail scanners open too.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    public static Link To(Wire.LinkView.Types.Purpose purpose, Guid adhesionId, string address, string frozenSha256, string token, DateTimeOffset at, Guid? opinionId = null) => new()
    {
        Id = Guid.CreateVersion7(at),
        TokenHash = Secrets.Hash(token),
        Purpose = purpose,
        AdhesionId = adhesionId,
        OpinionId = opinionId,
        Address = address,
        FrozenSha256 = frozenSha256,
        SentAt = at,
        ExpiresAt = at + Life,
    };

    public bool IsAlive(DateTimeOffset at) => SupersededAt is null && at < ExpiresAt;

    /// <summary>The address is proven: the same link now opens the file for its référent.</summary>
    public void BecomeReferents() => Purpose = Wire.LinkView.Types.Purpose.Referent;

    public void NoteOpening(DateTimeOffset at) => OpenedAt ??= at;

    public void Supersede(DateTimeOffset at) => SupersededAt ??= at;
}
