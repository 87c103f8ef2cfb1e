using Dinamis.Portal.Components.Forms;

namespace Dinamis.Portal;

/// <summary>Reasons that come back, to begin from and to finish: what is sent is always what stands in the form.</summary>
static class Motifs
{
    public static readonly IReadOnlyList<Choix> Complement =
    [
        new("usages", "Usages à préciser", "Précisez la mission de service public que serviront les images, le territoire concerné et les produits que vous en tirerez."),
        new("representant", "Qualité du signataire", "La personne indiquée ne paraît pas engager l’organisme. Indiquez le représentant légal, ou joignez à votre réponse la référence de sa délégation de signature."),
        new("adresse", "Adresse personnelle du représentant", "Indiquez l’adresse personnelle du représentant légal dans l’organisme : son lien vaut signature, il ne peut pas arriver dans une boîte partagée."),
        new("donneur-d-ordre", "Donneur d’ordre à nommer", "Nommez l’organisme public pour lequel l’entreprise travaille, et la durée du marché."),
    ];

    public static readonly IReadOnlyList<Choix> Refus =
    [
        new("non-eligible", "Organisme non éligible", "DINAMIS est ouvert aux organismes publics, à la recherche et aux associations d’intérêt général ; une entreprise n’y adhère que pour un organisme public qu’elle nomme, ou pour sa propre recherche. Votre demande ne dit pas en quoi l’organisme relève de l’un de ces cas."),
        new("usage-commercial", "Usage commercial", "Les licences excluent l’exploitation commerciale des images. L’usage décrit en relève ; une demande limitée à une mission publique peut être déposée."),
        new("deja-couvert", "Organisme déjà couvert", "L’organisme est couvert par l’adhésion d’un autre : ses agents peuvent y demander un compte."),
    ];

    public static readonly IReadOnlyList<Choix> Classement =
    [
        new("sans-reponse", "Sans réponse", "Notre demande de complément est restée sans réponse. Le dossier est clos ; vous pouvez en déposer un autre à tout moment."),
        new("renonce", "L’organisme renonce", "L’organisme nous a fait savoir qu’il renonce à adhérer pour l’instant."),
        new("doublon", "Dossier en double", "Un autre dossier est en cours pour le même organisme ; l’examen se poursuit sur celui-là."),
    ];

    public static readonly IReadOnlyList<Choix> Suspension =
    [
        new("diffusion", "Images diffusées", "Des images ont été transmises ou publiées hors de ce que leur licence permet. Retirez-les, et dites-nous ce qui évitera que cela recommence."),
        new("commercial", "Usage commercial", "Des images ont servi à une prestation commerciale. Faites cesser cet usage et dites-nous dans quel cadre les images seront désormais employées."),
    ];

    /// <summary>The text of a model; null when none was chosen.</summary>
    public static string? Texte(IReadOnlyList<Choix> motifs, string? code) => motifs.FirstOrDefault(m => m.Code == code)?.Aide;
}
