using Dinamis.Mail;
using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Texts;

namespace Dinamis.Membership.Mails;

/// <summary>What the future référent is told, at each step of his file.</summary>
static class ToReferent
{
    const string SevenDays = "Ce lien vaut 7 jours et ne sert qu’à vous : ne le transmettez pas. Passé ce délai, il permet d’en demander un nouveau.";
    const string NotMe = "Vous n’êtes pas à l’origine de cette demande ? Ignorez ce courriel : rien ne sera fait.";

    public static MailMessage ProveAddress(Adhesion file, Uri link) => new(
        "Confirmez votre adresse pour commencer l’adhésion à DINAMIS",
        [
            $"Une demande d’adhésion à DINAMIS a été commencée avec votre adresse pour l’organisme identifié par le {BodyId.Label(file.Siren)}.",
            "Confirmez que cette adresse est bien la vôtre : vous pourrez alors remplir le dossier, en trois parties, et le reprendre quand vous voulez.",
        ])
    {
        ActionLabel = "Confirmer mon adresse",
        ActionUrl = link,
        Notes = [SevenDays, NotMe],
    };

    public static MailMessage TextsToAccept(Adhesion file, IReadOnlyList<TextVersion> versions) => new(
        $"Le représentant légal doit accepter : {Words.Versions(versions)}",
        [
            $"DINAMIS a publié de nouvelles versions de textes que {Words.Quoted(file)} avait acceptés : {Words.Versions(versions, withDates: true)}.",
            $"Un lien pour les accepter est parti à {file.Representative.GivenName} {file.Representative.FamilyName}. La page « Mon espace » dit où il en est, et permet de le lui renvoyer.",
        ]);

    public static MailMessage SignatureCode(Adhesion file, string code) => new(
        $"{(file.MayNameReferent ? "Code" : "Code de signature")} pour {file.CodeHolder.GivenName} {file.CodeHolder.FamilyName} : {Words.Name(file)}",
        [
            $"{file.CodeHolder.GivenName} {file.CodeHolder.FamilyName} ouvre le lien qui permet {(file.MayNameReferent ? "de désigner un autre référent" : "de signer")} pour {Words.Quoted(file)}, et demande le code qui va avec.",
            $"Le code : {code}",
            $"Donnez-le-lui de vive voix, et à personne d’autre : avec le lien, il {(file.MayNameReferent ? "permet de vous remplacer" : "vaut sa signature")}. Il ne sert qu’une fois, pendant 30 minutes.",
        ])
    {
        Notes = ["Cette personne n’a rien demandé ? Ne donnez ce code à personne, et prévenez-le."],
    };

    public static MailMessage FreshLink(Adhesion file, Uri link) => new(
        "Reprendre votre dossier d’adhésion à DINAMIS",
        [$"Voici un nouveau lien vers le dossier de {Words.Quoted(file)}. Ce que vous avez enregistré est conservé."])
    {
        ActionLabel = "Reprendre le dossier",
        ActionUrl = link,
        Notes = [SevenDays, NotMe],
    };

    public static MailMessage CorrectionAsked(Adhesion file, string message, Uri link) => new(
        $"Correction demandée : {Words.Name(file)}",
        [
            "Le représentant légal a relu le dossier et demande une correction avant de signer :",
            $"« {message} »",
            "Corrigez le dossier puis envoyez-le de nouveau : un nouvel acte lui sera présenté.",
        ])
    {
        ActionLabel = "Corriger le dossier",
        ActionUrl = link,
        Notes = [SevenDays],
    };

    public static MailMessage Declined(Adhesion file, string message) => new(
        $"Dossier clos sans signature : {Words.Name(file)}",
        [
            "Le représentant légal a fait savoir qu’il ne signera pas. Le dossier est clos, sans suite.",
            .. string.IsNullOrWhiteSpace(message) ? Array.Empty<string>() : [$"« {message} »"],
            "Une nouvelle demande reste possible à tout moment.",
        ]);

    /// <param name="after">As the body will be called.</param>
    public static MailMessage AmendmentToSign(Adhesion file, Wire.EntityForm after) => new(
        $"Avenant à signer : {after.Name}",
        [
            $"DINAMIS a confirmé le changement signalé pour {Words.Quoted(file)} : {after.Name}, {after.LegalForm}. Un avenant à l’acte d’adhésion le constate ; {file.Representative.GivenName} {file.Representative.FamilyName} vient de recevoir le lien qui permet de le signer.",
            "DINAMIS le contresigne ensuite, et le nouveau nom est enregistré. Jusque-là, et après, tous les droits de l’organisme restent ouverts.",
        ]);

    public static MailMessage AmendmentDeclined(Adhesion file, string message) => new(
        $"Avenant non signé : {file.Amendment.FormerName}",
        [
            $"Le représentant légal ne signe pas l’avenant qui changeait le nom de « {file.Amendment.FormerName} » en {Words.Quoted(file)} :",
            .. string.IsNullOrWhiteSpace(message) ? Array.Empty<string>() : [$"« {message} »"],
            "L’acte d’adhésion ne change pas. Vous pouvez signaler le changement de nouveau depuis « Mon espace ».",
        ]);

