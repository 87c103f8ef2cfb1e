namespace Dinamis.Membership.Adhesions;

// From the acte in force to its end, as article « Durée, suspension et résiliation » of the acte says.
sealed partial class Adhesion
{
    /// <summary>How long the acte lasts each time, as it says; none for an acte without term.</summary>
    public int? Years { get; private set; }

    /// <summary>The acte ends then unless it is renewed; none without term.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>The notice that one party gave ends then, and the acte with it; or a departure that both have signed takes effect.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>The accesses of the body close at once; its acte stays, and so does its term.</summary>
    public void Suspend(string reason, string by, DateTimeOffset at)
    {
        var step = Require(Life.Suspend, when: WithActe);
        new Checks().Filled(reason, "reason", "Dites le manquement et ce qui est attendu : l’organisme le lit.", 4000).ThrowIfAny();
        Exchange(Wire.Exchange.Types.Kind.Suspension, reason, "", at);
        Go(step, at);
        Tell("adhesion.suspended", by);
    }

    public void Resume(string reason, string by, DateTimeOffset at)
    {
        var step = Require(Life.Resume);
        new Checks().Filled(reason, "reason", "Dites ce qui permet de lever la suspension.", 4000).ThrowIfAny();
        Exchange(Wire.Exchange.Types.Kind.Resumption, reason, "", at);
        Go(step, at);
        Tell("adhesion.resumed", by);
    }

    /// <summary>The référent proposes to leave: only his représentant légal can give the notice.</summary>
    public void AskTermination(string reason, string by, DateTimeOffset at)
    {
        Require(Life.AskTermination, when: WithActe);
        if (EndsAt is not null) throw new Refused(AdhesionRefusals.NoticeGiven);
        new Checks().Filled(reason, "reason", "Dites pourquoi : le représentant légal le lit avant de décider.", 4000).ThrowIfAny();
        Exchange(Wire.Exchange.Types.Kind.Termination, reason, "", at);
        Tell("adhesion.termination-asked", by);
    }

    /// <summary>One party gives the two months' notice; until it has passed nothing changes.</summary>
    /// <param name="side">Who gives it: <see cref="Party.Representative"/> for the body, <see cref="Party.Instructor"/> for DINAMIS.</param>
    public void GiveNotice(string reason, Party side, string by, DateTimeOffset at)
    {
        var step = Require(Life.GiveNotice, when: WithActe);
        if (EndsAt is not null) throw new Refused(AdhesionRefusals.NoticeGiven);
        // A public body need not say why it leaves; DINAMIS does.
        new Checks()
            .That(side is Party.Representative || !string.IsNullOrWhiteSpace(reason), "reason", "Motivez la résiliation : l’organisme le lit.")
            .That(reason.Length <= 4000, "reason", "4000 caractères au plus.")
            .ThrowIfAny();
        if (!string.IsNullOrWhiteSpace(reason)) Exchange(Wire.Exchange.Types.Kind.Termination, reason, "", at);
        EndsAt = at.AddMonths(NoticeMonths);
        Go(step, at);
        Tell("adhesion.notice-given", by, ("side", side is Party.Representative ? "member" : "dinamis"));
    }

    /// <summary>The body did not mend what it was suspended for within its month: no notice is due.</summary>
    public void Terminate(string reason, string by, DateTimeOffset at)
    {
        var step = Require(Life.Terminate);
        if (!MayTerminate(at)) throw new Refused(AdhesionRefusals.TooSoonToTerminate);
        new Checks().Filled(reason, "reason", "Motivez la résiliation : l’organisme le lit.", 4000).ThrowIfAny();
        Exchange(Wire.Exchange.Types.Kind.Termination, reason, "", at);
        Go(step, at);
        Tell("adhesion.terminated", by);
    }

    /// <summary>The month that a suspended body has to mend is over.</summary>
    public bool MayTerminate(DateTimeOffset at) => State is AdhesionState.Suspended && at >= StateSince.AddMonths(1);

    /// <summary>Its term was announced, and nobody has given notice.</summary>
    public bool Renewable => State is AdhesionState.Active && Until is not null && EndNoticedAt is not null && EndsAt is null;

    /// <summary>The représentant légal confirms, once he was told that the term comes.</summary>
    public void Renew(string by, DateTimeOffset at)
    {
        var step = Require(Life.Renew);
        if (!Renewable) throw new Refused(AdhesionRefusals.NotToRenew);
        (Until, EndNoticedAt) = (Until!.Value.AddYears(Years!.Value), null);
        Go(step, at);
        Tell("adhesion.renewed", by);
    }
}
