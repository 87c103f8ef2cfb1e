using Dinamis.Kernel;
using Dinamis.Membership.Register;
using Sealing = Dinamis.Wire.Deed.Types.Sealing;
using Status = Dinamis.Wire.Deed.Types.Status;

namespace Dinamis.UnitTests.Membership;

public sealed class DeedSpec
{
    static readonly DateTimeOffset now = Given.Monday;

    [Fact]
    public void A_consent_is_not_yet_a_signature()
    {
        var deed = Given.Deed();

        deed.Consent(Given.Link, now);

        deed.Status.ShouldBe(Status.Frozen);
        deed.Sealing.ShouldBe(Sealing.Pending);
        deed.SealingFor.ShouldBe(DeedParty.Member);
    }

    [Fact]
    public void The_second_signature_waits_for_the_first_to_be_sealed()
    {
        var deed = Given.Deed();
        Should.Throw<Refused>(() => deed.Countersign(Given.Hash, Given.Signatory, now));
        deed.Consent(Given.Link, now);
        Should.Throw<Refused>(() => deed.Countersign(Given.Hash, Given.Signatory, now));

        deed.SealedBy(DeedParty.Member, "aa", "membership", now);
        deed.Countersign("aa", Given.Signatory, now);
        deed.SealedBy(DeedParty.Counterparty, "bb", "membership", now);

        deed.Status.ShouldBe(Status.InForce);
        deed.Sha256.ShouldBe("bb");
    }

    [Fact]
    public void A_countersignature_names_the_file_that_was_seen()
    {
        var deed = Given.Deed();
        deed.Consent(Given.Link, now);
        deed.SealedBy(DeedParty.Member, "aa", "membership", now);

        Should.Throw<Refused>(() => deed.Countersign("bb", Given.Signatory, now)).Refusal.ShouldBe(Refusals.Stale);
    }

    [Fact]
    public void A_sealing_that_fails_is_tried_again_later_and_loses_nothing()
    {
        var deed = Given.Deed();
        deed.Consent(Given.Link, now);

        deed.SealingFailed("TSA_UNREACHABLE", "membership", now);
        deed.Sealing.ShouldBe(Sealing.Failed);
        deed.SealingDueAt!.Value.ShouldBeGreaterThan(now);
        for (var i = 0; i < 40; i++) deed.SealingFailed("TSA_UNREACHABLE", "membership", now);
        deed.SealingDueAt!.Value.ShouldBeLessThanOrEqualTo(now.AddMinutes(10));

        deed.SealedBy(DeedParty.Member, "aa", "membership", now);
        deed.Status.ShouldBe(Status.SignedByMember);
    }

    [Fact]
    public void One_party_is_not_sealed_in_place_of_the_other()
    {
        var deed = Given.Deed();
        deed.Consent(Given.Link, now);

        Should.Throw<Refused>(() => deed.SealedBy(DeedParty.Counterparty, "aa", "membership", now)).Refusal.ShouldBe(DeedRefusals.NotSealing);
    }

    [Fact]
    public void A_deed_in_force_is_never_superseded() =>
        Should.Throw<Refused>(() => InForce().Supersede(Given.Link)).Refusal.ShouldBe(DeedRefusals.InForce);

    [Fact]
    public void A_deed_is_completed_once_whatever_became_of_it_and_keeps_its_signed_file()
    {
        Should.Throw<Refused>(() => Given.Deed().Complete("cc", "membership")).Refusal.ShouldBe(DeedRefusals.NotToComplete);
        var deed = InForce();
        deed.FileSha256.ShouldBe("bb");
        deed.End(Status.Terminated, "membership", now);

        deed.Complete("cc", "membership");

        (deed.Status, deed.Sha256, deed.FileSha256, deed.CompletionDueAt).ShouldBe((Status.Terminated, "bb", "cc", null));
        Should.Throw<Refused>(() => deed.Complete("dd", "membership")).Refusal.ShouldBe(DeedRefusals.NotToComplete);
    }

    [Fact]
    public void A_completion_that_waits_is_looked_at_ever_more_rarely_and_at_least_once_a_day()
    {
        var deed = InForce();
        List<TimeSpan> waits = [deed.CompletionDueAt!.Value - now];
        for (var i = 0; i < 12; i++)
        {
            var at = deed.CompletionDueAt.Value;
            deed.PostponeCompletion(at);
            waits.Add(deed.CompletionDueAt.Value - at);
        }

        waits.ShouldBeInOrder();
        (waits[0], waits[^1]).ShouldBe((TimeSpan.FromMinutes(12), TimeSpan.FromDays(1)));
    }

    static Deed InForce()
    {
        var deed = Given.Deed();
        deed.Consent(Given.Link, now);
        deed.SealedBy(DeedParty.Member, "aa", "membership", now);
        deed.Countersign("aa", Given.Signatory, now);
        deed.SealedBy(DeedParty.Counterparty, "bb", "membership", now);
        return deed;
    }
}
