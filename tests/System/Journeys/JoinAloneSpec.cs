using Dinamis.SystemTests.Harness;

namespace Dinamis.SystemTests.Journeys;

/// <summary>Journey 1: a body joins alone, from its SIREN to an acte signed by both sides.</summary>
[Collection(nameof(OnNewSite))]
public sealed class JoinAloneSpec(Browser browser, NewSite site)
{
    [Fact]
    public async Task A_body_joins_alone_and_both_sides_hold_one_act_with_two_signatures()
    {
        var act = await site.FeytiatJoinsAsync(browser);

        await site.Feytiat(browser).AnybodyVerifiesAsync(act);
        await site.Feytiat(browser).RepresentativeDoesNotLeaveByAccidentAsync();
        await site.Feytiat(browser).ReferentSignsInAsync();
    }

    [Fact]
    public async Task A_stranger_learns_nothing_of_a_body_that_applies_and_its_referent_is_warned()
    {
        await site.OpenedAsync(browser);
        var (system, body) = (site.System, Body.Panazol);
        await using (var first = await browser.VisitorAsync(system.Gateway))
        {
            await first.AskToJoinAloneAsync(body);
            await first.Page.GotoAsync((await system.Mailbox.NextAsync(body.Referent)).Link.AbsoluteUri);
            await first.PressAsync("Confirmer et commencer");
        }

        await using var stranger = await browser.VisitorAsync(system.Gateway);
        await stranger.AskToJoinAloneAsync(body with { Referent = "curieux@ailleurs.example" });

        (await system.Mailbox.NextAsync(body.Referent)).Text.ShouldNotContain("curieux@ailleurs.example");
        (await system.Mailbox.AllAsync("curieux@ailleurs.example")).ShouldBeEmpty();
    }
}
