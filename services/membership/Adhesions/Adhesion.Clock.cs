namespace Dinamis.Membership.Adhesions;

// What time alone does to a file: a notice, then the end. AdhesionClock calls, when ClockDueAt is reached.
sealed partial class Adhesion
{
    const int DraftMonths = 3, DraftNoticeDays = 14, TermNoticeMonths = 3, NoticeMonths = 2;

    /// <summary>A part of the form was written last; a draft is kept three months from here.</summary>
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Its people were told of the end that comes; null again once they did something about it.</summary>
    public DateTimeOffset? EndNoticedAt { get; private set; }

    /// <summary>Time acts on this file then, unless somebody does before; null: never.</summary>
    public DateTimeOffset? ClockDueAt { get; private set; }

    /// <summary>The verb that is due by itself; null when none is, whatever <see cref="ClockDueAt"/> says.</summary>
    public Verb? DueVerb(DateTimeOffset at) => Next() is { } next && next.At <= at ? next.Verb : null;

    /// <summary>When a draft that is left alone is closed: two weeks from its notice at least, though it left late.</summary>
    public DateTimeOffset DraftEndsAt => EndNoticedAt?.AddDays(DraftNoticeDays) is { } full && full > DraftKeptUntil ? full : DraftKeptUntil;

    /// <summary>Looks again at what is due: the file was made before time was counted, or somebody was quicker.</summary>
    public void Rewind() => ClockDueAt = Next()?.At;

    public void WarnOfEnd(string by, DateTimeOffset at)
    {
        var step = RequireDue(Life.Warn, at);
        EndNoticedAt = at;
        Go(step, at);
        Tell("adhesion.end-noticed", by);
    }

    public void DropUntouched(string by, DateTimeOffset at)
    {
        Go(RequireDue(Life.DropUntouched, at), at);
        // What was joined goes with the draft: nobody examined it, and nothing rests on it.
        Exchanges = [.. Exchanges.Select(WithoutAttachments)];
        Delegation = new();
        Tell("adhesion.dropped", by);
    }

    public void EndNotice(string by, DateTimeOffset at)
    {
        Go(RequireDue(Life.EndNotice, at), at);
        Tell("adhesion.terminated", by);
    }

    public void Expire(string by, DateTimeOffset at)
    {
        Go(RequireDue(Life.Expire, at), at);
        Tell("adhesion.expired", by);
    }

    static Wire.Exchange WithoutAttachments(Wire.Exchange exchange)
    {
        var bare = new Wire.Exchange(exchange);
        bare.Attachments.Clear();
        return bare;
    }

    DateTimeOffset DraftKeptUntil => SavedAt.AddMonths(DraftMonths);

    Step RequireDue(Verb verb, DateTimeOffset at)
    {
        var step = Require(verb);
        return DueVerb(at) == verb ? step : throw new Refused(AdhesionRefusals.NotYet);
    }

    (Verb Verb, DateTimeOffset At)? Next() => State switch
    {
        // Nobody is told of a draft whose address was never proven: it is somebody else's perhaps.
        AdhesionState.Draft when EndNoticedAt is null && OpenSiren is not null => (Life.Warn, DraftKeptUntil.AddDays(-DraftNoticeDays)),
        AdhesionState.Draft => (Life.DropUntouched, DraftEndsAt),
        AdhesionState.Submitted when EndsAt is { } day => (Life.ActivateWithoutActe, day),
        AdhesionState.Active or AdhesionState.Suspended when EndsAt is { } ends && !(Until < ends) => (Life.EndNotice, ends),
        AdhesionState.Active or AdhesionState.Suspended when Until is { } until => EndNoticedAt is null && EndsAt is null
            ? (Life.Warn, until.AddMonths(-TermNoticeMonths))
            : (Life.Expire, until),
        _ => null,
    };
}
