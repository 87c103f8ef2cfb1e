using System.Runtime.CompilerServices;
using Dinamis.Kernel;
using Dinamis.Membership.Adhesions;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.UnitTests.Membership;

/// <summary>From the acte in force to its end, and what time alone does.</summary>
public sealed class LifeSpec
{
    static readonly DateTimeOffset now = Given.Monday;

    [Fact]
    public void A_draft_left_alone_is_announced_two_weeks_before_its_three_months_then_closed()
    {
        var file = Given.Filled();
        file.ClockDueAt.ShouldBe(now.AddMonths(3).AddDays(-14));
        Should.Throw<Refused>(() => file.WarnOfEnd("membership", now.AddDays(30))).Refusal.ShouldBe(AdhesionRefusals.NotYet);

        file.WarnOfEnd("membership", file.ClockDueAt!.Value);
        Should.Throw<Refused>(() => file.DropUntouched("membership", now.AddMonths(3).AddDays(-1)));
        file.DropUntouched("membership", now.AddMonths(3));

        file.State.ShouldBe(State.ClosedWithoutAction);
        file.OpenSiren.ShouldBeNull();
        file.ClockDueAt.ShouldBeNull();
    }

    [Fact]
    public void A_notice_that_left_late_still_gives_its_two_weeks()
    {
        var file = Given.Filled();
        var late = now.AddMonths(4);

        file.WarnOfEnd("membership", late);

        file.DueVerb(late.AddDays(13)).ShouldBeNull();
        file.DueVerb(late.AddDays(14)).ShouldBe(Life.DropUntouched);
    }

    [Fact]
    public void Whoever_saves_a_part_of_an_announced_draft_keeps_it_three_months_more()
    {
        var file = Given.Filled();
        var told = file.ClockDueAt!.Value;
        file.WarnOfEnd("membership", told);

        file.SaveSector(Given.Forms().Sector, Given.Link, told.AddDays(3));

        file.ClockDueAt.ShouldBe(told.AddDays(3).AddMonths(3).AddDays(-14));
    }

    [Fact]
    public void A_suspension_gives_its_reason_and_closes_nothing_for_good()
    {
        var file = Given.Active();
        Should.Throw<Refused>(() => file.Suspend(" ", Given.Instructor, now)).Fields.ShouldHaveSingleItem().Field.ShouldBe("reason");

        file.Suspend("Usage commercial.", Given.Instructor, now);
        file.Resume("Régularisé.", Given.Instructor, now.AddDays(3));

        file.State.ShouldBe(State.Active);
        file.Exchanges.Select(e => e.Message).ShouldBe(["Usage commercial.", "Régularisé."]);
    }

    [Fact]
    public void A_suspended_body_has_a_month_to_mend()
    {
        var file = Given.Suspended();

        Should.Throw<Refused>(() => file.Terminate("Rien.", Given.Instructor, now.AddDays(29))).Refusal.ShouldBe(AdhesionRefusals.TooSoonToTerminate);
        file.Terminate("Rien n’est régularisé.", Given.Instructor, now.AddMonths(1));

        file.State.ShouldBe(State.Terminated);
    }

    [Fact]
    public void A_notice_runs_two_months_whoever_gives_it_and_only_once()
    {
        var file = Given.Active();
        Should.Throw<Refused>(() => file.GiveNotice("", Party.Instructor, Given.Instructor, now)).Fields.ShouldHaveSingleItem().Field.ShouldBe("reason");

        file.GiveNotice("", Party.Representative, Given.Link, now);

        file.State.ShouldBe(State.Active);
        Should.Throw<Refused>(() => file.GiveNotice("Encore.", Party.Instructor, Given.Instructor, now)).Refusal.ShouldBe(AdhesionRefusals.NoticeGiven);
        Should.Throw<Refused>(() => file.EndNotice("membership", now.AddMonths(2).AddSeconds(-1)));
        file.EndNotice("membership", now.AddMonths(2));
        file.State.ShouldBe(State.Terminated);
    }

    [Fact]
    public void A_term_is_announced_three_months_before_and_then_renewed_from_where_it_stood()
    {
        var file = Given.Active();
        Should.Throw<Refused>(() => file.Renew(Given.Link, now)).Refusal.ShouldBe(AdhesionRefusals.NotToRenew);
        file.ClockDueAt.ShouldBe(now.AddYears(5).AddMonths(-3));
        file.WarnOfEnd("membership", file.ClockDueAt!.Value);

        file.Renew(Given.Link, now.AddYears(5).AddDays(-1));

        file.Until.ShouldBe(now.AddYears(10));
        Should.Throw<Refused>(() => file.Expire("membership", now.AddYears(5)));
    }

