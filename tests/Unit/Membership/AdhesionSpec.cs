using Dinamis.Kernel;
using Dinamis.Membership.Adhesions;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.UnitTests.Membership;

public sealed class AdhesionSpec
{
    static readonly DateTimeOffset now = Given.Monday;

    [Fact]
    public void A_draft_names_the_three_parts_that_are_complete()
    {
        Given.Draft().CompleteParts().ShouldBeEmpty();
        Given.Filled().CompleteParts().ShouldBe(["entity", "sector", "representative"]);
    }

    [Fact]
    public void The_freeze_tells_every_faulty_field_at_once()
    {
        var refused = Should.Throw<Refused>(() => Given.Draft().Freeze(Given.Hash, Given.Texts, "", Given.Link, now));

        refused.Refusal.ShouldBe(Refusals.Invalid);
        refused.Fields.Select(f => f.Field).ShouldContain("entity.name");
        refused.Fields.Select(f => f.Field).ShouldContain("representative.address");
    }

    [Theory]
    [InlineData("", "Indiquez l’adresse professionnelle du référent.")]
    [InlineData("rémi.castaing", "Il manque le « @ » : une adresse s’écrit nom@mairie.fr.")]
    [InlineData("sig@marmande.example, maire@marmande.example", "Donnez une seule adresse, sans espace ni virgule.")]
    [InlineData("sig@marmande", "Cette adresse n’est pas complète : elle s’écrit nom@mairie.fr.")]
    public void What_is_wrong_with_an_address_is_said_of_what_was_typed(string typed, string said) =>
        new FormChecks().Referent(new(Given.Forms().Referent) { Address = typed }).Errors.ShouldHaveSingleItem().ShouldBe(new("referent.address", said));

    [Fact]
    public void A_delegation_falls_when_the_representant_legal_signs_himself_or_asks_for_a_correction()
    {
        var (signs, corrects) = (Given.BeforeDelegate(), Given.BeforeDelegate());

        signs.ValidateDeed(Given.Hash, Given.Link, now);
        corrects.AskCorrection("La rue est fausse.", Given.Link, now);

        foreach (var file in new[] { signs, corrects }) (file.DelegationAskedAt, file.ProposedDelegation.Delegate).ShouldBe((null, null));
        Should.Throw<Refused>(() => signs.ConfirmDelegation("hash-2", Given.Texts, Given.Instructor, now)).Refusal.ShouldBe(AdhesionRefusals.NoDelegationAsked);
    }

    [Fact]
    public void A_delegation_that_was_accepted_lasts_through_a_correction_and_ends_with_another_representant_legal()
    {
        var file = Given.Delegated();
        file.AskCorrection("La rue est fausse.", Given.Link, now);

        file.SaveRepresentative(new(Given.Forms().Representative) { Function = "Maire de la commune" }, "Géomaticien", Given.Link, now);
        file.Signatory.FamilyName.ShouldBe("Durand");
        file.SaveRepresentative(new(Given.Forms().Representative) { GivenName = "Paul", FamilyName = "Lacaze" }, "Géomaticien", Given.Link, now);

        (file.IsDelegated, file.Signatory.FamilyName).ShouldBe((false, "Lacaze"));
    }

    [Fact]
    public void Another_address_is_recorded_at_once_and_another_name_waits_for_its_avenant()
    {
        var (moved, renamed) = (Given.Active(), Given.Active());
        moved.ProposeEntity(new(moved.Entity) { Street = "2 rue Haute" }, "Délibération.", Given.Link, now);
        renamed.ProposeEntity(new(renamed.Entity) { LegalForm = "Commune nouvelle" }, "Arrêté.", Given.Link, now);

        (moved.NeedsAmendment, renamed.NeedsAmendment).ShouldBe((false, true));
        moved.ConfirmEntity(Given.Instructor, now);
        var confirmed = renamed.ConfirmEntity(Given.Instructor, now);

        moved.Entity.Street.ShouldBe("2 rue Haute");
        renamed.Entity.LegalForm.ShouldBe("Commune");
        renamed.Amend(confirmed.Entity, "membership", now);
        renamed.Entity.LegalForm.ShouldBe("Commune nouvelle");
    }