    public static MailMessage AmendmentSubmitted(Adhesion file) => new(
        $"Avenant signé : {Words.Name(file)}",
        ["L’avenant est signé pour l’organisme. Une personne de DINAMIS le contresigne ; vous recevrez le document signé par les deux parties."]);

    /// <summary>The relay asks that the body leaves it.</summary>
    public static MailMessage DepartureAsked(Adhesion file, string? relay) => new(
        $"Sortie du relais demandée : {Words.Name(file)}",
        [
            $"{relay} demande à ne plus accompagner {Words.Quoted(file)}, {Words.Departs(file)}, pour ce motif :",
            $"« {file.Departure.Reason} »",
            $"{file.Representative.GivenName} {file.Representative.FamilyName} vient de recevoir l’avenant à signer, et peut le refuser. {Words.KeptByWhoLeaves}",
        ]);

    public static MailMessage DepartureDeclined(Adhesion file, string message) => new(
        $"Avenant non signé : {Words.Name(file)}",
        [
            $"Le représentant légal ne signe pas l’avenant par lequel {Words.Quoted(file)} quittait son relais :",
            .. string.IsNullOrWhiteSpace(message) ? Array.Empty<string>() : [$"« {message} »"],
            "Rien ne change : le relais continue d’accompagner l’organisme. La sortie peut être demandée de nouveau.",
        ]);

    public static MailMessage DepartureSubmitted(Adhesion file, string? relay) => new(
        $"Avenant signé : {Words.Name(file)}",
        [$"L’avenant de sortie du relais est signé pour l’organisme. Un agent de {relay} le contresigne ; vous recevrez le document signé par les deux parties. Jusque-là, rien ne change."]);

    public static MailMessage DelegateNamed(Adhesion file) => new(
        $"Signature déléguée : {Words.Name(file)}",
        [
            $"{file.Representative.GivenName} {file.Representative.FamilyName} délègue la signature de {Words.Quoted(file)} à {file.ProposedDelegation.Delegate.GivenName} {file.ProposedDelegation.Delegate.FamilyName}, {file.ProposedDelegation.Delegate.Function}, {Words.Basis(file.ProposedDelegation)}.",
            "DINAMIS examine l’arrêté. Rien ne change d’ici là ; le représentant légal peut encore signer lui-même. Si cette délégation n’est pas voulue, prévenez-le sans attendre, ou écrivez-nous par la page « Aide ».",
        ]);

    public static MailMessage DelegationRefused(Adhesion file, string reason) => new(
        $"Délégation de signature non acceptée : {Words.Name(file)}",
        [
            $"DINAMIS n’accepte pas la délégation de signature donnée pour {Words.Quoted(file)}, pour ce motif :",
            $"« {reason} »",
            "Le représentant légal en est averti : il signe lui-même, ou joint un autre arrêté.",
        ]);

    /// <param name="delegate">Who was to sign.</param>
    /// <param name="reason">What that person wrote.</param>
    public static MailMessage SignatureReturned(Adhesion file, Wire.RepresentativeForm @delegate, string reason) => new(
        $"Signature rendue au représentant légal : {Words.Name(file)}",
        [
            $"{@delegate.GivenName} {@delegate.FamilyName}, qui devait signer pour {Words.Quoted(file)} par délégation, rend la signature au représentant légal :",
            $"« {reason} »",
            $"Un nouveau lien est parti à {file.Representative.GivenName} {file.Representative.FamilyName}.",
        ]);

    public static MailMessage Submitted(Adhesion file, string? relay, Uri link) => new(
        $"Dossier déposé : {Words.Name(file)}",
        [
            file.WithActe ? "Le représentant légal a signé. Le dossier est déposé auprès de DINAMIS." : $"Le représentant légal a signé l’avenant avec {relay}.",
            (file.WithActe, relay) switch
            {
                (false, _) => $"{relay} le contresigne ; vous recevrez le document signé par les deux parties. L’acte d’adhésion et les comptes ne changent pas.",
                (_, null) => "DINAMIS l’examine, puis vous écrit : décision, ou demande de complément.",
                _ => $"{relay} contresigne {Words.RelayDeed(file)}, puis DINAMIS décide et contresigne l’acte d’adhésion. Chaque document signé vous est envoyé.",
            },
        ])
    {
        ActionLabel = "Suivre le dossier",
        ActionUrl = link,
        Notes = [SevenDays],
    };

