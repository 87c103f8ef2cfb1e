namespace Dinamis.Membership.Imports;

static class ImportRefusals
{
    public static readonly Refusal NotAwaited = new("IMPORT_NOT_AWAITED", 409, "Cette liste est déjà entrée au registre, ou en a été retirée.");
    public static readonly Refusal NotConfirmed = new("IMPORT_NOT_CONFIRMED", 409, "Cette liste n’est pas au registre : il n’y a rien à retirer.");
}