    [Fact]
    public void An_avenant_of_a_change_of_name_is_countersigned_by_another_person_than_the_one_who_confirmed_it()
    {
        var file = Given.AmendmentFrozen();
        Should.Throw<Refused>(() => file.AskCorrection("Le nom.", Given.Link, now)).Refusal.ShouldBe(AdhesionRefusals.NotToCorrect);
        file.ValidateDeed(Given.Hash, Given.Link, now).ShouldBeTrue();
        file.Submit("membership", now);

        Should.Throw<Refused>(() => file.RequireCountersignable(Given.Instructor)).Refusal.ShouldBe(AdhesionRefusals.FourEyes);
        file.RequireCountersignable(Given.Signatory);
        file.ActivateWithoutActe("membership", now);

        (file.State, file.OpenSiren).ShouldBe((State.Active, null));
    }

    [Fact]
    public void The_siren_given_first_cannot_be_changed_by_the_form()
    {
        var file = Given.Draft();
        var other = Given.Forms().Entity;
        other.Siren = "213300635";

        file.SaveEntity(other, Given.Link, now);

        file.Entity.Siren.ShouldBe("214701575");
    }

    [Fact]
    public void A_contractor_names_the_public_body_for_which_it_works()
    {
        var file = Given.Filled();
        var firm = Given.Forms().Entity;
        firm.Category = "entreprise-prestataire";
        file.SaveEntity(firm, Given.Link, now);

        Should.Throw<Refused>(file.RequireComplete).Fields.ShouldHaveSingleItem().Field.ShouldBe("entity.contracting_body");
    }

    [Theory]
    [InlineData("entreprise-rd", "entity.research_subject")]
    [InlineData("organisme-etranger", "entity.country", "entity.department", "entity.french_partner")]
    public void A_category_asks_for_fields_of_its_own(string category, params string[] fields)
    {
        var file = Given.Filled();
        file.SaveEntity(new(Given.Forms().Entity) { Category = category }, Given.Link, now);

        Should.Throw<Refused>(file.RequireComplete).Fields.Select(f => f.Field).Order().ShouldBe(fields);
    }

    [Fact]
    public void A_field_of_another_category_is_emptied()
    {
        var file = Given.Filled();

        file.SaveEntity(new(Given.Forms().Entity) { ContractingBody = "CNES", ResearchSubject = "Forêts", Country = "Belgique", FrenchPartner = "CNRS" }, Given.Link, now);

        file.Entity.ShouldBe(Given.Forms().Entity);
    }

    [Fact]
    public void What_is_frozen_cannot_be_edited()
    {
        var file = Given.Frozen();

        Should.Throw<Refused>(() => file.SaveEntity(Given.Forms().Entity, Given.Link, now)).Refusal.ShouldBe(AdhesionRefusals.NotEditable);
    }

    [Fact]
    public void Both_validations_are_needed_and_the_second_begins_the_sealing()
    {
        var file = Given.Frozen();

        file.ValidateDeed(Given.Hash, Given.Link, now).ShouldBeFalse();
        Should.Throw<Refused>(() => file.Submit("membership", now));
        file.ValidateTexts(Given.Hash, Given.Link, now).ShouldBeTrue();
        file.State.ShouldBe(State.AwaitingRepresentative);

        file.Submit("membership", now);
        file.State.ShouldBe(State.Submitted);
    }

    [Fact]
    public void A_validation_made_twice_counts_once()
    {
        var file = Given.Frozen();
        file.ValidateDeed(Given.Hash, Given.Link, now);

        file.ValidateDeed(Given.Hash, Given.Link, now.AddHours(1)).ShouldBeFalse();

        file.DeedValidatedAt.ShouldBe(now);
    }

    [Fact]
    public void A_validation_of_another_text_than_the_frozen_one_is_gone() =>
        Should.Throw<Refused>(() => Given.Frozen().ValidateDeed("cafe", Given.Link, now)).Refusal.Status.ShouldBe(410);

    [Fact]
    public void A_correction_sends_the_file_back_and_voids_what_was_validated()
    {
        var file = Given.Frozen();
        file.ValidateTexts(Given.Hash, Given.Link, now);

        file.AskCorrection("Le nom est faux.", Given.Link, now);

        file.State.ShouldBe(State.Draft);
        file.TextsValidatedAt.ShouldBeNull();
        file.FrozenSha256.ShouldBeEmpty();
        file.Exchanges.ShouldHaveSingleItem().Message.ShouldBe("Le nom est faux.");
    }

