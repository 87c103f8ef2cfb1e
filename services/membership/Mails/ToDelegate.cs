using Dinamis.Mail;
using Dinamis.Membership.Adhesions;

namespace Dinamis.Membership.Mails;

/// <summary>What is asked of the person who signs by delegation of the représentant légal, by a link as his.</summary>
static class ToDelegate
{
    /// <param name="relay">Short name of the relay on the road; null for a body that joins alone.</param>
    /// <param name="bound">The avenant or convention is in force already: the acte alone is signed.</param>
    public static MailMessage PleaseSign(Adhesion file, string? relay, bool bound, Uri link) => new(
        file.IsAmendment ? $"À signer par délégation : avenant de changement de nom, {Words.Name(file)}" : file.IsDeparture ? $"À signer par délégation : avenant de sortie du relais {relay}, {Words.Name(file)}" : file.WithActe ? $"À signer par délégation : adhésion à DINAMIS, {Words.Name(file)}" : $"À signer par délégation : avenant avec {relay}, {Words.Name(file)}",
        [
            $"{file.Representative.GivenName} {file.Representative.FamilyName}, {file.Representative.Function}, vous désigne pour signer au nom de {Words.Quoted(file)}, {Words.Basis(file.Delegation)}. DINAMIS a examiné cet arrêté.",
            (file.WithActe, bound || relay is null) switch
            {
                _ when file.IsAmendment => "Relisez l’avenant à l’acte d’adhésion, qui constate un changement de nom, et validez-le.",
                _ when file.IsDeparture => $"Relisez l’avenant par lequel l’organisme quitte le relais {relay}, et validez-le.",
                (false, _) => $"Relisez l’avenant avec {relay} et validez-le.",
                (_, true) => "Relisez le dossier et faites deux validations : l’acte d’adhésion à DINAMIS, puis la charte et les licences.",
                _ => $"Relisez le dossier et faites deux validations : l’acte d’adhésion à DINAMIS et {Words.RelayDeed(file)} avec {relay}, puis la charte et les licences.",
            },
            file.OneMailbox
                ? $"Il n’y a pas de compte à créer. Un code vous est demandé avant de valider : {relay ?? "DINAMIS"} vous le donne de vive voix."
                : $"Il n’y a pas de compte à créer. Un code vous est demandé avant de valider : il part à {file.Referent.GivenName} {file.Referent.FamilyName}, qui vous le donne de vive voix.",
        ])
    {
        ActionLabel = "Vérifier et signer",
        ActionUrl = link,
        Notes =
        [
            "Ce lien vaut 7 jours et vous est personnel : il vaut votre signature, ne le transmettez pas. Si le dossier change, il cesse de valoir et un autre vous est envoyé.",
            "Ce n’est pas à vous de signer ? La page permet de rendre la signature au représentant légal.",
            "Votre nom, votre fonction et votre adresse nous viennent du représentant légal ; l’acte signé les garde. Vos droits : page « Données personnelles ».",
        ],
    };

    public static MailMessage Submitted(Adhesion file) => new(
        $"Votre signature est enregistrée : {Words.Name(file)}",
        [
            $"Vos validations sont faites et horodatées, et votre signature est apposée, par délégation de {file.Representative.GivenName} {file.Representative.FamilyName}.",
            "Vous recevrez le document signé par les deux parties. Vous n’avez plus rien à faire.",
        ]);
}
