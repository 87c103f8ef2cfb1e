using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using static Dinamis.ServiceTests.Membership.Asking;

namespace Dinamis.ServiceTests.Membership;

public sealed class StrangerSpec
{
    [Theory, Stores]
    public async Task Who_applies_for_a_member_learns_nothing_and_its_referent_is_warned_once(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.ActivateAsync();
        var before = (await host.MailsAsync(road.Referent)).Count;

        for (var i = 0; i < 3; i++)
            (await host.Anybody.StartAdhesionAsync(road.Start("autre@ailleurs.example"), Write())).ShouldBe(new StartAdhesionReply());

        (await host.MailsAsync("autre@ailleurs.example")).ShouldBeEmpty();
        var mails = await host.MailsAsync(road.Referent);
        mails.Count.ShouldBe(before + 1);
        mails[^1].Text.ShouldNotContain("autre@ailleurs.example");
    }

    [Theory, Stores]
    public async Task Who_applies_for_a_body_that_is_applying_learns_nothing_either(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.StartAsync();

        (await host.Anybody.StartAdhesionAsync(road.Start("autre@ailleurs.example"), Write())).ShouldBe(new StartAdhesionReply());

        (await host.MailsAsync("autre@ailleurs.example")).ShouldBeEmpty();
    }

    [Theory, Stores]
    public async Task An_address_that_is_not_proven_blocks_nobody(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await host.Anybody.StartAdhesionAsync(road.Start("autre@ailleurs.example"), Write());
        var squatter = await host.LinkAsync("autre@ailleurs.example");

        await road.StartAsync();

        await host.Anybody.ProveAddressAsync(new() { Link = squatter }, Write()).ShouldBeRefusedAsync("LINK_GONE", 410);
    }

    [Theory, Stores]
    public async Task A_fresh_link_goes_only_to_the_address_that_was_proven(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.FillAsync();
        var before = await host.LinkAsync(road.Referent);

        await host.Anybody.SendFreshLinkAsync(new() { Siren = road.Siren, Address = "autre@ailleurs.example" }, Write());
        await host.Anybody.SendFreshLinkAsync(new() { Siren = road.Siren, Address = road.Referent.ToUpperInvariant() }, Write());

        (await host.MailsAsync("autre@ailleurs.example")).ShouldBeEmpty();
        var fresh = await host.LinkAsync(road.Referent);
        fresh.ShouldNotBe(before);
        (await host.Anybody.OpenLinkAsync(new() { Link = fresh }, Read())).Adhesion.Complete.ShouldBe(["entity", "sector", "representative"]);
    }

    [Theory, Stores]
    public async Task A_body_that_is_no_member_is_not_found(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.AcceptAsync();

        await host.Anybody.FindMemberAsync(new() { Siren = road.Siren }, Read()).ShouldBeRefusedAsync("NOT_FOUND", 404);
    }

    [Theory, Stores]
    public async Task No_stranger_floods_an_address_with_our_mails(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);

        for (var i = 0; i < 15; i++) await host.Anybody.StartAdhesionAsync(road.Start("victime@mairie.example"), Write());

        (await host.MailsAsync("victime@mairie.example")).Count.ShouldBe(10);
    }
}
