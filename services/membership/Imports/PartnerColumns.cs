using System.Text.RegularExpressions;
using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Deeds;

namespace Dinamis.Membership.Imports;

/// <summary>Which column of a list holds what: by the names of its first line, or in the order SIREN, nom, partenaire, contact when there are none.</summary>
sealed partial class PartnerColumns
{
    static readonly (string Field, string[] Titles)[] known =
    [
        ("siren", ["siren", "numero siren", "n siren", "no siren"]),
        ("siret", ["siret", "numero siret", "n siret"]),
        ("name", ["nom", "organisme", "nom de l organisme", "raison sociale", "denomination", "name"]),
        ("partner", ["partenaire", "partenaire oui non", "deja partenaire"]),
        ("interested", ["interesse", "interesse oui non", "souhaite adherer", "veut acceder"]),
        ("contact", ["contact", "courriel", "courriel du contact", "e mail", "email", "mail", "adresse electronique", "contact courriel"]),
        ("given", ["prenom", "prenom du contact", "contact prenom"]),
        ("family", ["nom du contact", "contact nom"]),
        ("function", ["fonction", "fonction du contact", "contact fonction"]),
        ("category", ["categorie", "type", "nature", "category"]),
        ("street", ["adresse", "adresse du siege", "adresse postale", "rue", "voie"]),
        ("postal", ["code postal", "cp", "postal code"]),
        ("town", ["commune", "ville", "commune du siege", "city"]),
        ("department", ["departement", "dept", "dep", "department"]),
        ("representative", ["courriel du representant legal", "representant legal courriel", "courriel du representant"]),
        ("representative-given", ["prenom du representant legal", "representant legal prenom"]),
        ("representative-family", ["nom du representant legal", "representant legal nom"]),
        ("representative-function", ["fonction du representant legal", "representant legal fonction"]),
    ];

    static readonly string[] untitled = ["siren", "name", "partner", "contact"];

    readonly Dictionary<string, int> places = [];
    readonly int width;

    public PartnerColumns(SheetRow first)
    {
        Titled = !first.Cells.Any(c => Siren.IsSiren(Siren.Normalize(c)));
        width = Titled ? first.Cells.Count(c => c is not null) : 0;
        for (var i = 0; i < first.Cells.Count; i++)
        {
            var field = Titled ? known.FirstOrDefault(k => k.Titles.Contains(Folding.Key(first.Cells[i]))).Field : untitled.ElementAtOrDefault(i);
            if (field is not null && places.TryAdd(field, i)) continue;
            if (first.Cells[i] is { Length: > 0 } title) Unread.Add(title);
        }
        if (!(places.ContainsKey("siren") || places.ContainsKey("siret")) || !places.ContainsKey("name"))
            throw new Refused(Refusals.Invalid, [new("content", "Les colonnes ne sont pas reconnues : la première ligne doit les nommer, avec au moins « SIREN » et « Nom ».")]);
    }

    /// <summary>The first line holds titles and no body.</summary>
    public bool Titled { get; }

    /// <summary>Titles of the columns that nothing is read from.</summary>
    public List<string> Unread { get; } = [];

    /// <summary>Whether the list says who is a partner, or who is interested: where it does not, the registry keeps what it knows.</summary>
    public bool Says(string field) => places.ContainsKey(field);

    /// <summary>The body that a line tells of, what is wrong with it, and what was left aside.</summary>
    public (Wire.PartnerView Facts, List<string> Faults, List<string> Remarks) Read(SheetRow row)
    {
        List<string> faults = [], remarks = [];
        string At(string field) => places.TryGetValue(field, out var i) && i < row.Cells.Count ? row.Cells[i] ?? "" : "";
        var has = row.Cells.Count(c => c is not null);
        if (Titled && has <= places.Values.Max()) faults.Add($"La ligne s’arrête après {has} colonnes sur {width}.");
        if (Titled && row.Cells.Skip(width).Count(c => c is { Length: > 0 }) is > 0 and var more) remarks.Add(more == 1 ? "Une cellule en trop n’est pas lue." : $"{more} cellules en trop ne sont pas lues.");
        var typed = At("siren") is { Length: > 0 } siren ? siren : At("siret");
        var (given, family, address) = Contact(At("contact"));
        var facts = new Wire.PartnerView
        {
            Siren = Siren.Normalize(typed) is var digits && Siren.IsSiret(digits) ? digits[..9] : digits,
            Name = At("name"),
            Category = Category(At("category"), At("name"), faults),
            Street = At("street"),
            PostalCode = At("postal"),
            Town = At("town"),
            Partner = Yes(At("partner"), "Partenaire", faults),
            Interested = Yes(At("interested"), "Intéressé", faults),
        };
        facts.Department = Department(At("department"), facts.PostalCode, faults);
        Wire.ReferentForm referent = new() { GivenName = given is "" ? At("given") : given, FamilyName = family is "" ? At("family") : family, Function = At("function"), Address = address };
        if (!referent.Equals(new())) facts.Referent = referent;
        Wire.RepresentativeForm representative = new() { GivenName = At("representative-given"), FamilyName = At("representative-family"), Function = At("representative-function"), Address = At("representative") };
        if (!representative.Equals(new())) facts.Representative = representative;
        if (SirenFault(typed, facts.Siren) is { } fault) faults.Add(fault);
        return (facts, faults, remarks);
    }

