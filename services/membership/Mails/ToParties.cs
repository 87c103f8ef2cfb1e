using Dinamis.Mail;
using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Register;
using Dinamis.Membership.Texts;

namespace Dinamis.Membership.Mails;

/// <summary>What goes to the représentant légal and to the référent alike.</summary>
static class ToParties
{
    public static MailMessage InForce(Adhesion file, Deed deed, byte[] pdf) => new(
        $"En vigueur : {Name(deed)} {deed.Number}, {Words.Name(file)}",
        [
            $"{Title(deed)} {deed.Number}, entre « {deed.Content.Member.Name} » et « {deed.Content.Counterparty.Name} », est signé{(deed.Kind is DeedKind.Convention ? "e" : "")} par les deux parties et en vigueur depuis le {Paris.Date(deed.InForceFrom!.Value)}.",
            .. deed.Content.Leaves is null ? Array.Empty<string>() : [$"{deed.Content.Counterparty.ShortName} {(file.DepartsAt > deed.InForceFrom ? $"n’agira plus au nom de {Words.Quoted(file)} {Words.Departs(file)}" : $"n’agit plus au nom de {Words.Quoted(file)}")}. {Words.KeptByWhoLeaves}"],
            "Le document est joint, avec ses deux signatures électroniques horodatées. Conservez ce fichier tel quel : imprimé ou enregistré de nouveau, il ne prouve plus rien.",
            $"Chacun peut vérifier son authenticité sur la page « Vérifier un acte » de DINAMIS, à partir du fichier ou du numéro {deed.Number}.",
        ])
    {
        Attachment = pdf,
        AttachmentName = $"{deed.Number}.pdf",
    };

    public static MailMessage Dropped(Adhesion file, string reason) => new(
        $"Dossier classé sans suite : {Words.Name(file)}",
        [
            $"DINAMIS classe sans suite {(file.IsAmendment ? "l’avenant de changement de nom" : file.IsDeparture ? "l’avenant de sortie du relais" : "le dossier")} de {Words.Quoted(file)}, pour ce motif :",
            $"« {reason} »",
            file.IsAmendment ? "L’adhésion continue sous le nom qu’elle avait. Un changement peut être signalé de nouveau à tout moment."
                : file.IsDeparture ? "L’organisme reste accompagné par son relais. La sortie peut être demandée de nouveau à tout moment."
                : "Une nouvelle demande reste possible à tout moment.",
        ]);

    /// <param name="relay">Short name of the relay that the body stays with.</param>
    public static MailMessage DepartureWithdrawn(Adhesion file, string? relay) => new(
        $"Sortie du relais retirée : {Words.Name(file)}",
        [$"{(file.PreparedByRelay ? $"{relay} retire" : $"{file.Referent.GivenName} {file.Referent.FamilyName}, référent, retire")} la demande de sortie du relais de {Words.Quoted(file)}. Rien ne change : {relay} continue de l’accompagner. Le lien qui permettait de signer ne vaut plus."]);

    public static MailMessage Suspended(Adhesion file, string reason) => new(
        $"Adhésion suspendue : {Words.Name(file)}",
        [
            $"DINAMIS suspend l’adhésion de {Words.Quoted(file)}, pour ce motif :",
            $"« {reason} »",
            "Les téléchargements et les demandes d’images sont fermés dès maintenant ; les comptes, l’acte et l’historique sont conservés.",
            $"Présentez vos observations et régularisez avant le {Paris.Date(file.StateSince.AddMonths(1))} : la suspension sera levée. Passé ce délai, DINAMIS peut résilier l’acte.",
        ]);

    public static MailMessage Resumed(Adhesion file, string reason) => new(
        $"Suspension levée : {Words.Name(file)}",
        [
            $"DINAMIS lève la suspension de l’adhésion de {Words.Quoted(file)} : les accès sont rouverts, tels qu’ils étaient.",
            $"« {reason} »",
        ]);

    /// <param name="byMember">The représentant légal gave it; otherwise DINAMIS did.</param>
    public static MailMessage NoticeGiven(Adhesion file, bool byMember, string reason) => new(
        $"Résiliation notifiée : {Words.Name(file)}",
        [
            $"{(byMember ? "Le représentant légal" : "DINAMIS")} met fin à l’adhésion de {Words.Quoted(file)}, avec le préavis de deux mois que l’acte prévoit.",
            .. reason.Length > 0 ? [$"« {reason} »"] : Array.Empty<string>(),
            $"L’acte prend fin le {Paris.Date(file.EndsAt!.Value)}. Jusque-là, rien ne change.",
        ]);

    /// <param name="reason">Empty where the notice gave it already.</param>
    public static MailMessage Terminated(Adhesion file, string reason) => new(
        $"Adhésion résiliée : {Words.Name(file)}",
        [
            $"L’acte d’adhésion de {Words.Quoted(file)} a pris fin le {Paris.Date(file.StateSince)}{(reason.Length > 0 ? ", pour ce motif :" : ", au terme du préavis.")}",
            .. reason.Length > 0 ? [$"« {reason} »"] : Array.Empty<string>(),
            Kept,
        ]);

