using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using static Dinamis.ServiceTests.Membership.Asking;

namespace Dinamis.ServiceTests.Membership;

/// <summary>A new version of the charter or of a licence: who must accept it, how he is asked, and what is kept of his answer.</summary>
public sealed class TextCampaignSpec
{
    [Theory, Stores]
    public async Task A_new_version_is_asked_of_each_member_that_had_accepted_the_text_and_of_no_other(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var (member, applicant) = (new Road(host), new Road(host, "213300635"));
        await member.ActivateAsync();
        await applicant.SubmitAsync();

        await host.PublishAsync("pleiades", "# Licence\nVersion deux.");
        await host.PublishAsync("spot-6-7", "# Licence\nDINAMIS ne l’avait pas accordée.");
        await host.MailTextsAsync();

        var campaign = await host.As(host.Operator).GetTextCampaignAsync(new() { Family = "pleiades" }, Read());
        (campaign.Number, campaign.Asked, campaign.Accepted).ShouldBe((2, 1, 0));
        campaign.Waiting.ShouldHaveSingleItem().ShouldSatisfyAllConditions(b => b.Siren.ShouldBe(member.Siren), b => b.MailedAt.ShouldNotBeNull());
        (await host.As(host.Operator).GetTextCampaignAsync(new() { Family = "spot-6-7" }, Read())).Asked.ShouldBe(0);
        (await host.MailsAsync(member.Representative))[^1].Subject.ShouldBe($"À accepter : Texte pleiades, version 2, pour « {member.Name} »");
        (await host.MailsAsync(member.Referent))[^1].Subject.ShouldBe("Le représentant légal doit accepter : Texte pleiades, version 2");
        (await host.MailsAsync(applicant.Representative)).ShouldNotContain(m => m.Subject.StartsWith("À accepter", StringComparison.Ordinal));
    }

    [Theory, Stores]
    public async Task The_representative_accepts_by_his_link_and_the_register_keeps_who_when_and_which_text(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        await host.PublishAsync("pleiades", "# Licence\nVersion deux.", host.Clock.GetUtcNow().AddMonths(1));
        await host.MailTextsAsync();
        var link = await host.LinkAsync(road.Representative);
        var awaited = (await host.Anybody.OpenLinkAsync(new() { Link = link }, Read())).Adhesion.AwaitedTexts.ShouldHaveSingleItem();

        var view = await host.Anybody.AcceptTextsAsync(new() { Link = link, Sha256 = { awaited.Sha256 } }, Write());

        view.Adhesion.AwaitedTexts.ShouldBeEmpty();
        (await host.ActsAsync())[^1].ShouldSatisfyAllConditions(a => a.Verb.ShouldBe("organisation.texts-accepted"), a => a.Facts["pleiades"].ShouldBe("2"));
        (await host.MailsAsync(road.Referent))[^1].Text.ShouldContain(awaited.Sha256);
        var entity = await host.As(host.Instructor).GetEntityAsync(new() { EntityId = file.OrganisationId }, Read());
        entity.Licences.Select(l => (l.Family, l.Version)).ShouldBe([("charter", 1), ("pleiades", 1), ("pleiades", 2)]);
        entity.Acceptances.Select(a => (a.Family, a.Number, a.AcceptedBy)).ShouldBe([("charter", 1, "Joëlle Laborde, Maire"), ("pleiades", 1, "Joëlle Laborde, Maire"), ("pleiades", 2, "Joëlle Laborde, Maire")]);
        entity.Acceptances[^1].Sha256.ShouldBe(awaited.Sha256);
        (await host.As(host.Operator).GetTextCampaignAsync(new() { Family = "pleiades" }, Read())).Accepted.ShouldBe(1);
    }

    [Theory, Stores]
    public async Task An_acceptance_of_less_than_what_is_published_now_is_stale_and_changes_nothing(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.ActivateAsync();
        await host.PublishAsync("pleiades", "# Licence\nVersion deux.");
        await host.MailTextsAsync();
        var link = await host.LinkAsync(road.Representative);
        var shown = (await host.Anybody.OpenLinkAsync(new() { Link = link }, Read())).Adhesion.AwaitedTexts.Single().Sha256;

        await host.PublishAsync("charter", "# Charte\nVersion deux.");

        await host.Anybody.AcceptTextsAsync(new() { Link = link, Sha256 = { shown } }, Write()).ShouldBeRefusedAsync("STALE", 409);
        (await host.Anybody.OpenLinkAsync(new() { Link = link }, Read())).Adhesion.AwaitedTexts.Select(t => t.Family).ShouldBe(["charter", "pleiades"]);
    }

    [Theory, Stores]
    public async Task A_version_that_a_newer_one_replaced_waits_for_nobody(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var file = await new Road(host).ActivateAsync();
        await host.PublishAsync("pleiades", "# Licence\nVersion deux.");
        await host.PublishAsync("pleiades", "# Licence\nVersion trois.");

        var entity = await host.As(host.Instructor).GetEntityAsync(new() { EntityId = file.OrganisationId }, Read());

        entity.Acceptances.Where(a => a.AcceptedAt is null).Select(a => a.Number).ShouldBe([3]);
    }

    [Theory, Stores]
    public async Task A_body_that_has_left_is_asked_nothing_more_and_what_it_accepted_is_kept(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        await host.PublishAsync("pleiades", "# Licence\nVersion deux.");
        await host.Anybody.GiveNoticeAsync(new() { Link = await host.LinkAsync(road.Representative) }, Write());

        await host.PassAsync(TimeSpan.FromDays(63));

        var entity = await host.As(host.Instructor).GetEntityAsync(new() { EntityId = file.OrganisationId }, Read());
        entity.Acceptances.Select(a => (a.Family, a.Number, a.AcceptedAt is not null)).ShouldBe([("charter", 1, true), ("pleiades", 1, true)]);
    }

    [Theory, Stores]
    public async Task Who_does_not_answer_is_mailed_again_by_the_operator_after_three_days_or_by_his_referent_at_once(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var file = await road.ActivateAsync();
        await host.PublishAsync("pleiades", "# Licence\nVersion deux.");
        await host.MailTextsAsync();
        async Task<int> MailsAsync() => (await host.MailsAsync(road.Representative)).Count(m => m.Subject.StartsWith("À accepter", StringComparison.Ordinal));

        (await host.As(host.Operator).RemindTextCampaignAsync(new() { Family = "pleiades" }, Write())).Reminded.ShouldBe(0);
        await host.PassAsync(Dinamis.Membership.Texts.TextAcceptance.Patience);
        (await host.As(host.Operator).RemindTextCampaignAsync(new() { Family = "pleiades" }, Write())).Reminded.ShouldBe(1);
        await host.MailTextsAsync();
        (await MailsAsync()).ShouldBe(2);

        await (await host.ReferentAsync(file)).AskTextsAsync(new() { EntityId = file.OrganisationId }, Write());
        (await MailsAsync()).ShouldBe(3);
        await host.As(host.Instructor).RemindTextCampaignAsync(new() { Family = "pleiades" }, Write()).ShouldBeRefusedAsync("FORBIDDEN", 403);
    }
}