    [Fact]
    public void Who_has_validated_both_cannot_take_it_back()
    {
        var file = Given.Frozen();
        file.ValidateDeed(Given.Hash, Given.Link, now);
        file.ValidateTexts(Given.Hash, Given.Link, now);

        Should.Throw<Refused>(() => file.AskCorrection("Non", Given.Link, now)).Refusal.ShouldBe(AdhesionRefusals.AlreadyValidated);
        Should.Throw<Refused>(() => file.Decline("", Given.Link, now)).Refusal.ShouldBe(AdhesionRefusals.AlreadyValidated);
    }

    [Fact]
    public void A_complement_that_changes_nothing_frozen_goes_on_without_a_new_signature()
    {
        var file = Given.UnderExamination();
        file.RequestComplement("Joignez la délibération.", "", Given.Instructor, now);

        file.Answer("La voici.", Given.Link, now);

        file.State.ShouldBe(State.UnderExamination);
    }

    [Fact]
    public void A_complement_that_changes_the_forms_needs_a_new_acte()
    {
        var file = Given.UnderExamination();
        file.RequestComplement("L’adresse est incomplète.", "entity.street", Given.Instructor, now);
        var entity = Given.Forms().Entity;
        entity.Street = "1 place Clemenceau";
        file.SaveEntity(entity, Given.Link, now);

        Should.Throw<Refused>(() => file.Answer("Corrigée.", Given.Link, now));
        file.Freeze("beef", Given.Texts, "Corrigée.", Given.Link, now);

        file.State.ShouldBe(State.AwaitingRepresentative);
        file.Validated.ShouldBeFalse();
    }

    [Fact]
    public void Acceptance_is_by_family_among_those_asked()
    {
        var file = Given.UnderExamination();

        Should.Throw<Refused>(() => file.Accept(["spot-5"], "", Given.Instructor, now)).Refusal.ShouldBe(AdhesionRefusals.NothingGranted);
        Should.Throw<Refused>(() => file.Accept([], "", Given.Instructor, now)).Refusal.ShouldBe(AdhesionRefusals.NothingGranted);
        file.Accept(["spot-6-7"], "Avis favorable.", Given.Instructor, now);

        file.Granted.ShouldBe(["spot-6-7"]);
        file.State.ShouldBe(State.Accepted);
    }

    [Fact]
    public void A_refusal_gives_its_reason_and_frees_the_siren()
    {
        var file = Given.UnderExamination();

        Should.Throw<Refused>(() => file.Refuse(" ", Given.Instructor, now)).Refusal.ShouldBe(Refusals.Invalid);
        file.Refuse("L’organisme n’est pas éligible.", Given.Instructor, now);

        file.State.ShouldBe(State.Refused);
        file.OpenSiren.ShouldBeNull();
    }

    [Fact]
    public void The_one_who_accepted_does_not_countersign()
    {
        var file = Given.Accepted();

        Should.Throw<Refused>(() => file.RequireCountersignable(Given.Instructor)).Refusal.ShouldBe(AdhesionRefusals.FourEyes);
        Should.NotThrow(() => file.RequireCountersignable(Given.Signatory));
    }

    [Fact]
    public void The_mandate_accepts_all_that_was_asked_and_any_signatory_may_countersign()
    {
        var file = Given.ByRelay();
        file.Freeze(Given.Hash, Given.Texts, "", "person-officer", now);
        file.ValidateDeed(Given.Hash, Given.Link, now);
        file.ValidateTexts(Given.Hash, Given.Link, now);
        file.Submit("membership", now);

        file.AcceptByMandate(now);

        file.Granted.ShouldBe(["pleiades", "spot-6-7"]);
        file.DecidedBy.ShouldBe($"{file.MandateId}");
        Should.NotThrow(() => file.RequireCountersignable(Given.Instructor));
    }

    [Fact]
    public void A_member_that_joins_a_relay_signs_its_avenant_alone()
    {
        var file = Given.ByRelay(withActe: false);
        file.Freeze(Given.Hash, [], "", "person-officer", now);

        file.ValidateDeed(Given.Hash, Given.Link, now).ShouldBeTrue();
        file.Submit("membership", now);
        Should.Throw<Refused>(() => file.BeginExamination(Given.Instructor, now));
        file.ActivateWithoutActe("membership", now);

        file.State.ShouldBe(State.Active);
    }
}
