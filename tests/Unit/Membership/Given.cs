using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Register;
using Side = Dinamis.Wire.ReferentProposal.Types.Side;

namespace Dinamis.UnitTests.Membership;

/// <summary>A plausible body and its file, brought to the state that a test needs.</summary>
static class Given
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    public const string Link = "link-1";
    public const string Instructor = "person-instructor";
    public const string Signatory = "person-signatory";
    public const string Hash = "f00d";
    public static readonly FrozenText[] Texts = [new("charter", 1), new("pleiades", 1), new("spot-6-7", 1)];

    public static Forms Forms() => new(
        new()
        {
            Name = "Commune de Marmande",
            Siren = "214701575",
            Category = "commune",
            LegalForm = "Commune",
            Street = "Place Clemenceau",
            PostalCode = "47200",
            Town = "Marmande",
            Department = "47",
        },
        new() { Themes = { "urbanisme" }, IntendedUses = "Suivre l’occupation du sol.", Families = { "pleiades", "spot-6-7" } },
        new() { GivenName = "Joëlle", FamilyName = "Laborde", Function = "Maire", Address = "maire@marmande.example" },
        new() { GivenName = "Rémi", FamilyName = "Castaing", Function = "Géomaticien", Address = "sig@marmande.example" });

    public static Adhesion Draft()
    {
        var forms = Forms();
        var file = Adhesion.Start(Guid.CreateVersion7(Monday), forms.Entity.Siren, forms.Entity.Department, forms.Referent, "", Monday);
        file.ProveAddress(Link, Monday);
        return file;
    }

    public static Adhesion Filled()
    {
        var (file, forms) = (Draft(), Forms());
        file.SaveEntity(forms.Entity, Link, Monday);
        file.SaveSector(forms.Sector, Link, Monday);
        file.SaveRepresentative(forms.Representative, forms.Referent.Function, Link, Monday);
        return file;
    }

    public static Adhesion Frozen()
    {
        var file = Filled();
        file.Freeze(Hash, Texts, "", Link, Monday);
        return file;
    }

    public static Wire.SignatureDelegation Delegation() => new()
    {
        Delegate = new() { GivenName = "Anne", FamilyName = "Durand", Function = "Première adjointe", Address = "adjointe@marmande.example" },
        DecreeNumber = "2026-014",
        DecreeDate = "2026-03-28",
        Decree = new() { AttachmentId = "00000000-0000-7000-8000-000000000001", Name = "arrêté.pdf", MediaType = "application/pdf", Sha256 = "decree" },
    };

    /// <summary>Its représentant légal has named who signs: DINAMIS may accept or not.</summary>
    public static Adhesion BeforeDelegate()
    {
        var file = Frozen();
        file.NameDelegate(Delegation(), Link, Monday);
        return file;
    }

    public static Adhesion Delegated()
    {
        var file = BeforeDelegate();
        file.ConfirmDelegation(Hash, Texts, Instructor, Monday);
        return file;
    }

    public static Adhesion Submitted()
    {
        var file = Frozen();
        file.ValidateDeed(Hash, Link, Monday);
        file.ValidateTexts(Hash, Link, Monday);
        file.Submit("membership", Monday);
        return file;
    }

    public static Adhesion UnderExamination()
    {
        var file = Submitted();
        file.BeginExamination(Instructor, Monday);
        return file;
    }

    public static Adhesion Accepted()
    {
        var file = UnderExamination();
        file.Accept(["pleiades"], "", Instructor, Monday);
        return file;
    }

    public static Adhesion Active()
    {
        var file = Accepted();
        file.Activate(5, "membership", Monday);
        return file;
    }

    public static Adhesion Suspended()
    {
        var file = Active();
        file.Suspend("Usage commercial.", Instructor, Monday);
        return file;
    }

    /// <summary>Its next référent has proven his address: the représentant légal may confirm or refuse.</summary>
    public static Adhesion BeforeNextReferent(Adhesion file)
    {
        file.ProposeReferent(new(Forms().Referent) { Address = "suite@marmande.example" }, Side.Referent, null, Link, Monday);
        file.ProveReferent(Link, Monday);
        return file;
    }

    public static Adhesion SubmittedByRelay()
    {
        var file = ByRelay();
        file.Freeze(Hash, Texts, "", "person-officer", Monday);
        file.ValidateDeed(Hash, Link, Monday);
        file.ValidateTexts(Hash, Link, Monday);
        file.Submit("membership", Monday);
        return file;
    }

    /// <summary>A member's avenant alone, signed by its représentant légal.</summary>
    public static Adhesion AvenantSubmitted()
    {
        var file = ByRelay(withActe: false);
        file.Freeze(Hash, [], "", "person-officer", Monday);
        file.ValidateDeed(Hash, Link, Monday);
        file.Submit("membership", Monday);
        return file;
    }

    /// <summary>A member's avenant of a change of name, which its représentant légal is asked to sign.</summary>
    public static Adhesion AmendmentFrozen()
    {
        var member = Active();
        member.ProposeEntity(new(member.Entity) { Name = "Commune nouvelle" }, "Délibération du 3 mai.", Link, Monday);
        var file = Adhesion.StartAmendment(member, member.ConfirmEntity(Instructor, Monday), "DIN-2026-000001", Instructor, Monday);
        file.Freeze(Hash, [], "", Instructor, Monday);
        return file;
    }

    public static Adhesion ActiveWithRelay()
    {
        var file = SubmittedByRelay();
        file.AcceptByMandate(Monday);
        file.Activate(5, "membership", Monday);
        return file;
    }

    public static Adhesion SuspendedWithRelay()
    {
        var file = ActiveWithRelay();
        file.Suspend("Usage commercial.", Instructor, Monday);
        return file;
    }

    /// <summary>A member's avenant alone with its relay, in force.</summary>
    public static Adhesion AvenantActive()
    {
        var file = AvenantSubmitted();
        file.ActivateWithoutActe("membership", Monday);
        return file;
    }

    /// <summary>A member leaves its relay.</summary>
    public static Adhesion Departure(bool byRelay = false, string reason = "Plus de besoin.", string firstDay = "2027-01-01")
    {
        var member = ActiveWithRelay();
        var road = new RelayRoad(member.RelayId!.Value, member.MandateId!.Value, Wire.Deed.Types.Kind.Departure);
        return Adhesion.StartDeparture(member, road, new() { Reason = reason, FirstDay = firstDay }, byRelay, Link, Monday);
    }

    public static Adhesion DepartureFrozen(bool byRelay = false)
    {
        var file = Departure(byRelay);
        file.Freeze(Hash, [], "", Link, Monday, byRelay);
        return file;
    }

    /// <summary>Signed by the représentant légal.</summary>
    public static Adhesion DepartureSubmitted()
    {
        var file = DepartureFrozen();
        file.ValidateDeed(Hash, Link, Monday);
        file.Submit("membership", Monday);
        return file;
    }

    /// <summary>Both validations are made, and nothing is sealed yet.</summary>
    public static Adhesion Validated()
    {
        var file = Frozen();
        file.ValidateDeed(Hash, Link, Monday);
        file.ValidateTexts(Hash, Link, Monday);
        return file;
    }

    public static Adhesion ByRelay(bool withActe = true)
    {
        var road = new RelayRoad(Guid.CreateVersion7(Monday), Guid.CreateVersion7(Monday), Wire.Deed.Types.Kind.Avenant);
        return Adhesion.StartByRelay(Guid.CreateVersion7(Monday), Forms(), road, withActe, "person-officer", Monday);
    }

    public static Deed Deed(Wire.Deed.Types.Kind kind = Wire.Deed.Types.Kind.Acte)
    {
        var forms = Forms();
        var content = new DeedContent("DIN-2026-000001", kind, Monday, DeedDrawing.Member(forms),
            new("DINAMIS", "", "", "", "", ""), [], null);
        return Dinamis.Membership.Register.Deed.Freeze(content, Guid.CreateVersion7(Monday), Guid.CreateVersion7(Monday), null, Hash, Link);
    }
}
