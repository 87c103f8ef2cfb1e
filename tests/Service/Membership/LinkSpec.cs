using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using static Dinamis.ServiceTests.Membership.Asking;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.ServiceTests.Membership;

public sealed class LinkSpec
{
    [Theory, Stores]
    public async Task A_mail_scanner_that_opens_the_link_consumes_nothing(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await host.Anybody.StartAdhesionAsync(road.Start(road.Referent), Write());
        var link = await host.LinkAsync(road.Referent);

        for (var i = 0; i < 3; i++) (await host.Anybody.OpenLinkAsync(new() { Link = link }, Read())).Purpose.ShouldBe(Purpose.ProveAddress);

        (await host.Anybody.ProveAddressAsync(new() { Link = link }, Write())).Purpose.ShouldBe(Purpose.Referent);
    }

    [Theory, Stores]
    public async Task Unknown_and_expired_links_are_told_apart_by_nobody(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.StartAsync();
        var link = await host.LinkAsync(road.Referent);

        host.Clock.Advance(TimeSpan.FromDays(8));

        await host.Anybody.OpenLinkAsync(new() { Link = link }, Read()).ShouldBeRefusedAsync("LINK_GONE", 410);
        await host.Anybody.OpenLinkAsync(new() { Link = "inconnu" }, Read()).ShouldBeRefusedAsync("LINK_GONE", 410);
        await host.Anybody.OpenLinkAsync(new(), Read()).ShouldBeRefusedAsync("LINK_GONE", 410);
    }

    [Theory, Stores]
    public async Task An_expired_link_is_replaced_at_the_same_address(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.FreezeAsync();
        var old = await host.LinkAsync(road.Representative);
        host.Clock.Advance(TimeSpan.FromDays(8));

        await host.Anybody.RenewLinkAsync(new() { Link = old }, Write());
        await host.Anybody.RenewLinkAsync(new() { Link = "inconnu" }, Write());

        var fresh = await host.LinkAsync(road.Representative);
        fresh.ShouldNotBe(old);
        (await host.Anybody.OpenLinkAsync(new() { Link = fresh }, Read())).Purpose.ShouldBe(Purpose.Representative);
    }

    [Theory, Stores]
    public async Task The_link_of_one_role_does_not_serve_another(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var frozen = await road.FreezeAsync();

        await host.Anybody.ValidateAsync(new() { Link = await host.LinkAsync(road.Referent), What = ValidateRequest.Types.What.Deed, FrozenSha256 = frozen.Adhesion.FrozenSha256 }, Write())
            .ShouldBeRefusedAsync("LINK_GONE", 410);
        await host.Anybody.SaveEntityAsync(new() { Link = await host.LinkAsync(road.Representative), Version = frozen.Adhesion.Version, Entity = road.Entity() }, Write())
            .ShouldBeRefusedAsync("LINK_GONE", 410);
    }

    [Theory, Stores]
    public async Task Two_tabs_on_one_draft_do_not_overwrite_each_other(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        var view = await road.StartAsync();
        var link = await host.LinkAsync(road.Referent);
        await host.Anybody.SaveEntityAsync(new() { Link = link, Version = view.Adhesion.Version, Entity = road.Entity() }, Write());

        await host.Anybody.SaveEntityAsync(new() { Link = link, Version = view.Adhesion.Version, Entity = road.Entity() }, Write()).ShouldBeRefusedAsync("STALE", 409);
    }

    [Theory, Stores]
    public async Task No_token_is_stored(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var road = new Road(host);
        await road.StartAsync();
        var token = await host.LinkAsync(road.Referent);

        var stored = await host.ReadAsync((db, _) => Task.FromResult(db.Links.Select(l => l.TokenHash).ToList()));

        stored.ShouldNotContain(token);
        stored.ShouldContain(Kernel.Secrets.Hash(token));
    }
}
