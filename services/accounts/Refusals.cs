using Dinamis.Kernel;

namespace Dinamis.Accounts;

/// <summary>What accounts refuses by name.</summary>
static class Refusals
{
    public static readonly Refusal NotYourself = new("NOT_YOURSELF", 403, "Une autre personne doit le faire : nul ne décide de son propre compte.");
    public static readonly Refusal AddressNotProven = new("ADDRESS_NOT_PROVEN", 409, "Cette personne n’a pas encore confirmé son adresse électronique.");
    public static readonly Refusal NotInThisState = new("NOT_IN_THIS_STATE", 409, "Cette action n’est plus possible dans l’état présent du compte.");
    public static readonly Refusal LastReferent = new("LAST_REFERENT", 409, "C’est le dernier référent de l’organisme : désignez-en un autre avant de clore ce compte.");
    public static readonly Refusal LastOperator = new("LAST_OPERATOR", 409, "C’est le dernier exploitant : désignez-en un autre avant de clore ce compte.");
    public static readonly Refusal MemberAlready = new("MEMBER_ALREADY", 409, "Cette personne a déjà ce compte dans l’organisme.");
    public static readonly Refusal SuspendedHere = new("SUSPENDED_HERE", 409, "Le compte de cette personne est suspendu dans l’organisme : rétablissez-le plutôt.");
    public static readonly Refusal RoleUnknownHere = new("ROLE_UNKNOWN_HERE", 400, "Ce rôle n’existe pas dans cet organisme.");
    public static readonly Refusal LinkDead = new("LINK_DEAD", 410, "Ce lien a déjà servi ou n’est plus valable.");
    public static readonly Refusal LinkExpired = new("LINK_EXPIRED", 410, "Ce lien a expiré : demandez-en un nouveau.");
    public static readonly Refusal OrganisationNotMember = new("ORGANISATION_NOT_MEMBER", 409, "Cet organisme n’a pas d’adhésion en vigueur.") { Cure = "/adherer" };
    public static readonly Refusal OperatorExists = new("OPERATOR_EXISTS", 409, "Un exploitant existe déjà : il invite les suivants.");
    public static readonly Refusal MandateMissing = new("MANDATE_MISSING", 403, "Aucun mandat en vigueur ne vous permet de gérer les comptes de cet organisme.");
}