    [Fact]
    public void An_acte_that_nobody_renews_expires_at_its_term_suspended_or_not()
    {
        foreach (var file in new[] { Given.Active(), Given.Suspended() })
        {
            file.WarnOfEnd("membership", file.ClockDueAt!.Value);
            file.Expire("membership", now.AddYears(5));
            file.State.ShouldBe(State.Expired);
        }
    }

    [Fact]
    public void The_first_actes_said_no_term_and_have_none()
    {
        var file = Given.Accepted();
        file.Activate(null, "membership", now);

        file.Until.ShouldBeNull();
        file.ClockDueAt.ShouldBeNull();
    }

    [Fact]
    public void A_members_avenant_alone_is_not_suspended_nor_ended_here()
    {
        var file = Given.ByRelay(withActe: false);
        file.Freeze(Given.Hash, [], "", "person-officer", now);
        file.ValidateDeed(Given.Hash, Given.Link, now);
        file.Submit("membership", now);
        file.ActivateWithoutActe("membership", now);

        Should.Throw<Refused>(() => file.Suspend("Motif.", Given.Instructor, now)).Refusal.ShouldBe(AdhesionRefusals.NotInForce);
        Should.Throw<Refused>(() => file.GiveNotice("", Party.Representative, Given.Link, now)).Refusal.ShouldBe(AdhesionRefusals.NotInForce);
    }

    /// <summary>The guide shows the table of the code. <c>DINAMIS_WRITE_DOCS=1</c> draws it again.</summary>
    [Fact]
    public void The_guide_shows_the_table_of_the_code()
    {
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "../../../docs/guide/adhesion.md");
        var guide = File.ReadAllText(path);
        var from = guide.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        var drawn = guide[..from] + "\n" + Drawn();
        if (Environment.GetEnvironmentVariable("DINAMIS_WRITE_DOCS") == "1") File.WriteAllText(path, drawn);
        else guide.ShouldBe(drawn);
    }

    const string Mark = "<!-- drawn from services/membership/Adhesions/Life.cs by LifeSpec; what follows is not written by hand -->";

    static string Drawn()
    {
        var diagram = Life.Steps.Where(s => s.From != s.To).GroupBy(s => (s.From, s.To))
            .Select(g => $"    {French(g.Key.From)} --> {French(g.Key.To)} : {string.Join(" / ", g.Select(s => s.Verb.French))}");
        var rows = Life.Steps.Select(s => $"| {French(s.From)} | {s.Verb.French} | {Names(s.By)} | {(s.To == s.From ? "–" : French(s.To))} | {Names(s.Told)} | `{s.Verb.Otherwise.Code}` |");
        return $"""

            ```mermaid
            stateDiagram-v2
                [*] --> Brouillon
            {string.Join('\n', diagram)}
            ```

            | de | verbe | par | vers | courriel à | refusé ailleurs par |
            |---|---|---|---|---|---|
            {string.Join('\n', rows)}

            """.ReplaceLineEndings("\n");
    }

    static string Names(Party parties) => parties is Party.None ? "–" : string.Join(", ", new (Party Party, string Name)[]
    {
        (Party.Referent, "référent"), (Party.Representative, "représentant légal"), (Party.Relay, "agent du relais"),
        (Party.Instructor, "instructeur"), (Party.Sealing, "scellement"), (Party.Clock, "échéance"), (Party.NewReferent, "référent proposé"), (Party.Delegate, "délégataire"),
    }.Where(p => parties.HasFlag(p.Party)).Select(p => p.Name));

    static string French(State state) => state switch
    {
        State.Draft => "Brouillon",
        State.AwaitingRepresentative => "EnAttenteReprésentant",
        State.Submitted => "Déposée",
        State.UnderExamination => "EnInstruction",
        State.ComplementRequested => "ComplémentDemandé",
        State.Accepted => "Acceptée",
        State.Active => "Active",
        State.Refused => "Refusée",
        State.ClosedWithoutAction => "SansSuite",
        State.Suspended => "Suspendue",
        State.Terminated => "Résiliée",
        State.Expired => "Expirée",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    static string Here([CallerFilePath] string here = "") => here;
}
