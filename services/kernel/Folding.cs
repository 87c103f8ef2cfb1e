using System.Globalization;
using System.Text;

namespace Dinamis.Kernel;

/// <summary>Folds text so that a French reader finds « Égée » with « egee », on every store.</summary>
public static class Folding
{
    /// <summary>Lower case without diacritics; œ and æ are opened; every run of other characters than letters and digits is one space.</summary>
    public static string Key(string? text)
    {
        var folded = new StringBuilder();
        foreach (var c in (text ?? "").ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (c == 'œ') folded.Append("oe");
            else if (c == 'æ') folded.Append("ae");
            else if (char.IsLetterOrDigit(c)) folded.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }
        return folded.ToString().TrimEnd();
    }
}
