namespace Dinamis.Membership.Partners;

static class PartnerRefusals
{
    public static readonly Refusal Objected = new("CONTACT_OBJECTED", 409, "Cette personne s’est opposée à ce que le relais lui écrive. Indiquez quelqu’un d’autre.");
    public static readonly Refusal NoContact = new("NO_CONTACT", 409, "La fiche ne donne aucune adresse à qui écrire.");
    public static readonly Refusal NothingLacks = new("NOTHING_LACKS", 409, "La fiche est complète : il n’y a rien à demander.");
    public static readonly Refusal AskedLately = new("ASKED_LATELY", 409, "Cet organisme a été interrogé il y a moins de quatorze jours.");
    public static readonly Refusal RemindedLately = new("REMINDED_LATELY", 409, "Le dernier courriel date de moins de sept jours.");
    public static readonly Refusal NotAwaited = new("NOT_AWAITED", 409, "Aucune signature n’est attendue de cet organisme.");
    public static readonly Refusal HasFile = new("PARTNER_HAS_FILE", 409, "La ligne à retirer a un dossier d’adhésion : gardez plutôt celle-là.");
    public static readonly Refusal SameLine = new("SAME_PARTNER", 409, "C’est une seule et même ligne.");
}
