using System.Globalization;
using System.Text;

namespace Dinamis.Cql2;

enum TokenKind { End, Name, QuotedName, Text, Number, Symbol }

/// <param name="Kind">What it is.</param>
/// <param name="Value">Name or text without its quotes, the symbol, or the number as written.</param>
/// <param name="At">Index of its first character.</param>
readonly record struct Token(TokenKind Kind, string Value, int At)
{
    public bool Is(string word) => Kind is TokenKind.Name or TokenKind.Symbol && Value.Equals(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Cuts CQL2 text into tokens, one pass, one character ahead.</summary>
sealed class Lexer(string text)
{
    int at;

    public Token Next()
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == '\u200B')) at++;
        if (at == text.Length) return new(TokenKind.End, "", at);
        var begin = at;
        var c = text[at];
        if (IsStart(at)) return Name(begin);
        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))) return Number(begin);
        switch (c)
        {
            case '\'': return new(TokenKind.Text, Quoted('\''), begin);
            case '"': return new(TokenKind.QuotedName, Quoted('"'), begin);
            case '<' when at + 1 < text.Length && text[at + 1] is '=' or '>':
            case '>' when at + 1 < text.Length && text[at + 1] is '=':
                at += 2;
                return new(TokenKind.Symbol, text.Substring(begin, 2), begin);
            case '=' or '<' or '>' or '+' or '-' or '*' or '/' or '%' or '^' or '(' or ')' or ',':
                at++;
                return new(TokenKind.Symbol, c.ToString(), begin);
            default: throw Wrong(begin, $"le caractère « {Rune.GetRuneAt(text, char.IsSurrogate(c) && !char.IsSurrogatePair(text, at) ? throw Wrong(begin, "un caractère est coupé") : at)} » n’a pas de sens ici");
        }
    }

    public static Cql2Exception Wrong(int at, string what) => new($"{Place(at)} : {what}.");

    public static string Place(int at) => string.Create(CultureInfo.InvariantCulture, $"Caractère {at + 1}");

    Token Name(int begin)
    {
        while (at < text.Length && (IsStart(at) || text[at] == '.' || char.IsAsciiDigit(text[at]) || text[at] is >= '\u0300' and <= '\u036F' or '\u203F' or '\u2040'))
            at += char.IsSurrogatePair(text, at) ? 2 : 1;
        return new(TokenKind.Name, text[begin..at], begin);
    }

    Token Number(int begin)
    {
        Digits();
        if (at < text.Length && text[at] == '.')
        {
            at++;
            Digits();
        }
        // An exponent only when digits follow: « 2 e » is a number and a name.
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var sign = at + 1 < text.Length && text[at + 1] is '+' or '-' ? 2 : 1;
            if (at + sign < text.Length && char.IsAsciiDigit(text[at + sign]))
            {
                at += sign;
                Digits();
            }
        }
        return new(TokenKind.Number, text[begin..at], begin);
    }

    void Digits()
    {
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
    }

    /// <summary>A doubled quote stands for itself, and <c>\'</c> too in a text.</summary>
    string Quoted(char quote)
    {
        var begin = at++;
        var value = new StringBuilder();
        while (at < text.Length)
        {
            var c = text[at++];
            if (c == '\\' && quote == '\'' && at < text.Length && text[at] == '\'') value.Append(text[at++]);
            else if (c != quote) value.Append(c);
            else if (at < text.Length && text[at] == quote) value.Append(text[at++]);
            else return value.ToString();
        }
        throw Wrong(begin, quote == '\'' ? "ce texte ne se ferme pas ; il manque une apostrophe" : "ce nom ne se ferme pas ; il manque un guillemet");
    }

    /// <summary>identifierStart of the grammar (OGC 21-065r2, annex B).</summary>
    bool IsStart(int i)
    {
        if (char.IsSurrogatePair(text, i)) return char.ConvertToUtf32(text, i) <= 0xEFFFF;
        return text[i] is ':' or '_' or >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '\u00C0' and not '\u00D7' and not '\u00F7' and <= '\u02FF'
            or >= '\u0370' and not '\u037E' and <= '\u1FFE' and not '\u1680' or >= '\u200C' and <= '\u200D' or >= '\u2070' and <= '\u218F'
            or >= '\u2C00' and <= '\u2FEF' or >= '\u3001' and <= '\uD7FF' or >= '\uF900' and <= '\uFDCF' or >= '\uFDF0' and <= '\uFFFD';
    }
}
