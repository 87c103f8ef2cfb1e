namespace Dinamis.Membership.Bodies;

/// <summary>
/// « Catégories juridiques » of INSEE (level III, September 2022), those of the bodies that join: what the acte calls them, and their category here
/// where the code decides it. A code that is not here leaves both to be chosen by hand.
/// </summary>
static class LegalCategories
{
    static readonly Dictionary<string, (string LegalForm, string Category)> known = new(StringComparer.Ordinal)
    {
        ["7111"] = ("Autorité constitutionnelle", "etat"),
        ["7113"] = ("Ministère", "etat"),
        ["7120"] = ("Service central d’un ministère", "etat"),
        ["7150"] = ("Service du ministère de la Défense", "etat"),
        ["7160"] = ("Service déconcentré à compétence nationale d’un ministère (hors Défense)", "etat"),
        ["7171"] = ("Service déconcentré de l’État à compétence (inter) régionale", "etat"),
        ["7172"] = ("Service déconcentré de l’État à compétence (inter) départementale", "etat"),
        ["7210"] = ("Commune et commune nouvelle", "commune"),
        ["7220"] = ("Département", "departement"),
        ["7230"] = ("Région", "region"),
        ["7343"] = ("Communauté urbaine", "epci"),
        ["7344"] = ("Métropole", "epci"),
        ["7346"] = ("Communauté de communes", "epci"),
        ["7348"] = ("Communauté d’agglomération", "epci"),
        ["7353"] = ("Syndicat intercommunal à vocation unique (SIVU)", "epci"),
        ["7354"] = ("Syndicat mixte fermé", "epci"),
        ["7355"] = ("Syndicat mixte ouvert", "etablissement-public"),
        ["7361"] = ("Centre communal d’action sociale", "etablissement-public"),
        ["7364"] = ("Établissement d’hospitalisation", "etablissement-public"),
        ["7366"] = ("Établissement public local social et médico-social", "etablissement-public"),
        ["7372"] = ("Service départemental d’incendie et de secours (SDIS)", "etablissement-public"),
        ["7381"] = ("Organisme consulaire", "etablissement-public"),
        ["7382"] = ("Établissement public national ayant fonction d’administration centrale", "etablissement-public"),
        ["7383"] = ("Établissement public national à caractère scientifique culturel et professionnel", "universite-recherche"),
        ["7389"] = ("Établissement public national à caractère administratif", "etablissement-public"),
        ["4110"] = ("Établissement public national à caractère industriel ou commercial doté d’un comptable public", "etablissement-public"),
        ["4120"] = ("Établissement public national à caractère industriel ou commercial non doté d’un comptable public", "etablissement-public"),
        ["4140"] = ("Établissement public local à caractère industriel ou commercial", "etablissement-public"),
        ["7410"] = ("Groupement d’intérêt public (GIP)", ""),
        ["9220"] = ("Association déclarée", "association"),
        ["9230"] = ("Association déclarée, reconnue d’utilité publique", "association"),
        ["9260"] = ("Association de droit local (Bas-Rhin, Haut-Rhin et Moselle)", "association"),
        ["9300"] = ("Fondation", "association"),
        ["5499"] = ("Société à responsabilité limitée (sans autre indication)", ""),
        ["5599"] = ("SA à conseil d’administration (sans autre indication)", ""),
        ["5710"] = ("SAS, société par actions simplifiée", ""),
    };

    /// <param name="code">Four digits.</param>
    public static (string LegalForm, string Category) Of(string code) => known.GetValueOrDefault(code, ("", ""));
}