    public static MailMessage ComplementRequested(Adhesion file, string message, Uri link) => new(
        $"DINAMIS demande un complément : {Words.Name(file)}",
        [
            "Pour poursuivre l’examen, DINAMIS vous demande :",
            $"« {message} »",
            .. file.Exchanges[^1].Attachments.Count > 0 ? ["Des documents sont joints à cette demande : ils se lisent sur la page."] : Array.Empty<string>(),
            "Si votre réponse change ce qui est écrit dans l’acte, le représentant légal signera un nouvel acte ; sinon l’examen reprend aussitôt.",
        ])
    {
        ActionLabel = "Répondre à DINAMIS",
        ActionUrl = link,
        Notes = [SevenDays],
    };

    /// <param name="families">Names of the licences granted, as published.</param>
    public static MailMessage Accepted(Adhesion file, IReadOnlyList<string> families) => new(
        $"Adhésion acceptée : {Words.Name(file)}",
        [
            $"DINAMIS a accepté l’adhésion, pour : {string.Join(", ", families)}.",
            "Un second signataire de DINAMIS contresigne l’acte ; vous le recevrez par courriel, ainsi que le représentant légal.",
            "Votre invitation à créer votre compte de référent arrive dans un autre courriel.",
        ]);

    public static MailMessage DraftWillEnd(Adhesion file, Uri link) => new(
        $"Votre dossier sera clos le {Paris.Date(file.DraftEndsAt)} : {Words.Name(file)}",
        [
            $"Le dossier d’adhésion de {Words.Quoted(file)} n’a pas changé depuis le {Paris.Date(file.SavedAt)}. Sans nouvelle de votre part, il sera clos sans suite le {Paris.Date(file.DraftEndsAt)}.",
            "Il suffit d’enregistrer l’une de ses parties pour le garder trois mois de plus.",
        ])
    {
        ActionLabel = "Reprendre le dossier",
        ActionUrl = link,
        Notes = [SevenDays],
    };

    public static MailMessage DraftEnded(Adhesion file) => new(
        $"Dossier clos sans suite : {Words.Name(file)}",
        [
            $"Le dossier d’adhésion de {Words.Quoted(file)} est resté trois mois sans changement : il est clos, sans suite. Rien n’est signé.",
            "Une nouvelle demande reste possible à tout moment.",
        ]);

    public static MailMessage TermComes(Adhesion file) => new(
        $"Adhésion à renouveler avant le {Paris.Date(file.Until!.Value)} : {Words.Name(file)}",
        [
            $"L’acte d’adhésion de {Words.Quoted(file)} arrive à son terme le {Paris.Date(file.Until.Value)}. Il prend fin ce jour-là s’il n’est pas renouvelé, et les téléchargements avec lui.",
            "Le représentant légal vient de recevoir le lien qui permet de le renouveler : prévenez-le.",
            "Il a changé depuis la signature ? Écrivez à DINAMIS par la page « Aide ».",
        ]);

    /// <summary>To the référent in place, when somebody else names the next one.</summary>
    public static MailMessage SuccessorProposed(Adhesion file) => new(
        $"Changement de référent proposé : {Words.Name(file)}",
        [
            $"{Words.Proposer(file)} désigne {file.ProposedReferent.Referent.GivenName} {file.ProposedReferent.Referent.FamilyName}, {file.ProposedReferent.Referent.Function}, comme référent de {Words.Quoted(file)} à votre place.",
            "Rien ne change tant que cette personne n’a pas confirmé son adresse, et le représentant légal ce changement. S’il n’est pas voulu, prévenez-le sans attendre, ou écrivez-nous par la page « Aide ».",
        ]);

    /// <summary>To the former one; the file names the new one already.</summary>
    public static MailMessage Replaced(Adhesion file) => new(
        $"Vous n’êtes plus référent : {Words.Name(file)}",
        [
            $"Le représentant légal de {Words.Quoted(file)} l’a confirmé : {file.Referent.GivenName} {file.Referent.FamilyName}, {file.Referent.Function}, est le référent de l’organisme pour DINAMIS depuis le {Paris.Date(file.ReferentSince!.Value)}.",
            "Vous ne gérez plus ses comptes, et les liens qui vous ont été envoyés ne valent plus. Votre compte d’utilisateur reste ouvert tant que le nouveau référent ne le clôt pas.",
        ]);

    public static MailMessage NotReplaced(Adhesion file, Wire.ReferentForm proposed, string reason) => new(
        $"Référent inchangé : {Words.Name(file)}",
        [
            $"Le représentant légal n’a pas confirmé {proposed.GivenName} {proposed.FamilyName} comme référent de {Words.Quoted(file)}, pour ce motif :",
            $"« {reason} »",
        ]);

    public static MailMessage SomebodyApplies(Adhesion file) => new(
        $"Une adhésion a été tentée : {Words.Name(file)}",
        [
            $"Une nouvelle demande d’adhésion vient d’être tentée pour {Words.Quoted(file)}, qui a déjà un dossier ou un acte en vigueur dont vous êtes le référent.",
            "Rien n’a été ouvert et cette personne n’a rien appris. S’il s’agit d’un collègue, dites-lui de demander un compte : vous le validerez.",
        ]);
}
