using Dinamis.Kernel;
using Dinamis.Membership.Adhesions;
using Side = Dinamis.Wire.ReferentProposal.Types.Side;
using State = Dinamis.Wire.Adhesion.Types.State;

namespace Dinamis.UnitTests.Membership;

/// <summary>Everything that can be done to an adhesion, to be tried in any order, and the drawing of DESIGN §5 written again by hand.</summary>
static class Walk
{
    /// <summary>What may follow what: the table of the code is compared with this.</summary>
    public static readonly HashSet<(State From, State To)> Drawing =
    [
        (State.Draft, State.AwaitingRepresentative),
        (State.Draft, State.ClosedWithoutAction), // Three months without a change.
        (State.AwaitingRepresentative, State.Draft),
        (State.AwaitingRepresentative, State.ClosedWithoutAction),
        (State.AwaitingRepresentative, State.Submitted),
        (State.Submitted, State.UnderExamination),
        (State.Submitted, State.Accepted), // By the relay's mandate.
        (State.Submitted, State.Active), // A member's avenant alone.
        (State.Submitted, State.ClosedWithoutAction), // An avenant alone that its other party does not sign.
        (State.UnderExamination, State.ComplementRequested),
        (State.UnderExamination, State.Accepted),
        (State.UnderExamination, State.Refused),
        (State.UnderExamination, State.ClosedWithoutAction),
        (State.ComplementRequested, State.UnderExamination),
        (State.ComplementRequested, State.AwaitingRepresentative),
        (State.ComplementRequested, State.ClosedWithoutAction),
        (State.Accepted, State.Active),
        (State.Active, State.Suspended),
        (State.Active, State.Terminated),
        (State.Active, State.Expired),
        (State.Suspended, State.Active),
        (State.Suspended, State.Terminated),
        (State.Suspended, State.Expired),
    ];

