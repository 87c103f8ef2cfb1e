using System.Text.RegularExpressions;
using Dinamis.Membership.Deeds;

namespace Dinamis.Membership.Templates;

/// <summary>
/// What the text of a template holds to, line by line: articles, paragraphs, names of a closed list and conditions. All else that Liquid knows
/// is refused here, so that the act can be drawn whatever its facts are, within a length that is known before.
/// </summary>
static partial class TemplateRules
{
    const int Longest = 40_000, LongestParagraph = 3000, LongestTitle = 150, LongestTag = 200, LongestAct = 120_000, Deepest = 3, MostFaults = 10;

    const string Condition = "une condition s’écrit {% if nom %} ou {% if nom == \"mots\" %} ; plusieurs se lient toutes par « and », ou toutes par « or ».";

    /// <summary>Each fault stands at the field `text`, and names its line and the rule.</summary>
    public static Checks Check(DeedKind kind, string text)
    {
        var checks = new Checks().That(FirstTemplates.Kinds.Contains(kind), "kind", "Choisissez l’acte dont c’est le modèle.").Filled(text, "text", "Écrivez le texte de l’acte.", Longest);
        if (checks.Any) return checks;
        var lines = text.Split('\n');
        foreach (var (line, rule) in Faults(kind, text, lines).OrderBy(f => f.Line).Take(MostFaults)) checks.That(false, "text", $"Ligne {line}, « {Beginning(lines[line - 1])} » : {rule}");
        // What the rules let through, the language must read: otherwise no act could be frozen.
        if (!checks.Any) DeedArticles.Read(text);
        return checks;
    }

    // The field has no numbers beside its lines: the words find the place.
    static string Beginning(string line) => string.Concat(line.Where(c => !char.IsControl(c))).Trim() is var words && words.Length > 40 ? words[..40].TrimEnd() + "…" : words;

    static IEnumerable<(int Line, string Rule)> Faults(DeedKind kind, string text, string[] lines)
    {
        var names = DeedVariables.Of(kind).ToDictionary(v => v.Name);
        Stack<(int Line, bool Else)> open = new();
        var (title, filled, tables, longest) = (0, true, 0, text.Length);
        for (var at = 0; at < lines.Length; at++)
        {
            var (number, line) = (at + 1, lines[at].Trim());
            if (line.Length == 0) continue;
            var words = Tag().Replace(line, "").Trim();
            if (line.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029')) yield return (number, "un caractère invisible s’y trouve ; effacez ce passage et tapez-le de nouveau.");
            if (line.Length > LongestParagraph) yield return (number, $"un paragraphe compte {LongestParagraph} caractères au plus ; faites-en deux.");
            if (line[0] == '#')
            {
                if (!filled) yield return (title, "cet article n’a pas de texte.");
                (title, filled) = (number, false);
                if (!line.StartsWith("# ", StringComparison.Ordinal) || line.Length > LongestTitle) yield return (number, $"un titre s’écrit # suivi d’un espace et du titre, en {LongestTitle} caractères au plus.");
            }
            else
            {
                if (title == 0) yield return (title = number, "le texte commence par le titre de son premier article : # suivi d’un espace et du titre.");
                if (words.StartsWith('#')) yield return (number, "un titre commence sa ligne ; mettez la condition sur une autre ligne, avant lui.");
                filled |= words.Length > 0 || line.Contains("{{", StringComparison.Ordinal);
            }
            if (words.AsSpan().ContainsAny('{', '}')) yield return (number, "une accolade est seule ; une variable s’écrit {{ nom }}, une condition {% if nom %} … {% endif %}.");
            foreach (var tag in Tag().Matches(line).AsEnumerable())
            {
                if (tag.Length > LongestTag) yield return (number, $"une balise compte {LongestTag} caractères au plus.");
                else if (tag.Groups["name"] is { Success: true } name)
                {
                    if (!names.TryGetValue(name.Value, out var variable)) yield return (number, Unknown(name.Value));
                    else if (variable.Name != DeedVariables.Texts) longest += variable.Longest;
                    else if (tables++ > 0 || line != tag.Value || open.Count > 0) yield return (number, $"{tag.Value} s’écrit une fois, seul sur sa ligne et hors de toute condition.");
                }
                else
                {
                    foreach (var rule in OfCondition(tag.Groups["word"].Value, number, open, names)) yield return (number, rule);
                }
            }
        }
        if (!filled) yield return (title, "cet article n’a pas de texte.");
        foreach (var (line, _) in open.Reverse()) yield return (line, "ce {% if %} n’est fermé par aucun {% endif %}.");
        if (tables == 0 && names.ContainsKey(DeedVariables.Texts)) yield return (lines.Length, "il manque {{ " + DeedVariables.Texts + " }}, seul sur sa ligne : l’acte y nomme les textes acceptés.");
        if (longest > LongestAct) yield return (lines.Length, $"avec ce que les organismes peuvent écrire, l’acte dépasserait {LongestAct} caractères ; nommez moins souvent les longues variables.");
    }

    static IEnumerable<string> OfCondition(string word, int number, Stack<(int Line, bool Else)> open, Dictionary<string, DeedVariable> names)
    {
        var first = word.Split(' ')[0];
        if (first is not ("if" or "elsif" or "else" or "endif"))
        {
            yield return $"la balise « {first} » n’existe pas ici ; seules if, elsif, else et endif existent.";
            yield break;
        }
        if (first == "if")
        {
            open.Push((number, false));
            if (open.Count > Deepest) yield return $"pas plus de {Deepest} conditions l’une dans l’autre.";
        }
        else if (!open.TryPop(out var before)) yield return $"ce {{% {first} %}} n’est dans aucune condition ; il manque {{% if nom %}} avant lui.";
        else if (first is "else" or "elsif")
        {
            open.Push((before.Line, first == "else"));
            if (before.Else) yield return $"cette condition a déjà son {{% else %}} ; {{% {first} %}} ne peut pas le suivre.";
        }
        var parts = Comparisons().Match(word);
        if (!parts.Success && !Alone().IsMatch(word)) yield return Condition;
        foreach (var name in parts.Groups["name"].Captures.Select(c => c.Value).Where(n => n == DeedVariables.Texts || !names.ContainsKey(n))) yield return Unknown(name);
    }

    static string Unknown(string name) => $"la variable « {name} » n’existe pas pour cet acte ; leur liste est sous le texte.";

    [GeneratedRegex("""\{\{\s*(?<name>.*?)\s*\}\}|\{%\s*(?<word>.*?)\s*%\}""")]
    private static partial Regex Tag();

    [GeneratedRegex("^(else|endif)$")]
    private static partial Regex Alone();

    [GeneratedRegex("""^(if|elsif) +(?<name>[\p{L}_]\w*)( *(==|!=) *"[^"{}%]*")?(( +and +(?<name>[\p{L}_]\w*)( *(==|!=) *"[^"{}%]*")?)*|( +or +(?<name>[\p{L}_]\w*)( *(==|!=) *"[^"{}%]*")?)*)$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Comparisons();
}
