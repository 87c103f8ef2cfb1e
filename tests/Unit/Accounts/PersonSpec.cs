using Dinamis.Accounts.Persons;
using Dinamis.Kernel;
using Kind = Dinamis.Wire.Organisation.Types.Kind;
using Refusals = Dinamis.Accounts.Refusals;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.UnitTests.Accounts;

public sealed class PersonSpec
{
    static readonly DateTimeOffset now = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);
    static readonly Guid mairie = Guid.CreateVersion7(now), syndicat = Guid.CreateVersion7(now);
    static readonly SeatForm form = new("Géomaticienne", "SIG", "Suivi du littoral");
    static readonly By referent = new("r", Guid.CreateVersion7(now));

    static Person Somebody() => new(Guid.CreateVersion7(now), " Jeanne.Ferrand@Mairie.example ", "Jeanne", "Ferrand", now);

    static Person Requested()
    {
        var person = Somebody();
        person.Request(mairie, "Jeanne", "Ferrand", form, now).ShouldBeTrue();
        return person;
    }

    static Person Verified()
    {
        var person = Requested();
        person.ProveAddress(mairie, now);
        return person;
    }

    static Person Validated()
    {
        var person = Verified();
        person.Validate(mairie, Seen(person), referent, now);
        return person;
    }

    static long Seen(Person person) => person.RequireSeatIn(mairie).Version;

    static void ShouldRefuse(Refusal refusal, Action action) => Should.Throw<Refused>(action).Refusal.ShouldBe(refusal);

    [Fact]
    public void The_same_address_in_another_case_is_the_same_person() => Somebody().Address.ShouldBe("jeanne.ferrand@mairie.example");

    [Fact]
    public void A_request_is_validated_only_after_the_address_is_proven()
    {
        var person = Requested();
        ShouldRefuse(Refusals.AddressNotProven, () => person.Validate(mairie, Seen(person), referent, now));
        person.ProveAddress(mairie, now);
        person.State.ShouldBe(State.EmailVerified);
        person.Validate(mairie, Seen(person), referent, now);
        person.State.ShouldBe(State.Validated);
    }

    [Fact]
    public void An_invited_person_is_validated_when_the_address_is_proven()
    {
        var person = Somebody();
        person.Invite(mairie, Kind.Entity, Roles.Referent, form, referent, now).ShouldBeTrue();
        person.State.ShouldBe(State.Requested);
        person.ProveAddress(mairie, now);
        person.State.ShouldBe(State.Validated);
    }

    [Fact]
    public void Nobody_validates_suspends_reinstates_or_invites_himself()
    {
        var person = Verified();
        By self = new("self", person.Id);
        ShouldRefuse(Refusals.NotYourself, () => person.Validate(mairie, Seen(person), self, now));
        ShouldRefuse(Refusals.NotYourself, () => person.Refuse(mairie, Seen(person), "non", self, now));
        ShouldRefuse(Refusals.NotYourself, () => person.Suspend(mairie, Seen(person), "non", self, now));
        ShouldRefuse(Refusals.NotYourself, () => person.Reinstate(mairie, Seen(person), self, now));
        ShouldRefuse(Refusals.NotYourself, () => person.Invite(syndicat, Kind.Entity, Roles.Referent, form, self, now));
    }

    [Fact]
    public void A_stranger_who_types_a_known_address_changes_nothing()
    {
        var person = Validated();
        person.Request(mairie, "Mallory", "Intrus", form with { Function = "Maire" }, now).ShouldBeFalse();
        (person.GivenName, person.RequireSeatIn(mairie).Function, person.State).ShouldBe(("Jeanne", "Géomaticienne", State.Validated));
        person.Request(syndicat, "Mallory", "Intrus", form, now).ShouldBeTrue();
        (person.GivenName, person.State).ShouldBe(("Jeanne", State.Validated));
    }

    [Fact]
    public void A_stranger_cannot_rewrite_an_invitation_under_way()
    {
        var person = Somebody();
        person.Invite(mairie, Kind.Entity, Roles.Referent | Roles.User, form, referent, now);
        person.Request(mairie, "Mallory", "Intrus", form, now).ShouldBeTrue();
        person.ProveAddress(mairie, now);
        person.RequireSeatIn(mairie).Roles.ShouldBe(Roles.Referent | Roles.User);
        person.State.ShouldBe(State.Validated);
    }

    [Fact]
    public void Suspension_and_closure_end_every_token()
    {
        var person = Validated();
        person.Suspend(mairie, Seen(person), "Départ", referent, now);
        person.Generation.ShouldBe(1);
        person.Reinstate(mairie, Seen(person), referent, now);
        person.Close(mairie, Seen(person), "", null, referent, now);
        (person.Generation, person.State).ShouldBe((2L, State.Closed));
    }

    [Fact]
    public void A_suspension_in_one_organisation_leaves_the_other()
    {
        var person = Validated();
        person.Invite(syndicat, Kind.Entity, Roles.User, form, referent, now);
        person.ProveAddress(syndicat, now);
        person.Suspend(mairie, Seen(person), "Départ", referent, now);
        person.State.ShouldBe(State.Validated);
        person.RequireSeatIn(mairie).State.ShouldBe(State.Suspended);
    }

    [Fact]
    public void The_last_referent_cannot_be_closed()
    {
        var person = Somebody();
        person.Invite(mairie, Kind.Entity, Roles.Referent, form, referent, now);
        person.ProveAddress(mairie, now);
        ShouldRefuse(Refusals.LastReferent, () => person.Close(mairie, Seen(person), "", null, referent, now));
        var other = Somebody();
        person.Close(mairie, Seen(person), "", other, referent, now);
        other.Kept.ShouldBe(1);
    }

    [Fact]
    public void A_command_that_saw_another_version_is_stale()
    {
        var person = Verified();
        ShouldRefuse(Dinamis.Kernel.Refusals.Stale, () => person.Validate(mairie, Seen(person) - 1, referent, now));
    }

    [Fact]
    public void A_refusal_and_a_suspension_give_a_reason()
    {
        ShouldRefuse(Dinamis.Kernel.Refusals.Invalid, () => { var p = Verified(); p.Refuse(mairie, Seen(p), " ", referent, now); });
        ShouldRefuse(Dinamis.Kernel.Refusals.Invalid, () => { var p = Validated(); p.Suspend(mairie, Seen(p), "", referent, now); });
    }

    [Fact]
    public void A_role_of_another_kind_of_organisation_is_refused() =>
        ShouldRefuse(Refusals.RoleUnknownHere, () => Somebody().Invite(mairie, Kind.Entity, Roles.Instructor, form, referent, now));

    [Fact]
    public void Roles_survive_the_wire() =>
        Gen.Int[0, (1 << 7) - 1].Select(bits => (Roles)(bits & ~1)).Sample(roles => roles.ToNames().ToRoles() == roles);

    [Fact]
    public void Whatever_is_done_in_whatever_order_only_a_proven_address_is_ever_validated() =>
        Gen.Int[0, 7].Array[0, 30].Sample(verbs =>
        {
            var person = Somebody();
            var (generation, acts) = (person.Generation, person.Seats.Sum(s => s.Version));
            foreach (var verb in verbs)
            {
                try
                {
                    Do(person, verb);
                }
                catch (Refused)
                {
                    // Not possible in this state: nothing may have changed.
                    person.Seats.Sum(s => s.Version).ShouldBe(acts);
                }
                person.Generation.ShouldBeGreaterThanOrEqualTo(generation);
                if (person.State is State.Validated or State.Suspended) person.ProvenAt.ShouldNotBeNull();
                (generation, acts) = (person.Generation, person.Seats.Sum(s => s.Version));
            }
        });

    static void Do(Person person, int verb)
    {
        var seen = person.SeatIn(mairie)?.Version ?? 0;
        switch (verb)
        {
            case 0: person.Request(mairie, "Jeanne", "Ferrand", form, now); break;
            case 1: person.ProveAddress(mairie, now); break;
            case 2: person.Validate(mairie, seen, referent, now); break;
            case 3: person.Refuse(mairie, seen, "non", referent, now); break;
            case 4: person.Suspend(mairie, seen, "non", referent, now); break;
            case 5: person.Reinstate(mairie, seen, referent, now); break;
            case 6: person.Close(mairie, seen, "", null, referent, now); break;
            default: person.Invite(mairie, Kind.Entity, Roles.User, form, referent, now); break;
        }
    }
}
