using Dinamis.Membership.Organisations;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using static Dinamis.ServiceTests.Membership.Asking;
using Kind = Dinamis.Wire.ReasonModel.Types.Kind;

namespace Dinamis.ServiceTests.Membership;

public sealed class ReasonModelSpec
{
    [Theory, Stores]
    public async Task DINAMIS_begins_with_some_models_and_they_are_its_own_to_change_from_then_on(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var instructor = host.As(host.Instructor);
        async Task<List<ReasonModel>> OfAsync(Kind of) => [.. (await instructor.ListReasonModelsAsync(new() { Kind = of }, Read())).Reasons];
        var first = await OfAsync(Kind.Refusal);
        first.Select(r => r.Label).ShouldContain("Usage commercial");

        var mine = await instructor.SaveReasonModelAsync(new() { Kind = Kind.Refusal, Label = "Hors du territoire", Text = "Les images demandées ne couvrent pas le territoire de l’organisme." }, Write());
        await instructor.SaveReasonModelAsync(new(mine) { Text = "Le territoire n’est pas couvert." }, Write());
        await instructor.SaveReasonModelAsync(new(mine) { Text = "Autre chose." }, Write()).ShouldBeRefusedAsync("STALE", 409);
        foreach (var old in first) await instructor.RemoveReasonModelAsync(new() { ReasonId = old.ReasonId, Version = old.Version }, Write());
        await new FirstStart(host.Store, host.Clock).StartAsync(MembershipHost.Stop);

        (await OfAsync(Kind.Refusal)).ShouldHaveSingleItem().Text.ShouldBe("Le territoire n’est pas couvert.");
        (await OfAsync(Kind.Complement)).ShouldNotBeEmpty();
    }

    [Theory, Stores]
    public async Task A_model_is_for_one_decision_has_a_name_and_a_text_and_is_no_affair_of_a_signatory(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        ReasonModel good = new() { Kind = Kind.Closure, Label = "Renonce", Text = "L’organisme renonce." };

        await host.As(host.Signatory).SaveReasonModelAsync(good, Write()).ShouldBeRefusedAsync("FORBIDDEN", 403);
        await host.As(host.Operator).SaveReasonModelAsync(new(good) { Kind = Kind.Unspecified }, Write()).ShouldBeRefusedAsync("INVALID", 400);
        await host.As(host.Operator).SaveReasonModelAsync(new(good) { Text = " " }, Write()).ShouldBeRefusedAsync("INVALID", 400);
        (await host.As(host.Operator).SaveReasonModelAsync(good, Write())).ReasonId.ShouldNotBeEmpty();
    }
}
