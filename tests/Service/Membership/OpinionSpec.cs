using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using static Dinamis.ServiceTests.Membership.Asking;
using Answer = Dinamis.Wire.OpinionView.Types.Answer;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.ServiceTests.Membership;

public sealed class OpinionSpec
{
    const string Cnes = "expert@cnes.example", Airbus = "expert@airbus.example";

    [Theory, Stores]
    public async Task A_foreign_body_is_granted_the_families_on_which_an_opinion_is_favourable_and_no_other(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var file = await ForeignAsync(host);
        AcceptAdhesionRequest Grant(params string[] families) => new() { AdhesionId = file.AdhesionId, Version = file.Version, Families = { families }, Note = "Coopération avec le CNRS." };
        await AskAsync(host, file, "pleiades", Cnes);
        var work = await AskAsync(host, file, "spot-6-7", Airbus);
        work.OpinionsNeeded.ShouldBe(["pleiades", "spot-6-7"]);

        await host.As(host.Instructor).AcceptAdhesionAsync(Grant("pleiades"), Write()).ShouldBeRefusedAsync("OPINION_MISSING", 409);
        await host.Anybody.GiveOpinionAsync(new() { Link = await host.LinkAsync(Cnes), Answer = Answer.FavourableWithReserve, Comment = "Sans le littoral." }, Write());
        await host.Anybody.GiveOpinionAsync(new() { Link = await host.LinkAsync(Airbus), Answer = Answer.Unfavourable, Comment = "Usage trop large." }, Write());
        await host.As(host.Instructor).AcceptAdhesionAsync(Grant("pleiades", "spot-6-7"), Write()).ShouldBeRefusedAsync("OPINION_MISSING", 409);

        (await host.As(host.Instructor).AcceptAdhesionAsync(Grant("pleiades"), Write())).Granted.ShouldBe(["pleiades"]);
        (await host.ActsAsync()).ShouldAllBe(a => a.Facts.Values.All(v => !v.Contains("littoral")));
    }

    [Theory, Stores]
    public async Task An_expert_reads_the_body_and_no_name_answers_once_and_not_after_a_revocation(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var file = await ForeignAsync(host);
        await AskAsync(host, file, "pleiades", Cnes);
        var work = await AskAsync(host, file, "spot-6-7", Airbus);
        var (cnes, airbus) = (await host.LinkAsync(Cnes), await host.LinkAsync(Airbus));

        var view = await host.Anybody.OpenLinkAsync(new() { Link = cnes }, Read());
        view.Adhesion.Entity.Country.ShouldBe("Belgique");
        view.ToString().ShouldNotContain("Laborde");
        await host.Anybody.GiveOpinionAsync(new() { Link = cnes, Answer = Answer.Unfavourable }, Write()).ShouldBeRefusedAsync("INVALID", 400);
        await host.Anybody.GiveOpinionAsync(new() { Link = cnes, Answer = Answer.Favourable }, Write());
        await host.Anybody.GiveOpinionAsync(new() { Link = cnes, Answer = Answer.Unfavourable, Comment = "Finalement non." }, Write()).ShouldBeRefusedAsync("OPINION_NOT_AWAITED", 409);
        // The link of an expert opens nothing else.
        await host.Anybody.SaveEntityAsync(new() { Link = cnes, Version = file.Version, Entity = view.Adhesion.Entity }, Write()).ShouldBeRefusedAsync("LINK_GONE", 410);

        work = await host.As(host.Instructor).RevokeOpinionAsync(new() { OpinionId = work.Opinions.Single(o => o.Family == "spot-6-7").OpinionId }, Write());
        await host.Anybody.GiveOpinionAsync(new() { Link = airbus, Answer = Answer.Favourable }, Write()).ShouldBeRefusedAsync("LINK_GONE", 410);
        await host.As(host.Instructor).RevokeOpinionAsync(new() { OpinionId = work.Opinions.Single(o => o.Family == "pleiades").OpinionId }, Write());
        await host.As(host.Instructor).AcceptAdhesionAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Families = { "pleiades" }, Note = "Oui." }, Write()).ShouldBeRefusedAsync("OPINION_MISSING", 409);
    }

    [Theory, Stores]
    public async Task A_French_body_needs_no_opinion_and_one_may_be_asked_on_what_it_asks_alone(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var file = await new Road(host).ExamineAsync();

        await host.As(host.Instructor).AskOpinionAsync(new() { AdhesionId = file.AdhesionId, Family = "spot-5", Address = Cnes, Question = "?" }, Write()).ShouldBeRefusedAsync("INVALID", 400);
        (await AskAsync(host, file, "pleiades", Cnes)).OpinionsNeeded.ShouldBeEmpty();

        (await host.As(host.Instructor).AcceptAdhesionAsync(new() { AdhesionId = file.AdhesionId, Version = file.Version, Families = { "pleiades" }, Note = "Oui." }, Write())).State.ShouldBe(State.Accepted);
    }

    static Task<AdhesionView> ForeignAsync(MembershipHost host) => new Road(host) { Change = Abroad }.ExamineAsync();

    static void Abroad(EntityForm entity)
    {
        (entity.Category, entity.Country, entity.FrenchPartner) = ("organisme-etranger", "Belgique", "CNRS");
        (entity.PostalCode, entity.Town, entity.Department) = ("B-1348", "Louvain-la-Neuve", "99");
    }

    static async Task<InstructionView> AskAsync(MembershipHost host, AdhesionView file, string family, string address) =>
        await host.As(host.Instructor).AskOpinionAsync(new() { AdhesionId = file.AdhesionId, Family = family, Address = address, Question = "Peut-il recevoir ces images ?" }, Write());
}
