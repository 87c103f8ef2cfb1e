using System.Security.Cryptography;
using System.Text;
using Kind = Dinamis.Wire.ReasonModel.Types.Kind;

namespace Dinamis.Membership.Instruction;

/// <summary>The models with which DINAMIS begins; from then on they are its own to change.</summary>
static class FirstReasons
{
    static readonly (Kind Kind, string Label, string Text)[] all =
    [
        (Kind.Complement, "Usages à préciser", "Précisez la mission de service public que serviront les images, le territoire concerné et les produits que vous en tirerez."),
        (Kind.Complement, "Qualité du signataire", "La personne indiquée ne paraît pas engager l’organisme. Indiquez le représentant légal, ou joignez à votre réponse sa délégation de signature."),
        (Kind.Complement, "Adresse personnelle du représentant", "Indiquez l’adresse personnelle du représentant légal dans l’organisme : son lien vaut signature, il ne peut pas arriver dans une boîte partagée."),
        (Kind.Complement, "Donneur d’ordre à nommer", "Nommez l’organisme public pour lequel l’entreprise travaille, et la durée du marché."),
        (Kind.Refusal, "Organisme non éligible", "DINAMIS est ouvert aux organismes publics, à la recherche et aux associations d’intérêt général ; une entreprise n’y adhère que pour un organisme public qu’elle nomme, ou pour sa propre recherche. Votre demande ne dit pas en quoi l’organisme relève de l’un de ces cas."),
        (Kind.Refusal, "Usage commercial", "Les licences excluent l’exploitation commerciale des images. L’usage décrit en relève ; une demande limitée à une mission publique peut être déposée."),
        (Kind.Refusal, "Organisme déjà couvert", "L’organisme est couvert par l’adhésion d’un autre : ses agents peuvent y demander un compte."),
        (Kind.Closure, "Sans réponse", "Notre demande de complément est restée sans réponse. Le dossier est clos ; vous pouvez en déposer un autre à tout moment."),
        (Kind.Closure, "L’organisme renonce", "L’organisme nous a fait savoir qu’il renonce à adhérer pour l’instant."),
        (Kind.Closure, "Dossier en double", "Un autre dossier est en cours pour le même organisme ; l’examen se poursuit sur celui-là."),
        (Kind.Suspension, "Images diffusées", "Des images ont été transmises ou publiées hors de ce que leur licence permet. Retirez-les, et dites-nous ce qui évitera que cela recommence."),
        (Kind.Suspension, "Usage commercial", "Des images ont servi à une prestation commerciale. Faites cesser cet usage et dites-nous dans quel cadre les images seront désormais employées."),
    ];

    public static IEnumerable<ReasonModel> Made() => all.Select(r =>
    {
        var reason = ReasonModel.Make(r.Kind, new(SHA256.HashData(Encoding.UTF8.GetBytes($"{r.Kind}\n{r.Label}"))[..16]));
        reason.Save(r.Label, r.Text, ServiceDefaults.Resources.Membership);
        return reason;
    });
}