    /// <summary>Each verb of the aggregate; the number chooses among its arguments.</summary>
    public static readonly (string Name, Action<Adhesion, DateTimeOffset, int> Do)[] Verbs =
    [
        ("ProveAddress", (a, at, n) => a.ProveAddress(Given.Link, at)),
        ("Save", (a, at, n) => a.SaveEntity(n % 2 == 0 ? Given.Forms().Entity : new(Given.Forms().Entity) { Street = $"{n} rue Neuve" }, Given.Link, at)),
        ("Save", (a, at, n) => a.SaveSector(Given.Forms().Sector, Given.Link, at)),
        ("Save", (a, at, n) => a.SaveRepresentative(Given.Forms().Representative, "Géomaticien", Given.Link, at)),
        ("RefillByRelay", (a, at, n) => a.RefillByRelay(Given.Forms(), "person-officer", at)),
        ("Freeze", (a, at, n) => a.Freeze($"hash-{n % 2}", Given.Texts, "", Given.Link, at)),
        ("Answer", (a, at, n) => a.Answer("Voici.", Given.Link, at)),
        ("Validate", (a, at, n) => a.ValidateDeed($"hash-{n % 2}", Given.Link, at)),
        ("Validate", (a, at, n) => a.ValidateTexts($"hash-{n % 2}", Given.Link, at)),
        ("Remind", (a, at, n) => a.Remind("person-officer")),
        ("AskCorrection", (a, at, n) => a.AskCorrection("À corriger.", Given.Link, at)),
        ("Decline", (a, at, n) => a.Decline("", Given.Link, at)),
        ("NameDelegate", (a, at, n) => a.NameDelegate(n == 0 ? new() : Given.Delegation(), Given.Link, at)),
        ("ConfirmDelegation", (a, at, n) => a.ConfirmDelegation($"hash-{n % 2}", Given.Texts, Given.Instructor, at)),
        ("RefuseDelegation", (a, at, n) => a.RefuseDelegation("L’arrêté ne porte pas sur cet acte.", Given.Instructor, at)),
        ("ReturnSignature", (a, at, n) => a.ReturnSignature("Au maire de signer.", $"hash-{n % 2}", Given.Texts, Given.Link, at)),
        ("Submit", (a, at, n) => a.Submit("membership", at)),
        ("BeginExamination", (a, at, n) => a.BeginExamination(Given.Instructor, at)),
        ("RequestComplement", (a, at, n) => a.RequestComplement("Il manque la délibération.", "", Given.Instructor, at)),
        ("Accept", (a, at, n) => a.Accept(n % 2 == 0 ? ["pleiades"] : ["spot-5"], "", Given.Instructor, at)),
        ("AcceptByMandate", (a, at, n) => a.AcceptByMandate(at)),
        ("Refuse", (a, at, n) => a.Refuse("Non éligible.", Given.Instructor, at)),
        ("Drop", (a, at, n) => a.Drop("Sans réponse.", Given.Instructor, at)),
        ("Activate", (a, at, n) => a.Activate(n % 4 == 0 ? null : 5, "membership", at)),
        ("ActivateWithoutActe", (a, at, n) => a.ActivateWithoutActe("membership", at)),
        ("Suspend", (a, at, n) => a.Suspend("Usage commercial.", Given.Instructor, at)),
        ("Resume", (a, at, n) => a.Resume("Régularisé.", Given.Instructor, at)),
        ("AskTermination", (a, at, n) => a.AskTermination("Plus de besoin.", Given.Link, at)),
        ("GiveNotice", (a, at, n) => a.GiveNotice("Plus de besoin.", n % 2 == 0 ? Party.Representative : Party.Instructor, Given.Link, at)),
        ("Terminate", (a, at, n) => a.Terminate("Rien n’est régularisé.", Given.Instructor, at)),
        ("EndNotice", (a, at, n) => a.EndNotice("membership", at)),
        ("ProposeRepresentative", (a, at, n) => a.ProposeRepresentative(new(Given.Forms().Representative) { Address = $"adjoint{n}@marmande.example" }, Given.Link, at)),
        ("ConfirmRepresentative", (a, at, n) => a.ConfirmRepresentative(Given.Instructor, at)),
        ("RefuseRepresentative", (a, at, n) => a.RefuseRepresentative("Sans délibération.", Given.Instructor, at)),
        ("ProposeReferent", (a, at, n) => a.ProposeReferent(new(Given.Forms().Referent) { Address = $"sig{n}@marmande.example" }, n % 2 == 0 ? Side.Representative : Side.Referent, null, Given.Link, at)),
        ("ProveReferent", (a, at, n) => a.ProveReferent(Given.Link, at)),
        ("ConfirmReferent", (a, at, n) => a.ConfirmReferent(Given.Link, at)),
        ("RefuseReferent", (a, at, n) => a.RefuseReferent("Ce n’est pas elle.", Given.Link, at)),
        ("ProposeEntity", (a, at, n) => a.ProposeEntity(new(Given.Forms().Entity) { Street = $"{n + 10} rue Haute" }, "Délibération du 3 mai.", Given.Link, at, n % 2 == 0 ? null : [Given.Delegation().Decree])),
        ("WithdrawEntity", (a, at, n) => a.WithdrawEntity(Given.Link, at)),
        ("ConfirmEntity", (a, at, n) => a.ConfirmEntity(Given.Instructor, at)),
        ("RefuseEntity", (a, at, n) => a.RefuseEntity("Sans délibération.", Given.Instructor, at)),
        ("Amend", (a, at, n) => a.Amend(new(Given.Forms().Entity) { Name = $"Commune nouvelle {n}" }, "membership", at)),
        ("WithdrawDeparture", (a, at, n) => a.WithdrawDeparture(n % 2 == 0, Given.Link, at)),
        ("AwaitDeparture", (a, at, n) => a.AwaitDeparture("membership", at)),
        ("LeaveRelay", (a, at, n) => a.LeaveRelay("membership", at)),
        ("EndAvenant", (a, at, n) => a.EndAvenant("membership", at)),
        ("Renew", (a, at, n) => a.Renew(Given.Link, at)),
        ("Expire", (a, at, n) => a.Expire("membership", at)),
        ("WarnOfEnd", (a, at, n) => a.WarnOfEnd("membership", at)),
        ("DropUntouched", (a, at, n) => a.DropUntouched("membership", at)),
    ];

