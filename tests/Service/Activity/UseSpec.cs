using Dinamis.Kernel;
using Dinamis.ServiceTests.Harness;
using static Dinamis.ServiceTests.Activity.ActivityHost;

namespace Dinamis.ServiceTests.Activity;

public sealed class UseSpec
{
    [Theory, Stores]
    public async Task A_download_is_counted_once_with_its_area_and_the_bytes_told_last(StoreKind kind)
    {
        await using var app = await On(kind);
        var download = New();
        await app.TellAsync("catalogue", Download(Mairie, User, download, 70_000), Download(Mairie, User, download, 70_000));
        await app.TellAsync("catalogue", Download(Mairie, User, download, 9_000_000, closed: true), Download(Mairie, User, download, 8_000_000, closed: true));
        await app.TellAsync("catalogue", Download(Mairie, Referent, New(), 1_000));

        var seen = await app.As(Referent, Mairie).GetEntityActivityAsync(new() { EntityId = Mairie.ToString() });
        (seen.Totals.Downloads, seen.Totals.AreaM2, seen.Totals.Bytes, seen.Totals.Users, seen.Totals.ActiveUsers).ShouldBe((2L, 5_000_000d, 9_001_000L, 2L, 2L));
        seen.Months.ShouldHaveSingleItem().Month.ShouldBe("2026-11");
        seen.Latest.Count.ShouldBe(2);
        (seen.Latest[^1].PersonId, seen.Latest[^1].Item, seen.Latest[^1].Purpose).ShouldBe((User.ToString(), "S6_20260801", "urbanisme"));
    }

    [Theory, Stores]
    public async Task An_entity_is_seen_by_its_referent_its_relay_and_dinamis_alone(StoreKind kind)
    {
        await using var app = await On(kind);
        await app.TellAsync("catalogue", Download(Mairie, User, New(), 70_000));
        Wire.GetEntityActivityRequest asked = new() { EntityId = Mairie.ToString() };
        foreach (var (person, organisation) in new[] { (Referent, Mairie), (Officer, Pigma), (Instructor, WellKnown.Dinamis) })
            (await app.As(person, organisation).GetEntityActivityAsync(asked)).Totals.Downloads.ShouldBe(1);
        foreach (var (person, organisation) in new[] { (User, Mairie), (Stranger, Syndicat), (OtherOfficer, OtherRelay), (Stranger, Mairie), (OtherOfficer, Pigma) })
            await app.As(person, organisation).GetEntityActivityAsync(asked).ShouldBeRefusedAsync("NOT_FOUND", 404);
    }

    [Theory, Stores]
    public async Task A_relay_sees_its_own_partners_and_no_others_nor_one_that_has_left_it(StoreKind kind)
    {
        await using var app = await On(kind);
        await app.TellAsync("catalogue", Download(Mairie, User, New(), 70_000), Download(Syndicat, Stranger, New(), 80_000), Download(Syndicat, Stranger, New(), 80_000));

        var pigma = await app.As(Officer, Pigma).GetRelayActivityAsync(new() { RelayId = Pigma.ToString() });
        (pigma.Partners, pigma.Totals.Downloads, pigma.Totals.AreaM2, pigma.Totals.Users, pigma.Totals.ActiveUsers).ShouldBe((1L, 1L, 2_500_000d, 2L, 1L));
        var line = pigma.Lines.ShouldHaveSingleItem();
        (line.EntityId, line.ActInForce, line.Totals.Downloads, line.Totals.Users).ShouldBe((Mairie.ToString(), true, 1L, 2L));
        (await app.As(OtherOfficer, OtherRelay).GetRelayActivityAsync(new() { RelayId = OtherRelay.ToString() })).Totals.Downloads.ShouldBe(2);
        (await app.As(Instructor, WellKnown.Dinamis).GetRelayActivityAsync(new() { RelayId = Pigma.ToString() })).Totals.Downloads.ShouldBe(1);
        await app.As(OtherOfficer, OtherRelay).GetRelayActivityAsync(new() { RelayId = Pigma.ToString() }).ShouldBeRefusedAsync("NOT_FOUND", 404);
        await app.As(Referent, Mairie).GetRelayActivityAsync(new() { RelayId = Pigma.ToString() }).ShouldBeRefusedAsync("NOT_FOUND", 404);

        // The body has left: its use is its own from then on.
        await app.Host.LearnAsync(new Wire.Standing { OrganisationId = Mairie.ToString(), Version = 2, Kind = Wire.Organisation.Types.Kind.Entity, ActInForce = true });
        (await app.As(Officer, Pigma).GetRelayActivityAsync(new() { RelayId = Pigma.ToString() })).Lines.ShouldBeEmpty();
        await app.As(Officer, Pigma).GetEntityActivityAsync(new() { EntityId = Mairie.ToString() }).ShouldBeRefusedAsync("NOT_FOUND", 404);
        (await app.As(Referent, Mairie).GetEntityActivityAsync(new() { EntityId = Mairie.ToString() })).Totals.Downloads.ShouldBe(1);

        await app.Host.LearnAsync(Relay(Pigma, Mandate, Officer, version: 2, ended: true));
        await app.As(Officer, Pigma).GetRelayActivityAsync(new() { RelayId = Pigma.ToString() }).ShouldBeRefusedAsync("NOT_FOUND", 404);
    }

    [Theory, Stores]
    public async Task Rights_that_are_not_fresh_are_a_503_and_never_a_404(StoreKind kind)
    {
        await using var app = await On(kind);
        app.Clock.Advance(TimeSpan.FromSeconds(31));
        await app.As(Referent, Mairie).GetEntityActivityAsync(new() { EntityId = Mairie.ToString() }).ShouldBeRefusedAsync("RIGHTS_UNKNOWN", 503);
        (await app.Anybody.ListExperiencesAsync(new())).Experiences.ShouldBeEmpty();
        (await app.As(Referent, Mairie).ListExperiencesAsync(new())).Experiences.ShouldBeEmpty();
    }
}
