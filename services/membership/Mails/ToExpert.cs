using Dinamis.Mail;
using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Opinions;

namespace Dinamis.Membership.Mails;

/// <summary>What an expert of CNES or of Airbus DS is asked: he has no account, his link is all that he needs.</summary>
static class ToExpert
{
    public static MailMessage PleaseSay(Adhesion file, Opinion opinion, Uri link) => new(
        $"Avis demandé : {Words.Name(file)}",
        [
            $"DINAMIS examine la demande d’adhésion de {Words.Quoted(file)} et vous demande votre avis :",
            $"« {opinion.Question} »",
            "La page montre ce que l’organisme dit de lui et des usages prévus. Elle permet de répondre favorable, favorable avec réserve, ou défavorable.",
        ])
    {
        ActionLabel = "Lire et donner un avis",
        ActionUrl = link,
        Notes = ["Ce lien vaut 7 jours et vous est personnel : ne le transmettez pas. Passé ce délai, il permet d’en demander un nouveau."],
    };
}
