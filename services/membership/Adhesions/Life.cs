using System.Collections.Frozen;

namespace Dinamis.Membership.Adhesions;

/// <summary>Who takes part in the life of an adhesion.</summary>
[Flags]
enum Party
{
    None = 0,

    /// <summary>By his mailed link, and by his account once the acte is in force.</summary>
    Referent = 1,

    /// <summary>By his mailed link: he has no account.</summary>
    Representative = 2,

    /// <summary>An officer, under the mandate.</summary>
    Relay = 4,

    /// <summary>An instructor of DINAMIS.</summary>
    Instructor = 8,

    /// <summary>Nobody: a signature was sealed and verified.</summary>
    Sealing = 16,

    /// <summary>Nobody: time has passed.</summary>
    Clock = 32,

    /// <summary>Whoever is named as next référent, by his mailed link.</summary>
    NewReferent = 64,

    /// <summary>Whoever signs by delegation of the représentant légal, by his mailed link.</summary>
    Delegate = 128,

    Both = Referent | Representative,

    /// <summary>The one of the two who signs.</summary>
    Signatory = Representative | Delegate,
}

/// <summary>Something that may be done to an adhesion.</summary>
/// <param name="Name">English, as on the aggregate.</param>
/// <param name="French">As the guide says it.</param>
/// <param name="Otherwise">What is answered where the table has no such step.</param>
sealed record Verb(string Name, string French, Refusal Otherwise);

/// <summary>One line of the table.</summary>
/// <param name="By">Who may do it.</param>
/// <param name="Told">Who gets a mail.</param>
sealed record Step(AdhesionState From, Verb Verb, AdhesionState To, Party By, Party Told = Party.None);

