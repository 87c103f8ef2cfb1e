using Dinamis.Mail;
using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Texts;

namespace Dinamis.Membership.Mails;

/// <summary>What the représentant légal is asked and told: he has no account, his link is all that he needs.</summary>
static class ToRepresentative
{
    /// <param name="relay">Short name of the relay on the road; null for a body that joins alone.</param>
    /// <param name="bound">The avenant or convention is in force already: the acte alone is signed.</param>
    public static MailMessage PleaseSign(Adhesion file, string? relay, bool bound, Uri link) => new(
        file.IsAmendment ? $"À signer : avenant de changement de nom, {Words.Name(file)}" : file.IsDeparture ? $"À signer : avenant de sortie du relais {relay}, {Words.Name(file)}" : file.WithActe ? $"À signer : adhésion à DINAMIS, {Words.Name(file)}" : $"À signer : avenant avec {relay}, {Words.Name(file)}",
        [
            Who(file, relay),
            What(file, relay, bound),
            file.OneMailbox
                ? $"Il n’y a rien à installer et pas de compte à créer ; dix minutes suffisent, sur un téléphone aussi. Un code vous est demandé avant de valider : {relay ?? "DINAMIS"} vous le donne de vive voix."
                : $"Il n’y a rien à installer et pas de compte à créer ; dix minutes suffisent, sur un téléphone aussi. Un code vous est demandé avant de valider : il part à {file.Referent.GivenName} {file.Referent.FamilyName}, qui vous le donne de vive voix.",
        ])
    {
        ActionLabel = "Vérifier et signer",
        ActionUrl = link,
        Notes =
        [
            "Ce lien vaut 7 jours et vous est personnel : il vaut votre signature, ne le transmettez pas. Si le dossier change, il cesse de valoir et un autre vous est envoyé.",
            file.IsAmendment || file.IsDeparture ? "Une information est fausse ? La page permet de refuser, en disant pourquoi." : "Une information est fausse ? La page permet de demander une correction au lieu de signer.",
        ],
    };

    /// <param name="link">By which he signs himself, or names somebody again.</param>
    public static MailMessage DelegationRefused(Adhesion file, string reason, Uri link) => new(
        $"Délégation de signature non acceptée : {Words.Name(file)}",
        [
            $"DINAMIS a examiné la délégation de signature donnée pour {Words.Quoted(file)} et ne l’accepte pas, pour ce motif :",
            $"« {reason} »",
            "Vous pouvez signer vous-même, ou joindre un autre arrêté, depuis ce nouveau lien. Le précédent ne vaut plus.",
        ])
    {
        ActionLabel = "Ouvrir la page",
        ActionUrl = link,
        Notes = [Personal],
    };

    /// <param name="delegate">Who was to sign.</param>
    /// <param name="reason">What that person wrote.</param>
    public static MailMessage SignatureReturned(Adhesion file, Wire.RepresentativeForm @delegate, string reason, Uri link) => new(
        $"À signer : la signature vous revient, {Words.Name(file)}",
        [
            $"{@delegate.GivenName} {@delegate.FamilyName}, à qui vous aviez délégué la signature pour {Words.Quoted(file)}, vous la rend :",
            $"« {reason} »",
            "L’acte est établi de nouveau, à votre nom seul. Vous pouvez le signer, ou nommer une autre personne.",
        ])
    {
        ActionLabel = "Vérifier et signer",
        ActionUrl = link,
        Notes = [Personal],
    };

    public static MailMessage Submitted(Adhesion file, string? relay) => new(
        $"{(file.IsDelegated ? "Signature par délégation enregistrée" : "Votre signature est enregistrée")} : {Words.Name(file)}",
        [
            file.IsDelegated
                ? $"{file.Signatory.GivenName} {file.Signatory.FamilyName}, {file.Signatory.Function}, a fait les validations et signé par votre délégation, {Words.Basis(file.Delegation)}."
                : "Vos validations sont faites et horodatées, et votre signature est apposée.",
            (file.WithActe, relay) switch
            {
                _ when file.IsAmendment => "Une personne de DINAMIS contresigne l’avenant. Vous recevrez le document signé par les deux parties.",
                (false, _) => $"{relay} contresigne {Words.RelayDeed(file)}. Vous recevrez le document signé par les deux parties.",
                (_, null) => "DINAMIS examine maintenant la demande. Vous recevrez l’acte d’adhésion signé par les deux parties.",
                _ => $"{relay} contresigne {Words.RelayDeed(file)}, puis DINAMIS l’acte d’adhésion. Vous recevrez chaque document signé par les deux parties.",
            },
        ]);