    public static MailMessage RepresentativeChanged(Adhesion file) => new(
        $"Nouveau représentant légal : {Words.Name(file)}",
        [
            $"DINAMIS a confirmé {file.Representative.GivenName} {file.Representative.FamilyName}, {file.Representative.Function}, comme représentant légal de {Words.Quoted(file)} pour son adhésion.",
            "L’acte signé ne change pas. Les décisions à venir lui seront demandées ; les liens envoyés auparavant ne valent plus.",
        ]);

    public static MailMessage RepresentativeNotChanged(Adhesion file, string reason) => new(
        $"Représentant légal inchangé : {Words.Name(file)}",
        [
            $"DINAMIS n’a pas confirmé le changement de représentant légal proposé pour {Words.Quoted(file)}, pour ce motif :",
            $"« {reason} »",
        ]);

    /// <summary>The person who signs by it has another mail, with his link.</summary>
    public static MailMessage DelegationConfirmed(Adhesion file) => new(
        $"Délégation de signature acceptée : {Words.Name(file)}",
        [
            $"DINAMIS a examiné l’arrêté n° {file.Delegation.DecreeNumber} : {file.Delegation.Delegate.GivenName} {file.Delegation.Delegate.FamilyName}, {file.Delegation.Delegate.Function}, signe au nom de {Words.Quoted(file)} par délégation de {file.Representative.GivenName} {file.Representative.FamilyName}.",
            "L’acte est établi de nouveau et nomme cette délégation. Un lien personnel est parti à la personne qui signe ; celui du représentant légal ne sert plus pour cette signature.",
        ]);

    public static MailMessage EntityChanged(Adhesion file) => new(
        $"Changement enregistré : {Words.Name(file)}",
        [
            $"DINAMIS a enregistré la nouvelle adresse de {Words.Quoted(file)} pour son adhésion : {file.Entity.Name}, {file.Entity.LegalForm}, {file.Entity.Street}, {file.Entity.PostalCode} {file.Entity.Town}.",
            "L’acte d’adhésion ne change pas : il reste tel qu’il a été signé, et lie le même organisme.",
        ]);

    public static MailMessage EntityNotChanged(Adhesion file, string reason) => new(
        $"Nom et adresse inchangés : {Words.Name(file)}",
        [
            $"DINAMIS n’a pas enregistré le changement de nom ou d’adresse signalé pour {Words.Quoted(file)}, pour ce motif :",
            $"« {reason} »",
        ]);

    public static MailMessage Renewed(Adhesion file) => new(
        $"Adhésion renouvelée : {Words.Name(file)}",
        [$"L’acte d’adhésion de {Words.Quoted(file)} est renouvelé jusqu’au {Paris.Date(file.Until!.Value)}. Rien d’autre ne change."]);

    public static MailMessage TextsAccepted(Adhesion file, IReadOnlyList<TextVersion> versions) => new(
        $"Textes acceptés : {Words.Name(file)}",
        [
            $"{file.Representative.GivenName} {file.Representative.FamilyName} a accepté, au nom de {Words.Quoted(file)} : {Words.Versions(versions, withDates: true)}.",
            $"L’acceptation est enregistrée avec l’empreinte de chaque texte : {string.Join(" ; ", versions.Select(v => $"{v.Facts.Name}, version {v.Number}, SHA-256 {v.Sha256}"))}.",
        ]);

    public static MailMessage Expired(Adhesion file) => new(
        $"Adhésion arrivée à son terme : {Words.Name(file)}",
        [
            $"L’acte d’adhésion de {Words.Quoted(file)} n’a pas été renouvelé : il a pris fin le {Paris.Date(file.StateSince)}.",
            Kept,
            "L’organisme peut adhérer de nouveau à tout moment.",
        ]);

    const string Kept = "Les téléchargements sont fermés. Les images déjà obtenues restent utilisables dans les limites de leurs licences, et l’acte reste vérifiable sur la page « Vérifier un acte ».";

    static string Name(Deed deed) => deed.Kind switch
    {
        DeedKind.Avenant => "avenant",
        DeedKind.Departure => "avenant de sortie du relais",
        DeedKind.Amendment => "avenant à l’acte d’adhésion",
        DeedKind.Convention => "convention de partenariat",
        _ => "acte d’adhésion",
    };

    static string Title(Deed deed) => deed.Kind switch
    {
        DeedKind.Avenant => "L’avenant",
        DeedKind.Departure => "L’avenant de sortie du relais",
        DeedKind.Amendment => "L’avenant à l’acte d’adhésion",
        DeedKind.Convention => "La convention de partenariat",
        _ => "L’acte d’adhésion",
    };
}