/// <summary>
/// The life of an adhesion (DESIGN §5), in one table: the aggregate moves by it alone, and <c>docs/guide/adhesion.md</c> is drawn from it.
/// A verb may ask for more than its state (both validations, another person, a delay): that stands in the verb.
/// </summary>
static class Life
{
    public static readonly Verb Prove = new("ProveAddress", "prouver son adresse", AdhesionRefusals.NotEditable);
    public static readonly Verb Save = new("Save", "enregistrer une partie", AdhesionRefusals.NotEditable);
    public static readonly Verb Refill = new("RefillByRelay", "remplir de nouveau", AdhesionRefusals.NotEditable);
    public static readonly Verb Freeze = new("Freeze", "envoyer au représentant légal", AdhesionRefusals.NotEditable);
    public static readonly Verb Answer = new("Answer", "répondre sans rien changer à l’acte", AdhesionRefusals.NotEditable);
    public static readonly Verb Validate = new("Validate", "valider l’acte, puis les textes", AdhesionRefusals.NotFrozen);
    public static readonly Verb Remind = new("Remind", "relancer", AdhesionRefusals.NotFrozen);
    public static readonly Verb AskCorrection = new("AskCorrection", "demander une correction", AdhesionRefusals.NotFrozen);
    public static readonly Verb Decline = new("Decline", "refuser de signer", AdhesionRefusals.NotFrozen);
    public static readonly Verb NameDelegate = new("NameDelegate", "déléguer la signature", AdhesionRefusals.NotFrozen);
    public static readonly Verb ConfirmDelegation = new("ConfirmDelegation", "accepter la délégation de signature", AdhesionRefusals.NotFrozen);
    public static readonly Verb RefuseDelegation = new("RefuseDelegation", "ne pas accepter la délégation de signature", AdhesionRefusals.NotFrozen);
    public static readonly Verb ReturnSignature = new("ReturnSignature", "rendre la signature au représentant légal", AdhesionRefusals.NotFrozen);
    public static readonly Verb Submit = new("Submit", "déposer", AdhesionRefusals.NotFrozen);
    public static readonly Verb BeginExamination = new("BeginExamination", "commencer l’examen", AdhesionRefusals.NotSubmitted);
    public static readonly Verb RequestComplement = new("RequestComplement", "demander un complément", AdhesionRefusals.NotUnderExamination);
    public static readonly Verb Accept = new("Accept", "accepter", AdhesionRefusals.NotUnderExamination);
    public static readonly Verb AcceptByMandate = new("AcceptByMandate", "accepter en vertu du mandat", AdhesionRefusals.NotUnderExamination);
    public static readonly Verb Refuse = new("Refuse", "refuser", AdhesionRefusals.NotUnderExamination);
    public static readonly Verb Drop = new("Drop", "classer sans suite", AdhesionRefusals.NotUnderExamination);
    public static readonly Verb Activate = new("Activate", "sceller le contreseing de DINAMIS", AdhesionRefusals.NotAccepted);
    public static readonly Verb ActivateWithoutActe = new("ActivateWithoutActe", "sceller l’avenant seul", AdhesionRefusals.NotSubmitted);
    public static readonly Verb Suspend = new("Suspend", "suspendre", AdhesionRefusals.NotInForce);
    public static readonly Verb Resume = new("Resume", "lever la suspension", AdhesionRefusals.NotSuspended);
    public static readonly Verb AskTermination = new("AskTermination", "proposer la résiliation", AdhesionRefusals.NotInForce);
    public static readonly Verb GiveNotice = new("GiveNotice", "résilier avec préavis", AdhesionRefusals.NotInForce);
    public static readonly Verb Terminate = new("Terminate", "résilier faute de régularisation", AdhesionRefusals.NotSuspended);
    public static readonly Verb EndNotice = new("EndNotice", "préavis écoulé", AdhesionRefusals.NotInForce);
    public static readonly Verb ProposeRepresentative = new("ProposeRepresentative", "proposer un autre représentant légal", AdhesionRefusals.NotInForce);
    public static readonly Verb ConfirmRepresentative = new("ConfirmRepresentative", "confirmer le nouveau représentant légal", AdhesionRefusals.NotInForce);
    public static readonly Verb RefuseRepresentative = new("RefuseRepresentative", "ne pas confirmer le représentant légal proposé", AdhesionRefusals.NotInForce);
    public static readonly Verb ProposeReferent = new("ProposeReferent", "proposer un autre référent", AdhesionRefusals.NotInForce);
    public static readonly Verb ProveReferent = new("ProveReferent", "prouver l’adresse du référent proposé", AdhesionRefusals.NotInForce);
    public static readonly Verb ConfirmReferent = new("ConfirmReferent", "confirmer le nouveau référent", AdhesionRefusals.NotInForce);
    public static readonly Verb RefuseReferent = new("RefuseReferent", "ne pas confirmer le référent proposé", AdhesionRefusals.NotInForce);
    public static readonly Verb ProposeEntity = new("ProposeEntity", "signaler un autre nom ou une autre adresse", AdhesionRefusals.NotInForce);
    public static readonly Verb WithdrawEntity = new("WithdrawEntity", "retirer le nom ou l’adresse signalés", AdhesionRefusals.NotInForce);
    public static readonly Verb ConfirmEntity = new("ConfirmEntity", "confirmer le nouveau nom ou la nouvelle adresse", AdhesionRefusals.NotInForce);
    public static readonly Verb RefuseEntity = new("RefuseEntity", "ne pas confirmer le nom ou l’adresse", AdhesionRefusals.NotInForce);
    public static readonly Verb Amend = new("Amend", "sceller l’avenant de changement de nom", AdhesionRefusals.NotInForce);
    public static readonly Verb WithdrawDeparture = new("WithdrawDeparture", "retirer la demande de sortie du relais", AdhesionRefusals.NotFrozen);
    public static readonly Verb AwaitDeparture = new("AwaitDeparture", "sceller l’avenant de sortie avant le jour dit", AdhesionRefusals.NotSubmitted);
    public static readonly Verb LeaveRelay = new("LeaveRelay", "quitter le relais, en gardant l’acte", AdhesionRefusals.NotInForce);
    public static readonly Verb EndAvenant = new("EndAvenant", "mettre fin à l’avenant, par la sortie du relais", AdhesionRefusals.NotInForce);
    public static readonly Verb Renew = new("Renew", "renouveler", AdhesionRefusals.NotInForce);
    public static readonly Verb Expire = new("Expire", "terme échu", AdhesionRefusals.NotInForce);
    public static readonly Verb Warn = new("WarnOfEnd", "avertir de la fin qui vient", AdhesionRefusals.NotInForce);
    public static readonly Verb DropUntouched = new("DropUntouched", "brouillon abandonné", AdhesionRefusals.NotEditable);

