using Dinamis.Mail;
using Dinamis.Membership.Adhesions;

namespace Dinamis.Membership.Mails;

/// <summary>What the officers named in the mandate are told: a body of the relay waits for them.</summary>
static class ToOfficers
{
    public static MailMessage PleaseCountersign(Adhesion file, string relay, Uri page) => new(
        $"À contresigner pour {relay} : {Words.Name(file)}",
        [
            $"Le représentant légal a signé {Words.RelayDeed(file)} entre {Words.Quoted(file)} et {relay}. Ce document attend maintenant le contreseing d’un agent nommé au mandat.",
            file.IsDeparture
                ? $"{relay} n’agira plus au nom de cet organisme {Words.Departs(file)}. Son acte d’adhésion, ses comptes et l’historique demeurent."
                : $"Dès que le document est scellé, {relay} est super référent de cet organisme : vous pouvez y ouvrir des comptes.",
        ])
    {
        ActionLabel = "Relire et contresigner",
        ActionUrl = page,
        Notes = ["Votre mot de passe vous est redemandé avant de signer. Un seul agent contresigne : si un collègue l’a déjà fait, la page le dit."],
    };

    public static MailMessage CorrectionAsked(Adhesion file, string message, string relay, Uri page) => new(
        $"Correction demandée : {Words.Name(file)}",
        [
            $"Le représentant légal a relu le dossier que {relay} lui a présenté et demande une correction avant de signer :",
            $"« {message} »",
            "Corrigez le dossier puis envoyez-le de nouveau, ou laissez le référent de l’organisme le faire : il est prévenu aussi.",
        ])
    {
        ActionLabel = "Ouvrir le dossier",
        ActionUrl = page,
    };

    public static MailMessage ComplementRequested(Adhesion file, string message, Uri page) => new(
        $"DINAMIS demande un complément : {Words.Name(file)}",
        [
            "Pour poursuivre l’examen, DINAMIS demande au référent de l’organisme :",
            $"« {message} »",
            "Le référent répond par le lien qui lui est envoyé ; vous pouvez l’y aider.",
        ])
    {
        ActionLabel = "Voir l’organisme",
        ActionUrl = page,
    };

    public static MailMessage DraftWillEnd(Adhesion file, Uri page) => new(
        $"Ce dossier sera clos le {Paris.Date(file.DraftEndsAt)} : {Words.Name(file)}",
        [
            $"Le dossier de {Words.Quoted(file)} n’a pas changé depuis le {Paris.Date(file.SavedAt)}. Sans changement, il sera clos sans suite le {Paris.Date(file.DraftEndsAt)}.",
            "Envoyez-le de nouveau, ou aidez le référent à le reprendre : il est prévenu aussi.",
        ])
    {
        ActionLabel = "Voir l’organisme",
        ActionUrl = page,
    };

    public static MailMessage Declined(Adhesion file, string message, string relay, Uri page) => new(
        $"Sans suite : {Words.Name(file)}",
        [
            file.IsDeparture
                ? $"Le représentant légal a fait savoir qu’il ne signera pas l’avenant par lequel {Words.Quoted(file)} quittait {relay}. Rien ne change."
                : $"Le représentant légal a fait savoir qu’il ne signera pas le dossier que {relay} lui a présenté. Rien n’est signé.",
            .. string.IsNullOrWhiteSpace(message) ? Array.Empty<string>() : [$"« {message} »"],
        ])
    {
        ActionLabel = "Voir l’organisme",
        ActionUrl = page,
    };

    /// <summary>The référent asks that the body leaves the relay.</summary>
    public static MailMessage DepartureAsked(Adhesion file, string relay, Uri page) => new(
        $"Sortie du relais demandée : {Words.Name(file)}",
        [
            $"{file.Referent.GivenName} {file.Referent.FamilyName}, référent de {Words.Quoted(file)}, demande que {relay} n’accompagne plus l’organisme, {Words.Departs(file)}, pour ce motif :",
            $"« {file.Departure.Reason} »",
            "Le représentant légal vient de recevoir l’avenant à signer ; un agent nommé au mandat le contresigne ensuite. Jusque-là, rien ne change.",
        ])
    {
        ActionLabel = "Voir l’organisme",
        ActionUrl = page,
    };

    public static MailMessage DepartureWithdrawn(Adhesion file, string relay, Uri page) => new(
        $"Sortie du relais retirée : {Words.Name(file)}",
        [$"Le référent de {Words.Quoted(file)} retire la demande de sortie du relais : {relay} continue d’accompagner l’organisme."])
    {
        ActionLabel = "Voir l’organisme",
        ActionUrl = page,
    };

    /// <summary>Both have signed.</summary>
    public static MailMessage Left(Adhesion file, string relay, Uri page) => new(
        $"Sortie du relais signée : {Words.Name(file)}",
        [
            $"L’avenant par lequel {Words.Quoted(file)} quitte {relay} est signé par les deux parties. {relay} n’agit plus en son nom {(file.Departure.FirstDay.Length > 0 ? Words.Departs(file) : "dès maintenant")} : ni comptes, ni aide, ni vue de son activité.",
            "Ses utilisateurs gardent leurs accès. L’organisme reste au registre, et peut être accompagné de nouveau par un nouvel avenant.",
        ])
    {
        ActionLabel = "Voir l’organisme",
        ActionUrl = page,
    };

    public static MailMessage Objected(Adhesion file, string relay, Uri page) => new(
        $"Opposition d’une personne : {Words.Name(file)}",
        [
            $"Une personne que le dossier nomme s’est opposée à ce que {relay} se serve de son adresse : elle est retirée du registre, et le dossier est clos. Rien n’est signé.",
            "Indiquez une autre personne, puis envoyez le dossier de nouveau.",
        ])
    {
        ActionLabel = "Voir l’organisme",
        ActionUrl = page,
    };
}