    /// <param name="reason">What the référent wrote.</param>
    public static MailMessage TerminationAsked(Adhesion file, string reason, Uri link) => new(
        $"Résiliation proposée : {Words.Name(file)}",
        [
            $"{file.Referent.GivenName} {file.Referent.FamilyName}, référent de {Words.Quoted(file)}, propose de mettre fin à l’adhésion à DINAMIS :",
            $"« {reason} »",
            "Vous seul pouvez notifier cette résiliation. Le préavis est de deux mois ; si vous ne faites rien, l’adhésion continue.",
        ])
    {
        ActionLabel = "Relire et décider",
        ActionUrl = link,
        Notes = [Personal],
    };

    public static MailMessage PleaseRenew(Adhesion file, Uri link) => new(
        $"À renouveler avant le {Paris.Date(file.Until!.Value)} : adhésion à DINAMIS, {Words.Name(file)}",
        [
            $"L’acte d’adhésion de {Words.Quoted(file)} arrive à son terme le {Paris.Date(file.Until.Value)}. Sans votre confirmation, il prend fin ce jour-là, et les téléchargements avec lui.",
            file.State is AdhesionState.Suspended
                ? "L’adhésion est suspendue : elle pourra être renouvelée dès que la suspension sera levée."
                : "Une confirmation suffit : rien n’est à signer de nouveau.",
        ])
    {
        ActionLabel = "Renouveler l’adhésion",
        ActionUrl = link,
        Notes = [Personal],
    };

    public static MailMessage PleaseAccept(Adhesion file, IReadOnlyList<TextVersion> versions, Uri link) => new(
        $"À accepter : {Words.Versions(versions)}, pour {Words.Quoted(file)}",
        [
            $"DINAMIS a publié de nouvelles versions de textes que {Words.Quoted(file)} avait acceptés : {Words.Versions(versions, withDates: true)}.",
            "L’acte d’adhésion ne change pas. Tant qu’une licence en vigueur n’est pas acceptée, les images qu’elle couvre ne peuvent plus être téléchargées ; jusqu’à sa date, la version précédente continue de valoir.",
        ])
    {
        ActionLabel = "Relire et accepter",
        ActionUrl = link,
        Notes = [Personal],
    };

    public static MailMessage SuccessorProposed(Adhesion file) => new(
        $"Changement de représentant légal proposé : {Words.Name(file)}",
        [
            $"{file.Referent.GivenName} {file.Referent.FamilyName}, référent de {Words.Quoted(file)}, indique à DINAMIS un autre représentant légal que vous : {file.ProposedRepresentative.GivenName} {file.ProposedRepresentative.FamilyName}, {file.ProposedRepresentative.Function}.",
            "DINAMIS vérifie avant de confirmer. Si ce changement n’est pas voulu, écrivez-nous sans attendre par la page « Aide ».",
        ]);

    public static MailMessage ConfirmReferent(Adhesion file, Uri link) => new(
        $"À confirmer : nouveau référent, {Words.Name(file)}",
        [
            $"{Words.Proposer(file)} désigne {file.ProposedReferent.Referent.GivenName} {file.ProposedReferent.Referent.FamilyName}, {file.ProposedReferent.Referent.Function}, comme référent de {Words.Quoted(file)} pour DINAMIS, à la place de {file.Referent.GivenName} {file.Referent.FamilyName}.",
            "Cette personne a confirmé son adresse. Le référent valide les comptes de l’organisme : rien ne change sans votre confirmation. L’acte signé ne change pas.",
        ])
    {
        ActionLabel = "Relire et décider",
        ActionUrl = link,
        Notes = [Personal],
    };

