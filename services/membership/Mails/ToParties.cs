using Dinamis.Mail;
using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Register;

namespace Dinamis.Membership.Mails;

/// <summary>What goes to the représentant légal and to the référent alike.</summary>
static class ToParties
{
    public static MailMessage InForce(Adhesion file, Deed deed, byte[] pdf) => new(
        $"En vigueur : {Name(deed)} {deed.Number}, {Words.Name(file)}",
        [
            $"{Title(deed)} {deed.Number}, entre « {deed.Content.Member.Name} » et « {deed.Content.Counterparty.Name} », est signé{(deed.Kind is DeedKind.Convention ? "e" : "")} par les deux parties et en vigueur depuis le {Paris.Date(deed.InForceFrom!.Value)}.",
            "Le document est joint, avec ses deux signatures électroniques horodatées. Conservez ce fichier tel quel : imprimé ou enregistré de nouveau, il ne prouve plus rien.",
            $"Chacun peut vérifier son authenticité sur la page « Vérifier un acte » de DINAMIS, à partir du fichier ou du numéro {deed.Number}.",
        ])
    {
        Attachment = pdf,
        AttachmentName = $"{deed.Number}.pdf",
    };

    static string Name(Deed deed) => deed.Kind switch
    {
        DeedKind.Avenant => "avenant",
        DeedKind.Convention => "convention de partenariat",
        _ => "acte d’adhésion",
    };

    static string Title(Deed deed) => deed.Kind switch
    {
        DeedKind.Avenant => "L’avenant",
        DeedKind.Convention => "La convention de partenariat",
        _ => "L’acte d’adhésion",
    };
}
