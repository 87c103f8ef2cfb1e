using Dinamis.Mail;
using Dinamis.Membership.Adhesions;

namespace Dinamis.Membership.Mails;

/// <summary>What the représentant légal is asked and told: he has no account, his link is all that he needs.</summary>
static class ToRepresentative
{
    public static MailMessage PleaseSign(Adhesion file, Uri link) => new(
        $"À signer : l’adhésion de {Words.Name(file)} à DINAMIS",
        [
            $"{file.Referent.GivenName} {file.Referent.FamilyName} a préparé l’adhésion de {Words.Name(file)} à DINAMIS, le dispositif qui met des images satellitaires à la disposition des acteurs publics.",
            What(file),
            "Il n’y a rien à installer et pas de compte à créer ; dix minutes suffisent, sur un téléphone aussi.",
        ])
    {
        ActionLabel = "Vérifier et signer",
        ActionUrl = link,
        Notes =
        [
            "Ce lien vaut 7 jours et vous est personnel : il vaut votre signature, ne le transmettez pas. Si le dossier change, il cesse de valoir et un autre vous est envoyé.",
            "Une information est fausse ? La page permet de demander une correction au lieu de signer.",
        ],
    };

    public static MailMessage Submitted(Adhesion file) => new(
        $"Votre signature pour {Words.Name(file)} est enregistrée",
        [
            "Vos validations sont faites et horodatées, et votre signature est apposée.",
            file.WithActe
                ? "DINAMIS examine maintenant la demande. Vous recevrez l’acte d’adhésion signé par les deux parties."
                : "Le relais contresigne l’avenant. Vous recevrez le document signé par les deux parties.",
        ]);

    public static MailMessage Refused(Adhesion file, string reason) => new(
        $"L’adhésion de {Words.Name(file)} n’est pas acceptée",
        [
            "DINAMIS a examiné la demande d’adhésion et ne l’accepte pas, pour ce motif :",
            $"« {reason} »",
            "Une nouvelle demande reste possible si la situation change.",
        ]);

    static string What(Adhesion file) => (file.WithActe, file.RelayDeed) switch
    {
        (false, _) => "En tant que représentant légal, relisez l’avenant avec le relais et validez-le.",
        (_, DeedKind.Avenant) => "En tant que représentant légal, relisez le dossier et faites deux validations : l’acte d’adhésion avec l’avenant qui vous lie au relais, puis la charte et les licences.",
        (_, DeedKind.Convention) => "En tant que représentant légal, relisez le dossier et faites deux validations : l’acte d’adhésion avec la convention de partenariat du relais, puis la charte et les licences.",
        _ => "En tant que représentant légal, relisez le dossier et faites deux validations : l’acte d’adhésion, puis la charte et les licences.",
    };
}