    /// <summary>From somewhere on the road, so that short walks reach its end too.</summary>
    public static readonly Func<Adhesion>[] Beginnings =
    [
        Given.Draft, Given.Filled, Given.Frozen, Given.Validated, Given.UnderExamination, Given.Accepted, Given.Active, Given.Suspended, () => Given.ByRelay(), () => Given.ByRelay(withActe: false), Given.SubmittedByRelay, Given.AvenantSubmitted, Given.AmendmentFrozen,
        Given.ActiveWithRelay, Given.SuspendedWithRelay, Given.AvenantActive, () => Given.DepartureFrozen(), () => Given.DepartureFrozen(byRelay: true), Given.DepartureSubmitted,
        Given.BeforeDelegate, Given.Delegated, () => Given.BeforeNextReferent(Given.Active()), () => Given.BeforeNextReferent(Given.Suspended()),
    ];

    /// <summary>Days that pass before a verb is tried: mostly none, sometimes past a notice or a term.</summary>
    public static readonly int[] Pauses = [0, 0, 0, 1, 15, 40, 80, 1740, 1830];

    /// <summary>The state that the journal alone tells; null before its first line.</summary>
    public static State? Told(IEnumerable<Wire.Act> acts) => acts.Aggregate((State?)null, (state, act) => act.Verb switch
    {
        "adhesion.started" or "adhesion.amendment-started" or "adhesion.departure-started" => State.Draft,
        "adhesion.frozen" => State.AwaitingRepresentative,
        "adhesion.correction-asked" => State.Draft,
        "adhesion.submitted" => State.Submitted,
        "adhesion.examination-begun" or "adhesion.answered" => State.UnderExamination,
        "adhesion.complement-requested" => State.ComplementRequested,
        "adhesion.accepted" => State.Accepted,
        "adhesion.refused" => State.Refused,
        "adhesion.declined" or "adhesion.dropped" or "adhesion.departure-withdrawn" => State.ClosedWithoutAction,
        "adhesion.active" or "adhesion.resumed" => State.Active,
        "adhesion.suspended" => State.Suspended,
        "adhesion.terminated" => State.Terminated,
        "adhesion.expired" => State.Expired,
        _ => state,
    });

    /// <summary>Tries one verb.</summary>
    /// <returns>False when it was refused.</returns>
    public static bool Try(this Adhesion file, int verb, DateTimeOffset at, int n)
    {
        try
        {
            Verbs[verb].Do(file, at, n);
            return true;
        }
        catch (Refused)
        {
            return false;
        }
    }

    public static void ShouldHold(this Adhesion file)
    {
        if (file.State is State.Submitted or State.UnderExamination or State.Accepted or State.Active or State.Suspended) file.Validated.ShouldBeTrue();
        if (file.State is State.Accepted or State.Suspended) file.Granted.ShouldBeSubsetOf(file.Sector.Families);
        if (file.State is State.Accepted or State.Refused) file.DecidedBy.ShouldNotBeEmpty();
        (file.OpenSiren is null).ShouldBe(!Life.IsOpen(file.State) || (file.AddressProvenAt is null && file.RelayId is null));
        // A delegation waits only while a signature does, and one that was accepted was examined.
        if (file.DelegationAskedAt is not null) (file.State, file.Validated).ShouldBe((State.AwaitingRepresentative, false));
        if (file.IsDelegated) file.Delegation.ConfirmedBy.ShouldNotBeEmpty();
        if (!file.WithActe) file.State.ShouldNotBeOneOf(State.UnderExamination, State.ComplementRequested, State.Accepted, State.Refused, State.Suspended, State.Expired);
        // Of those, what has an end of its own is the avenant of a relay that the body has left.
        if (!file.WithActe && file.State is State.Terminated) (file.RelayId is not null, file.IsDeparture).ShouldBe((true, false));
        // Time acts on what may end by itself, and on nothing else.
        (file.ClockDueAt is not null).ShouldBe(file.State is State.Draft || (file.State is State.Submitted && file.EndsAt is not null) || (file.State is State.Active or State.Suspended && (file.Until is not null || file.EndsAt is not null)));
        if (file.Until is null || file.EndsAt is not null) file.Renewable.ShouldBeFalse();
    }
}
