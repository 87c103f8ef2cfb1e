using System.Runtime.CompilerServices;
using System.Text;

namespace Dinamis.Portal.Registre;

/// <summary>One record of a list, as it stands in the file.</summary>
/// <param name="Numero">Of its first line, from 1.</param>
/// <param name="Texte">The whole record, so that it can be given back when it is not understood.</param>
/// <param name="Cellules">Its values; null when a quotation mark is never closed.</param>
sealed record Enregistrement(int Numero, string Texte, IReadOnlyList<string>? Cellules);

/// <summary>
/// Reads a list (CSV, RFC 4180) line by line, as spreadsheets of French offices write it: semicolons, commas or tabs, told from the
/// first line; UTF-8 or Windows-1252, told byte by byte.
/// </summary>
static class LecteurListe
{
    /// <summary>A quotation mark that spans more lines than an address does, or a line with all its columns, was never closed.</summary>
    const int LignesAuPlus = 5;

    static readonly Encoding windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    static readonly Encoding utf8 = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new Ancien());

    public static StreamReader Ouvrir(Stream fichier) => new(fichier, utf8, detectEncodingFromByteOrderMarks: true);

    public static async IAsyncEnumerable<Enregistrement> LireAsync(TextReader texte, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var avance = new Queue<string>();
        async Task<string?> SuivanteAsync() => avance.TryDequeue(out var ligne) ? ligne : await texte.ReadLineAsync(cancellationToken);
        var (numero, separateur, separations) = (0, default(char), 0);
        while (await SuivanteAsync() is { } ligne)
        {
            var premiere = ++numero;
            if (string.IsNullOrWhiteSpace(ligne)) continue;
            if (separateur == default)
            {
                separateur = Separateur(ligne);
                separations = ligne.Count(c => c == separateur);
            }
            List<string> lignes = [ligne];
            var rompue = false;
            while (Ouverte(lignes) && !rompue && lignes.Count < LignesAuPlus && await SuivanteAsync() is { } suite)
            {
                lignes.Add(suite);
                rompue = suite.Count(c => c == separateur) >= separations;
            }
            if (rompue || Ouverte(lignes))
            {
                // The lines that were read in vain are read again, before those that already wait.
                var rendues = lignes.Skip(1).Concat(avance).ToList();
                avance.Clear();
                rendues.ForEach(avance.Enqueue);
                yield return new(premiere, ligne, null);
                continue;
            }
            numero += lignes.Count - 1;
            var tout = string.Join('\n', lignes);
            yield return new(premiere, tout, Decouper(tout, separateur));
        }
    }

    static char Separateur(string ligne) => new[] { ';', '\t', ',' }.MaxBy(s => ligne.Count(c => c == s));

    static bool Ouverte(List<string> lignes) => lignes.Sum(l => l.Count(c => c == '"')) % 2 == 1;

    static List<string> Decouper(string texte, char separateur)
    {
        List<string> cellules = [];
        var cellule = new StringBuilder();
        var entre = false;
        for (var i = 0; i < texte.Length; i++)
        {
            var c = texte[i];
            if (c == '"' && entre && i + 1 < texte.Length && texte[i + 1] == '"') cellule.Append(texte[i++]);
            else if (c == '"') entre = !entre;
            else if (c == separateur && !entre) Finir();
            else cellule.Append(c);
        }
        Finir();
        return cellules;

        void Finir()
        {
            cellules.Add(cellule.ToString().Trim());
            cellule.Clear();
        }
    }

    /// <summary>Bytes that are no UTF-8 come from an older spreadsheet.</summary>
    sealed class Ancien : DecoderFallback
    {
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Tampon();
    }

    sealed class Tampon : DecoderFallbackBuffer
    {
        string reste = "";
        int lu;

        public override int Remaining => reste.Length - lu;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (reste, lu) = (windows.GetString(bytesUnknown), 0);
            return reste.Length > 0;
        }

        public override char GetNextChar() => lu < reste.Length ? reste[lu++] : '\0';

        public override bool MovePrevious() => lu > 0 && lu-- > 0;

        public override void Reset() => (reste, lu) = ("", 0);
    }
}
