namespace Dinamis.Membership.Adhesions;

static class AdhesionRefusals
{
    public static readonly Refusal NotEditable = new("ADHESION_NOT_EDITABLE", 409, "Ce dossier ne peut plus être modifié : il est entre les mains du représentant légal ou de DINAMIS.");
    public static readonly Refusal NotFrozen = new("ADHESION_NOT_AWAITING_SIGNATURE", 409, "Aucun acte n’attend de signature dans ce dossier.");
    public static readonly Refusal AlreadyValidated = new("ADHESION_ALREADY_VALIDATED", 409, "Vous avez déjà fait vos validations : la signature est en cours.");
    public static readonly Refusal NotSubmitted = new("ADHESION_NOT_SUBMITTED", 409, "Ce dossier n’est pas déposé, ou son examen a déjà commencé.");
    public static readonly Refusal NotUnderExamination = new("ADHESION_NOT_UNDER_EXAMINATION", 409, "Ce dossier n’est pas en cours d’examen.");
    public static readonly Refusal NotAccepted = new("ADHESION_NOT_ACCEPTED", 409, "L’adhésion n’est pas acceptée : l’acte ne peut pas être contresigné.");
    public static readonly Refusal FourEyes = new("FOUR_EYES", 403, "La personne qui a accepté l’adhésion ne peut pas contresigner l’acte.")
    {
        Missing = "Une autre personne de DINAMIS doit contresigner.",
    };
    public static readonly Refusal NothingGranted = new("FAMILY_NOT_ASKED", 400, "Accordez au moins une famille d’images, parmi celles qui sont demandées.");
    public static readonly Refusal AlreadyApplying = new("BODY_ALREADY_APPLYING", 409, "Un dossier est déjà ouvert pour cet organisme.");
    public static readonly Refusal NoTextInForce = new("NO_TEXT_IN_FORCE", 409, "La charte ou une licence demandée n’est pas encore publiée par DINAMIS.");
    public static readonly Refusal NotMember = new("BODY_NOT_MEMBER", 409, "L’acte d’adhésion de cet organisme n’est pas en vigueur.");
    public static readonly Refusal NotInForce = new("ADHESION_NOT_IN_FORCE", 409, "Cette adhésion n’est pas en vigueur.");
    public static readonly Refusal NotSuspended = new("ADHESION_NOT_SUSPENDED", 409, "Cette adhésion n’est pas suspendue.");
    public static readonly Refusal NoticeGiven = new("ADHESION_NOTICE_GIVEN", 409, "La résiliation est déjà notifiée : le préavis court.");
    public static readonly Refusal TooSoonToTerminate = new("ADHESION_TOO_SOON_TO_TERMINATE", 409, "L’adhérent a un mois pour régulariser : résiliez avec préavis, ou attendez la fin de ce mois.");
    public static readonly Refusal NotToRenew = new("ADHESION_NOT_TO_RENEW", 409, "Cette adhésion n’est pas à renouveler : son terme n’approche pas, ou elle est résiliée.");
    public static readonly Refusal NothingToAccept = new("NO_TEXT_TO_ACCEPT", 409, "Aucun texte n’attend l’acceptation du représentant légal.");
    public static readonly Refusal NoProposal = new("ADHESION_NO_PROPOSAL", 409, "Aucun changement de représentant légal n’attend de confirmation.");
    public static readonly Refusal NoReferentProven = new("ADHESION_NO_REFERENT_PROVEN", 409, "Aucun changement de référent n’attend votre confirmation : la personne désignée n’a pas encore confirmé son adresse, ou le changement est fait.");
    public static readonly Refusal NoEntityProposal = new("ADHESION_NO_CHANGE_PROPOSED", 409, "Aucun changement de nom ou d’adresse n’attend de confirmation.");
    public static readonly Refusal NoDelegationAsked = new("ADHESION_NO_DELEGATION", 409, "Aucune délégation de signature n’attend d’être examinée.");
    public static readonly Refusal NotDelegated = new("ADHESION_NOT_DELEGATED", 409, "Personne ne signe par délégation dans ce dossier.");
    public static readonly Refusal NotToCorrect = new("AMENDMENT_NOT_TO_CORRECT", 409, "Un avenant de changement de nom ou de sortie du relais ne se corrige pas : refusez de le signer en disant pourquoi, et il est demandé de nouveau.");
    public static readonly Refusal OtherSideLeaves = new("DEPARTURE_OF_OTHER_SIDE", 403, "Cette sortie du relais a été demandée par l’autre partie : elle seule peut la retirer.")
    {
        Missing = "Le représentant légal peut refuser de signer.",
    };
    public static readonly Refusal NothingToWithdraw = new("NO_DEPARTURE", 409, "Aucune demande de sortie du relais n’est en cours pour cet organisme.");
    public static readonly Refusal NotYet = new("ADHESION_NOT_YET", 409, "L’échéance n’est pas atteinte.");
}