    public static readonly IReadOnlyList<Step> Steps =
    [
        new(AdhesionState.Draft, Prove, AdhesionState.Draft, Party.Referent),
        new(AdhesionState.Draft, Save, AdhesionState.Draft, Party.Referent),
        new(AdhesionState.Draft, Refill, AdhesionState.Draft, Party.Relay),
        new(AdhesionState.Draft, Freeze, AdhesionState.AwaitingRepresentative, Party.Referent | Party.Relay | Party.Instructor, Party.Signatory),
        new(AdhesionState.Draft, Warn, AdhesionState.Draft, Party.Clock, Party.Referent | Party.Relay),
        new(AdhesionState.Draft, DropUntouched, AdhesionState.ClosedWithoutAction, Party.Clock, Party.Referent),

        new(AdhesionState.AwaitingRepresentative, Validate, AdhesionState.AwaitingRepresentative, Party.Signatory),
        new(AdhesionState.AwaitingRepresentative, Remind, AdhesionState.AwaitingRepresentative, Party.Relay, Party.Signatory),
        new(AdhesionState.AwaitingRepresentative, NameDelegate, AdhesionState.AwaitingRepresentative, Party.Representative, Party.Referent),
        new(AdhesionState.AwaitingRepresentative, ConfirmDelegation, AdhesionState.AwaitingRepresentative, Party.Instructor, Party.Both | Party.Delegate),
        new(AdhesionState.AwaitingRepresentative, RefuseDelegation, AdhesionState.AwaitingRepresentative, Party.Instructor, Party.Both),
        new(AdhesionState.AwaitingRepresentative, ReturnSignature, AdhesionState.AwaitingRepresentative, Party.Delegate, Party.Both),
        new(AdhesionState.AwaitingRepresentative, AskCorrection, AdhesionState.Draft, Party.Signatory, Party.Referent | Party.Relay),
        new(AdhesionState.AwaitingRepresentative, Decline, AdhesionState.ClosedWithoutAction, Party.Representative, Party.Referent | Party.Relay),
        new(AdhesionState.AwaitingRepresentative, Drop, AdhesionState.ClosedWithoutAction, Party.Instructor, Party.Both | Party.Delegate),
        new(AdhesionState.AwaitingRepresentative, WithdrawDeparture, AdhesionState.ClosedWithoutAction, Party.Referent | Party.Relay, Party.Both | Party.Delegate | Party.Relay),
        new(AdhesionState.AwaitingRepresentative, Submit, AdhesionState.Submitted, Party.Sealing, Party.Both | Party.Delegate | Party.Relay),

        new(AdhesionState.Submitted, BeginExamination, AdhesionState.UnderExamination, Party.Instructor),
        new(AdhesionState.Submitted, AcceptByMandate, AdhesionState.Accepted, Party.Sealing, Party.Referent),
        new(AdhesionState.Submitted, ActivateWithoutActe, AdhesionState.Active, Party.Sealing | Party.Clock, Party.Both | Party.Delegate | Party.Relay),
        new(AdhesionState.Submitted, AwaitDeparture, AdhesionState.Submitted, Party.Sealing, Party.Both | Party.Delegate | Party.Relay),
        new(AdhesionState.Submitted, Drop, AdhesionState.ClosedWithoutAction, Party.Instructor, Party.Both | Party.Delegate),

        new(AdhesionState.UnderExamination, RequestComplement, AdhesionState.ComplementRequested, Party.Instructor, Party.Referent | Party.Relay),
        new(AdhesionState.UnderExamination, Accept, AdhesionState.Accepted, Party.Instructor, Party.Referent),
        new(AdhesionState.UnderExamination, AcceptByMandate, AdhesionState.Accepted, Party.Sealing, Party.Referent),
        new(AdhesionState.UnderExamination, Refuse, AdhesionState.Refused, Party.Instructor, Party.Both),
        new(AdhesionState.UnderExamination, Drop, AdhesionState.ClosedWithoutAction, Party.Instructor, Party.Both),

        new(AdhesionState.ComplementRequested, Save, AdhesionState.ComplementRequested, Party.Referent),
        new(AdhesionState.ComplementRequested, Answer, AdhesionState.UnderExamination, Party.Referent),
        new(AdhesionState.ComplementRequested, Freeze, AdhesionState.AwaitingRepresentative, Party.Referent, Party.Signatory),
        new(AdhesionState.ComplementRequested, Drop, AdhesionState.ClosedWithoutAction, Party.Instructor, Party.Both),

        new(AdhesionState.Accepted, Activate, AdhesionState.Active, Party.Sealing, Party.Both | Party.Delegate),

        new(AdhesionState.Active, Suspend, AdhesionState.Suspended, Party.Instructor, Party.Both),
        new(AdhesionState.Active, AskTermination, AdhesionState.Active, Party.Referent, Party.Representative),
        new(AdhesionState.Active, GiveNotice, AdhesionState.Active, Party.Representative | Party.Instructor, Party.Both),
        new(AdhesionState.Active, EndNotice, AdhesionState.Terminated, Party.Clock, Party.Both),
        new(AdhesionState.Active, Warn, AdhesionState.Active, Party.Clock, Party.Both),
        new(AdhesionState.Active, Renew, AdhesionState.Active, Party.Representative, Party.Both),
        new(AdhesionState.Active, Expire, AdhesionState.Expired, Party.Clock, Party.Both),

        new(AdhesionState.Active, ProposeRepresentative, AdhesionState.Active, Party.Referent, Party.Representative),
        new(AdhesionState.Active, ConfirmRepresentative, AdhesionState.Active, Party.Instructor, Party.Both),
        new(AdhesionState.Active, RefuseRepresentative, AdhesionState.Active, Party.Instructor, Party.Both),
        new(AdhesionState.Active, ProposeReferent, AdhesionState.Active, Party.Referent | Party.Representative | Party.Relay | Party.Instructor, Party.Referent | Party.NewReferent),
        new(AdhesionState.Active, ProveReferent, AdhesionState.Active, Party.NewReferent, Party.Representative),
        new(AdhesionState.Active, ConfirmReferent, AdhesionState.Active, Party.Representative, Party.Referent | Party.NewReferent),
        new(AdhesionState.Active, RefuseReferent, AdhesionState.Active, Party.Representative, Party.Referent | Party.NewReferent),
        new(AdhesionState.Active, ProposeEntity, AdhesionState.Active, Party.Referent, Party.Representative),
        new(AdhesionState.Active, WithdrawEntity, AdhesionState.Active, Party.Referent, Party.Representative),
        new(AdhesionState.Active, ConfirmEntity, AdhesionState.Active, Party.Instructor, Party.Both),
        new(AdhesionState.Active, RefuseEntity, AdhesionState.Active, Party.Instructor, Party.Both),
        new(AdhesionState.Active, Amend, AdhesionState.Active, Party.Sealing, Party.Both),
        new(AdhesionState.Active, LeaveRelay, AdhesionState.Active, Party.Sealing | Party.Clock),
        new(AdhesionState.Active, EndAvenant, AdhesionState.Terminated, Party.Sealing | Party.Clock),

        new(AdhesionState.Suspended, ProposeRepresentative, AdhesionState.Suspended, Party.Referent, Party.Representative),
        new(AdhesionState.Suspended, ConfirmRepresentative, AdhesionState.Suspended, Party.Instructor, Party.Both),
        new(AdhesionState.Suspended, RefuseRepresentative, AdhesionState.Suspended, Party.Instructor, Party.Both),
        new(AdhesionState.Suspended, ProposeReferent, AdhesionState.Suspended, Party.Referent | Party.Representative | Party.Relay | Party.Instructor, Party.Referent | Party.NewReferent),
        new(AdhesionState.Suspended, ProveReferent, AdhesionState.Suspended, Party.NewReferent, Party.Representative),
        new(AdhesionState.Suspended, ConfirmReferent, AdhesionState.Suspended, Party.Representative, Party.Referent | Party.NewReferent),
        new(AdhesionState.Suspended, RefuseReferent, AdhesionState.Suspended, Party.Representative, Party.Referent | Party.NewReferent),
        new(AdhesionState.Suspended, ProposeEntity, AdhesionState.Suspended, Party.Referent, Party.Representative),
        new(AdhesionState.Suspended, WithdrawEntity, AdhesionState.Suspended, Party.Referent, Party.Representative),
        new(AdhesionState.Suspended, ConfirmEntity, AdhesionState.Suspended, Party.Instructor, Party.Both),
        new(AdhesionState.Suspended, RefuseEntity, AdhesionState.Suspended, Party.Instructor, Party.Both),
        new(AdhesionState.Suspended, Amend, AdhesionState.Suspended, Party.Sealing, Party.Both),
        new(AdhesionState.Suspended, LeaveRelay, AdhesionState.Suspended, Party.Sealing | Party.Clock),
        new(AdhesionState.Suspended, Resume, AdhesionState.Active, Party.Instructor, Party.Both),
        new(AdhesionState.Suspended, AskTermination, AdhesionState.Suspended, Party.Referent, Party.Representative),
        new(AdhesionState.Suspended, GiveNotice, AdhesionState.Suspended, Party.Representative | Party.Instructor, Party.Both),
        new(AdhesionState.Suspended, Terminate, AdhesionState.Terminated, Party.Instructor, Party.Both),
        new(AdhesionState.Suspended, EndNotice, AdhesionState.Terminated, Party.Clock, Party.Both),
        new(AdhesionState.Suspended, Warn, AdhesionState.Suspended, Party.Clock, Party.Both),
        new(AdhesionState.Suspended, Expire, AdhesionState.Expired, Party.Clock, Party.Both),
    ];

    static readonly FrozenDictionary<(AdhesionState, Verb), Step> byVerb = Steps.ToFrozenDictionary(s => (s.From, s.Verb));

    /// <summary>Where the verb leads from here; null when the table has no such step.</summary>
    public static Step? From(AdhesionState state, Verb verb) => byVerb.GetValueOrDefault((state, verb));

    /// <summary>The body has a file that goes on, so no other is opened beside it.</summary>
    public static bool IsOpen(AdhesionState state) => state is
        AdhesionState.Draft or AdhesionState.AwaitingRepresentative or AdhesionState.Submitted or AdhesionState.UnderExamination or AdhesionState.ComplementRequested or AdhesionState.Accepted;
}
