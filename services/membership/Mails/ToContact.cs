using Dinamis.Mail;
using Dinamis.Membership.Organisations;
using Dinamis.Membership.Partners;

namespace Dinamis.Membership.Mails;

/// <summary>What persons are told whose address a relay gave.</summary>
static class ToContact
{
    public static MailMessage PleaseComplete(Partner partner, string relay, Uri link) => new(
        $"Pour préparer l’adhésion à DINAMIS : {partner.Facts.Name}",
        [
            $"{relay}, relais de DINAMIS, prépare l’adhésion de « {partner.Facts.Name} » au dispositif qui met des images satellitaires à la disposition des acteurs publics.",
            "Il manque quelques informations pour établir l’acte : qui le signera, qui suivra le dossier, l’adresse du siège. Deux minutes suffisent ; rien n’est signé ni engagé par là.",
        ])
    {
        ActionLabel = "Donner ces informations",
        ActionUrl = link,
        Notes = ["Ce lien vaut 30 jours. Vous n’êtes pas la bonne personne ? Transmettez ce courriel à qui suit le dossier dans l’organisme."],
    };

    /// <summary>The same mail, with what RGPD art. 14 wants said to a person who did not give her address herself.</summary>
    public static MailMessage WithSource(MailMessage mail, Partner partner, Organisation relay, Uri link) => mail with
    {
        Notes =
        [
            .. mail.Notes,
            $"Pourquoi ce courriel ? Votre nom, votre fonction et cette adresse ont été donnés à DINAMIS par {relay.ShortName} ({relay.Name}), son relais, pour préparer l’adhésion de « {partner.Facts.Name} » ; ils ne servent qu’à cela. Vous pouvez vous y opposer à tout moment, sans donner de motif.",
        ],
        NoteLink = new("M’opposer à cet usage, ou voir ce qui est enregistré", link),
    };

    /// <summary>The mandate of the relay over the body was renewed, changed or has ended.</summary>
    public static MailMessage MandateChanged(string body, string relay, Mandate mandate, MandateNews news) => news switch
    {
        MandateNews.Ended => new($"{relay} n’agit plus au nom de : {body}",
        [
            $"Le mandat que DINAMIS avait donné à {relay} (« {mandate.LegalBasis} ») a pris fin. {relay} ne peut plus ni voir ni gérer les comptes de « {body} ».",
            "Rien d’autre ne change : l’acte d’adhésion reste en vigueur, les comptes aussi ; chacun se connecte, télécharge et demande des images comme avant. Le référent de l’organisme valide désormais seul les comptes.",
        ]),
        MandateNews.Renewed => new($"Mandat de {relay} renouvelé : {body}",
        [
            $"Le mandat que DINAMIS a donné à {relay} (« {mandate.LegalBasis} ») est renouvelé jusqu’au {Paris.Date(mandate.Until)}. {relay} reste super référent de « {body} » ; rien n’est à faire.",
        ]),
        _ => new($"Mandat de {relay} modifié : {body}",
        [
            $"DINAMIS a modifié le mandat donné à {relay} (« {mandate.LegalBasis} »). {relay} peut désormais, pour « {body} » : {Rights(mandate)}.",
            "L’acte d’adhésion et les comptes ne changent pas.",
        ]),
    };

    static string Rights(Mandate mandate) => string.Join(", ", new[]
    {
        (MandateRight.Join, "préparer son dossier d’adhésion"), (MandateRight.Accounts, "gérer ses comptes"), (MandateRight.Help, "l’aider dans ses demandes"), (MandateRight.View, "voir son activité"),
    }.Where(r => mandate.Gives(r.Item1)).Select(r => r.Item2));
}
