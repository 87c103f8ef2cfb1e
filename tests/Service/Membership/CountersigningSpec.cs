using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using static Dinamis.ServiceTests.Membership.Asking;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.ServiceTests.Membership;

/// <summary>Many acts with one sign-in; that a stop leaves whole acts is in <c>Sealing/BatchSpec</c>.</summary>
public sealed class CountersigningSpec
{
    [Theory, Stores]
    public async Task Many_acts_are_countersigned_with_one_sign_in_each_signed_or_left_alone_by_itself(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        Road[] roads = [new(host), new(host, "213300635"), new(host, "200053759")];
        foreach (var road in roads) await road.AcceptAsync();
        var signatory = host.As(host.Signatory, signedInAt: host.Clock.GetUtcNow());
        var seen = (await signatory.ListDeedsToCountersignAsync(new(), Read())).Deeds;
        seen.Select(d => (d.Entity.Name, d.DecidedBy, d.DecisionNote)).ShouldBe(roads.Select(r => (r.Name, $"{host.Instructor}", "Avis favorable.")));
        CountersignDeedsRequest all = new() { Deeds = { seen.Select(d => Road.Countersign(d.Deed)) } };

        // Nobody without having proven who he is for this, nor the person who accepted.
        await host.As(host.Signatory).CountersignDeedsAsync(all, Write()).ShouldBeRefusedAsync("SIGN_IN_AGAIN", 403);
        await host.As(host.Signatory, signedInAt: host.Clock.GetUtcNow().AddMinutes(-6)).CountersignDeedsAsync(all, Write()).ShouldBeRefusedAsync("SIGN_IN_AGAIN", 403);
        await host.As(host.Signatory).CountersignDeedAsync(all.Deeds[0], Write()).ShouldBeRefusedAsync("SIGN_IN_AGAIN", 403);
        var instructor = host.As(host.Instructor, signedInAt: host.Clock.GetUtcNow());
        (await instructor.ListDeedsToCountersignAsync(new(), Read())).ShouldSatisfyAllConditions(l => l.Deeds.ShouldBeEmpty(), l => l.ForAnother.ShouldBe(3));
        (await instructor.CountersignDeedsAsync(all, Write())).Outcomes.ShouldAllBe(o => o.Refused == "FOUR_EYES");

        // One was shown in another state: the two others go on.
        all.Deeds[1].Sha256 = "00";
        var key = Calls.Key();
        var done = await signatory.CountersignDeedsAsync(all, new(key));
        done.Outcomes.Select(o => o.Refused).ShouldBe(["", "STALE", ""]);
        (await signatory.CountersignDeedsAsync(all, new(key))).ShouldBe(done);

        (await signatory.ListDeedsToCountersignAsync(new(), Read())).ShouldSatisfyAllConditions(l => l.Deeds.ShouldHaveSingleItem().Entity.Name.ShouldBe(roads[1].Name), l => l.Sealing.ShouldBe(2));
        (await host.ActsAsync()).Count(a => a.Verb == "deed.countersigned" && a.ActorId == $"{host.Signatory}").ShouldBe(2);
        await host.SealAsync();
        List<State> states = [];
        foreach (var road in roads) states.Add((await road.SeenByInstructorAsync()).State);
        states.ShouldBe([State.Active, State.Accepted, State.Active]);
    }

    [Theory, Stores]
    public async Task More_than_a_hundred_at_once_or_none_is_refused(StoreKind kind)
    {
        await using var host = await MembershipHost.CreateAsync(kind);
        var signatory = host.As(host.Signatory, signedInAt: host.Clock.GetUtcNow());

        await signatory.CountersignDeedsAsync(new(), Write()).ShouldBeRefusedAsync("INVALID", 400);
        await signatory.CountersignDeedsAsync(new() { Deeds = { Enumerable.Range(1, 101).Select(n => new CountersignDeedRequest { Number = $"DIN-2026-{n:000000}" }) } }, Write()).ShouldBeRefusedAsync("INVALID", 400);
        (await signatory.CountersignDeedsAsync(new() { Deeds = { new CountersignDeedRequest { Number = "DIN-2026-000001" } } }, Write())).Outcomes.ShouldHaveSingleItem().Refused.ShouldBe("NOT_FOUND");
    }
}