    public static MailMessage EntityChangeProposed(Adhesion file) => new(
        $"Changement de nom ou d’adresse signalé : {Words.Name(file)}",
        [
            $"{file.Referent.GivenName} {file.Referent.FamilyName}, référent de {Words.Quoted(file)}, signale à DINAMIS : {file.ProposedEntity.Entity.Name}, {file.ProposedEntity.Entity.LegalForm}, {file.ProposedEntity.Entity.Street}, {file.ProposedEntity.Entity.PostalCode} {file.ProposedEntity.Entity.Town}.",
            $"« {file.ProposedEntity.Message} »",
            "DINAMIS vérifie avant d’enregistrer. Si ce changement n’est pas exact, écrivez-nous par la page « Aide ».",
        ]);

    public static MailMessage EntityChangeWithdrawn(Adhesion file) => new(
        $"Changement de nom ou d’adresse retiré : {Words.Name(file)}",
        [$"{file.Referent.GivenName} {file.Referent.FamilyName}, référent de {Words.Quoted(file)}, retire le changement signalé à DINAMIS. Rien ne change."]);

    public static MailMessage FreshLink(Adhesion file, Uri link) => new(
        $"Votre lien vers l’adhésion : {Words.Name(file)}",
        [$"Voici un nouveau lien vers l’adhésion de {Words.Quoted(file)} à DINAMIS : votre exemplaire de l’acte, et les décisions qui vous reviennent."])
    {
        ActionLabel = "Ouvrir la page",
        ActionUrl = link,
        Notes = [Personal],
    };

    /// <param name="document">Where the document joined to the decision is read; null when there is none.</param>
    public static MailMessage Refused(Adhesion file, string reason, Uri? document = null) => new(
        $"Adhésion non acceptée : {Words.Name(file)}",
        [
            "DINAMIS a examiné la demande d’adhésion et ne l’accepte pas, pour ce motif :",
            $"« {reason} »",
            "Une nouvelle demande reste possible si la situation change.",
        ])
    {
        ActionLabel = document is null ? null : "Lire le document joint",
        ActionUrl = document,
        Notes = document is null ? [] : [Personal],
    };

    const string Personal = "Ce lien vaut 7 jours et vous est personnel : ne le transmettez pas. Passé ce délai, il permet d’en demander un nouveau.";

    static string Who(Adhesion file, string? relay)
    {
        if (file.IsAmendment)
            return $"{file.Referent.GivenName} {file.Referent.FamilyName}, référent, a signalé que « {file.Amendment.FormerName} » s’appelle désormais {Words.Quoted(file)} ({file.Entity.LegalForm}). DINAMIS a confirmé ce changement : un avenant le constate. L’acte d’adhésion, les comptes et les droits restent en vigueur.";
        if (file.IsDeparture)
            return $"{(file.PreparedByRelay ? $"{relay}, relais de DINAMIS," : $"{file.Referent.GivenName} {file.Referent.FamilyName}, référent,")} demande que {relay} n’accompagne plus {Words.Quoted(file)} dans l’usage de DINAMIS, {Words.Departs(file)}. L’acte d’adhésion, les licences, les comptes et les droits restent en vigueur. Motif de la sortie : « {file.Departure.Reason} »";
        var who = file.PreparedByRelay ? $"{relay}, relais de DINAMIS," : $"{file.Referent.GivenName} {file.Referent.FamilyName}";
        return file.WithActe
            ? $"{who} a préparé l’adhésion de {Words.Quoted(file)} à DINAMIS, le dispositif qui met des images satellitaires à la disposition des acteurs publics."
            : $"{who} propose d’accompagner {Words.Quoted(file)} dans l’usage de DINAMIS. L’acte d’adhésion en vigueur et les comptes ne changent pas.";
    }

    static string What(Adhesion file, string? relay, bool bound) => (file.WithActe, bound || relay is null) switch
    {
        _ when file.IsAmendment => "En tant que représentant légal, relisez l’avenant à l’acte d’adhésion et validez-le.",
        _ when file.IsDeparture => $"En tant que représentant légal, relisez l’avenant de sortie du relais {relay} et validez-le.",
        (false, _) => $"En tant que représentant légal, relisez l’avenant avec {relay} et validez-le.",
        (_, true) => "En tant que représentant légal, relisez le dossier et faites deux validations : l’acte d’adhésion, puis la charte et les licences.",
        _ => $"En tant que représentant légal, relisez le dossier et faites deux validations : l’acte d’adhésion et {Words.RelayDeed(file)} avec {relay}, puis la charte et les licences.",
    };
}
