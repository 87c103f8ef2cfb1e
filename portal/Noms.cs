namespace Dinamis.Portal;

/// <summary>Official names inside a French sentence: « Commune de Limoges » takes an article and loses its capital, another name stands in quotation marks.</summary>
static class Noms
{
    static readonly HashSet<string> feminins = ["Agence", "Association", "Chambre", "Collectivité", "Commune", "Communauté", "Direction", "École", "Fédération", "Métropole", "Régie", "Région", "Société", "Université", "Ville"];
    static readonly HashSet<string> masculins = ["Centre", "Conseil", "Conservatoire", "Département", "Établissement", "Groupement", "Institut", "Laboratoire", "Ministère", "Office", "Parc", "Pôle", "Service", "Syndicat"];

    /// <summary>« la commune de Limoges ».</summary>
    public static string Le(string nom) => Avec(nom, "la ", "le ", "l’", "");

    /// <summary>« de la commune de Limoges ».</summary>
    public static string De(string nom) => Avec(nom, "de la ", "du ", "de l’", "de ");

    /// <summary>« La commune de Limoges », where a sentence begins.</summary>
    public static string Sujet(string nom) => Le(nom) is var sujet ? char.ToUpper(sujet[0], Forms.Dates.Francais) + sujet[1..] : "";

    static string Avec(string nom, string feminin, string masculin, string elide, string sinon)
    {
        var mot = nom.Split(' ', '-', '\u2019', '\'')[0];
        if (!feminins.Contains(mot) && !masculins.Contains(mot)) return $"{sinon}«\u00a0{nom}\u00a0»";
        var article = "AEIOUÉÈ".Contains(mot[0], StringComparison.Ordinal) ? elide : feminins.Contains(mot) ? feminin : masculin;
        return article + char.ToLower(nom[0], Forms.Dates.Francais) + nom[1..];
    }
}
