namespace Dinamis.Membership.Texts;

/// <summary>One version of a text that a body has accepted, or was asked to accept: who, when, which exact text. Kept for ever.</summary>
sealed class TextAcceptance
{
    /// <summary>A person who did not answer is not mailed again sooner.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    TextAcceptance() { }

    public Guid OrganisationId { get; private set; }
    public string Family { get; private set; } = "";
    public int Number { get; private set; }
    public string Sha256 { get; private set; } = "";
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>The représentant légal is to be mailed then; null when nobody is.</summary>
    public DateTimeOffset? MailDueAt { get; private set; }
    public DateTimeOffset? MailedAt { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>The mailed link that accepted, as the journal names it.</summary>
    public string AcceptedBy { get; private set; } = "";

    /// <summary>Name and function of the représentant légal at that moment.</summary>
    public string AcceptedName { get; private set; } = "";

    /// <summary>A new version: the body must accept it.</summary>
    public static TextAcceptance Asked(Guid organisation, string family, TextVersion version, DateTimeOffset at) => new()
    {
        OrganisationId = organisation,
        Family = family,
        Number = version.Number,
        Sha256 = version.Sha256,
        AskedAt = at,
        MailDueAt = at,
    };

    public void Mailed(DateTimeOffset at) => (MailedAt, MailDueAt) = (at, null);

    /// <summary>Nobody is left to ask.</summary>
    public void AskNobody() => MailDueAt = null;

    public void Accept(string by, string name, DateTimeOffset at)
    {
        if (AcceptedAt is not null) return;
        (AcceptedAt, AcceptedBy, AcceptedName, MailDueAt) = (at, by, name, null);
    }
}