    static string? SirenFault(string typed, string digits) => digits switch
    {
        "" => "Le SIREN manque.",
        _ when Scientific().IsMatch(typed) => $"Un tableur a abîmé le SIREN (« {typed} ») : mettez la colonne au format texte et écrivez-le de nouveau.",
        _ when !digits.All(char.IsAsciiDigit) => $"Le SIREN « {typed} » contient autre chose que des chiffres.",
        _ when digits.Length != 9 => $"Le SIREN compte 9 chiffres ; celui-ci en compte {digits.Length}.",
        _ when !Siren.IsSiren(digits) => $"Le SIREN {Siren.Display(digits)} n’existe pas : sa clé de contrôle est fausse.",
        _ => null,
    };

    static bool Yes(string text, string column, List<string> faults)
    {
        switch (Folding.Key(text))
        {
            case "oui" or "o" or "x" or "1" or "vrai" or "true":
                return true;
            case "non" or "n" or "0" or "faux" or "false" or "":
                return false;
            default:
                faults.Add($"{column} : écrivez oui ou non, au lieu de « {text} ».");
                return false;
        }
    }

    static string Category(string text, string name, List<string> faults)
    {
        if (text.Length == 0) return OfName(Folding.Key(name));
        var key = Folding.Key(text);
        if (Categories.Codes.FirstOrDefault(c => c == text || Folding.Key(c) == key || Folding.Key(DeedWords.Category(c)) == key) is { } code) return code;
        if (OfName(key) is { Length: > 0 } named) return named;
        faults.Add($"La catégorie « {text} » n’est pas connue.");
        return "";
    }

    // What a body is called says what it is, where law fixes the name.
    static string OfName(string key) => key switch
    {
        _ when key is "commune" or "mairie" || key.StartsWith("commune d", StringComparison.Ordinal) || key.StartsWith("mairie d", StringComparison.Ordinal) => "commune",
        _ when key is "epci" or "intercommunalite" || key.StartsWith("epci ", StringComparison.Ordinal) || key.StartsWith("communaute ", StringComparison.Ordinal)
            || key.EndsWith(" metropole", StringComparison.Ordinal) || key.StartsWith("metropole ", StringComparison.Ordinal) => "epci",
        _ when key is "departement" || key.StartsWith("departement d", StringComparison.Ordinal) || key.StartsWith("conseil departemental", StringComparison.Ordinal) => "departement",
        _ when key is "region" || key.StartsWith("region ", StringComparison.Ordinal) || key.StartsWith("conseil regional", StringComparison.Ordinal) => "region",
        _ when key is "universite" || key.StartsWith("universite ", StringComparison.Ordinal) => "universite-recherche",
        _ => "",
    };

    static string Department(string text, string postalCode, List<string> faults)
    {
        if (text.Length > 0)
        {
            var (code, key) = (text.Length == 1 ? "0" + text : text.ToUpperInvariant(), Folding.Key(text));
            if (Departments.All.FirstOrDefault(d => d.Code == code || Folding.Key(d.Name) == key) is { Code: { } found }) return found;
            faults.Add($"Le département « {text} » n’est pas connu.");
            return "";
        }
        if (postalCode.Length != 5 || !postalCode.All(char.IsAsciiDigit)) return "";
        return postalCode[..3] switch
        {
            "200" or "201" => "2A",
            "202" or "206" => "2B",
            ['9', '7' or '8', _] overseas => overseas,
            _ => postalCode[..2],
        };
    }

    // « Léa Roche <lea.roche@mairie.fr> » or the address alone.
    static (string Given, string Family, string Address) Contact(string text) =>
        Named().Match(text) is { Success: true } m ? (m.Groups[1].Value, m.Groups[2].Value.Trim(), m.Groups[3].Value.Trim()) : ("", "", text);

    [GeneratedRegex(@"^(\S+)\s+([^<]+)<([^>]+)>$")]
    private static partial Regex Named();

    [GeneratedRegex(@"^\d+([.,]\d+)?E\+?\d+$", RegexOptions.IgnoreCase)]
    private static partial Regex Scientific();
}
