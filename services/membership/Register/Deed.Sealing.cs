namespace Dinamis.Membership.Register;

// The signature of one party, made by a background step from keys and a time-stamp: retried until it holds, losing nothing.
sealed partial class Deed
{
    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>Lists are read again after ten minutes, and dated a little before they are made: earlier, none can be newer than the last stamp.</summary>
    static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(12);

    /// <summary>Most authorities make their list once a day.</summary>
    static readonly TimeSpan LastLook = TimeSpan.FromDays(1);

    void BeginSealing(DeedParty party, DateTimeOffset at) =>
        (Sealing, SealingFor, SealingSince, SealingDueAt, SealingAttempts, SealingFault) = (SealingState.Pending, party, at, at, 0, "");

    /// <summary>The sealed bytes are stored under their digest and verified again.</summary>
    public void SealedBy(DeedParty party, string sha256, string by, DateTimeOffset at)
    {
        if (Sealing is SealingState.None || party != SealingFor) throw new Refused(DeedRefusals.NotSealing);
        (Sealing, SealingFor, SealingDueAt, SealingFault, Sha256) = (SealingState.None, DeedParty.None, null, "", sha256);
        if (party is DeedParty.Member) (Status, SignedByMemberAt) = (DeedStatus.SignedByMember, at);
        else (Status, InForceFrom, CompletionDueAt) = (DeedStatus.InForce, at, at + FirstLook);
        Tell(party is DeedParty.Member ? "deed.sealed-for-member" : "deed.in-force", by, ("sha256", sha256));
    }

    /// <summary>Keys, time-stamp or verification failed: tried again after a growing pause; the operator sees it.</summary>
    /// <param name="fault">Stable code, no personal data.</param>
    public void SealingFailed(string fault, string by, DateTimeOffset at)
    {
        if (Sealing is SealingState.None) throw new Refused(DeedRefusals.NotSealing);
        var first = Sealing is SealingState.Pending;
        SealingAttempts++;
        var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(SealingAttempts, 10)));
        (Sealing, SealingFault, SealingDueAt) = (SealingState.Failed, fault, at + (wait < LongestWait ? wait : LongestWait));
        if (first) Tell("deed.sealing-failed", by, ("fault", fault));
    }

    /// <summary>The completed bytes are stored under their digest, beside the signed ones, and verified again.</summary>
    public void Complete(string sha256, string by)
    {
        if (InForceFrom is null || IsCompleted) throw new Refused(DeedRefusals.NotToComplete);
        (CompletedSha256, CompletionDueAt) = (sha256, null);
        Tell("deed.completed", by, ("sha256", sha256));
    }

    /// <summary>No list is newer than the signatures yet, or something failed: to be seen again once as much time has passed as since the signature.</summary>
    public void PostponeCompletion(DateTimeOffset at)
    {
        if (CompletionDueAt is null) throw new Refused(DeedRefusals.NotToComplete);
        var passed = at - InForceFrom!.Value;
        CompletionDueAt = at + (passed < FirstLook ? FirstLook : passed > LastLook ? LastLook : passed);
    }
}
