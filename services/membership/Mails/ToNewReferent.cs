using Dinamis.Mail;
using Dinamis.Membership.Adhesions;

namespace Dinamis.Membership.Mails;

/// <summary>What whoever is named as next référent is asked and told; he has no account yet, perhaps.</summary>
static class ToNewReferent
{
    public static MailMessage PleaseProve(Adhesion file, Uri link) => new(
        $"Vous êtes désigné comme référent DINAMIS : {Words.Name(file)}",
        [
            $"{Words.Proposer(file)} vous désigne comme référent de {Words.Quoted(file)} pour DINAMIS, le dispositif qui met des images satellitaires à la disposition des acteurs publics, à la place de {file.Referent.GivenName} {file.Referent.FamilyName}.",
            "Le référent valide les comptes de ses collègues et reçoit les courriels qui concernent l’adhésion. Confirmez que cette adresse est bien la vôtre.",
        ])
    {
        ActionLabel = "Confirmer mon adresse",
        ActionUrl = link,
        Notes =
        [
            "Ce lien vaut 7 jours et ne sert qu’à vous : ne le transmettez pas. Passé ce délai, il permet d’en demander un nouveau.",
            "Cela ne vous concerne pas ? Ignorez ce courriel : rien ne sera fait.",
        ],
    };

    public static MailMessage InPlace(Adhesion file) => new(
        $"Vous êtes le référent DINAMIS : {Words.Name(file)}",
        [
            $"Le représentant légal de {Words.Quoted(file)} l’a confirmé : vous êtes le référent de l’organisme depuis le {Paris.Date(file.ReferentSince!.Value)}.",
            "Votre accès arrive dans un autre courriel. La page « Mon espace » permet de valider les comptes, et de clore ceux des personnes qui ont quitté l’organisme.",
        ]);

    public static MailMessage NotConfirmed(Adhesion file, string reason) => new(
        $"Référent inchangé : {Words.Name(file)}",
        [
            $"Le représentant légal de {Words.Quoted(file)} n’a pas confirmé que vous en deveniez le référent, pour ce motif :",
            $"« {reason} »",
        ]);
}
