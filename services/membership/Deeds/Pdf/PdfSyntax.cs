using System.Globalization;

namespace Dinamis.Membership.Deeds.Pdf;

/// <summary>The file cannot be read as a PDF of the kind that this service writes.</summary>
sealed class MalformedPdfException(string why) : Exception(why);

/// <summary>Reads PDF values (ISO 32000-1, 7.3) out of a file seen as Latin-1 text: one character is one byte. Values stay as written.</summary>
ref struct PdfSyntax(string text, int position)
{
    const int Deepest = 32;
    const string Delimiters = "()<>[]{}/%";

    public int Position { get; private set; } = position;

    public static int Number(string value) =>
        value.Length <= 10 && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new MalformedPdfException("A whole number was expected.");

    /// <summary>The object that `12 0 R` refers to.</summary>
    public static int Reference(string value)
    {
        var parts = value.Split(' ');
        return parts is [var number, "0", "R"] ? Number(number) : throw new MalformedPdfException("A reference was expected.");
    }

    public static int[] References(string array)
    {
        if (array.Length < 2 || array[0] != '[' || array[^1] != ']') throw new MalformedPdfException("An array was expected.");
        var parts = array[1..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. parts.Chunk(3).Select(three => Reference(string.Join(' ', three)))];
    }

    /// <summary>A word between white space and delimiters.</summary>
    public string Word()
    {
        SkipSpace();
        var start = Position;
        while (Position < text.Length && !IsSpace(text[Position]) && !Delimiters.Contains(text[Position], StringComparison.Ordinal)) Position++;
        return Position > start ? text[start..Position] : throw new MalformedPdfException("A word was expected.");
    }

    public void Expect(string word)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, Position, word, 0, word.Length) != 0) throw new MalformedPdfException($"{word} was expected.");
        Position += word.Length;
    }

    /// <summary>Exactly these characters, here.</summary>
    public void ExpectHere(string characters)
    {
        if (string.CompareOrdinal(text, Position, characters, 0, characters.Length) != 0) throw new MalformedPdfException("The layout is not that of this service.");
        Position += characters.Length;
    }

    public Dictionary<string, string> Dictionary(int depth = 0)
    {
        Expect("<<");
        Dictionary<string, string> entries = [];
        while (true)
        {
            SkipSpace();
            if (Peek() == '>')
            {
                ExpectHere(">>");
                return entries;
            }
            ExpectHere("/");
            if (!entries.TryAdd(Word(), Value(depth + 1))) throw new MalformedPdfException("A key is written twice.");
        }
    }

    public string Value(int depth = 0)
    {
        if (depth > Deepest) throw new MalformedPdfException("Values are nested too deeply.");
        SkipSpace();
        var start = Position;
        switch (Peek())
        {
            case '<' when Position + 1 < text.Length && text[Position + 1] == '<':
                Dictionary(depth);
                break;
            case '<':
                Position = text.IndexOf('>', Position) + 1;
                if (Position == 0) throw new MalformedPdfException("A hexadecimal string has no end.");
                break;
            case '[':
                Position++;
                for (SkipSpace(); Peek() != ']'; SkipSpace()) Value(depth + 1);
                Position++;
                break;
            case '(':
                SkipString();
                break;
            case '/':
                Position++;
                Word();
                break;
            default:
                Word();
                SkipReference(start);
                break;
        }
        return text[start..Position];
    }

    // `12 0 R` is one value.
    void SkipReference(int start)
    {
        var ahead = Position;
        if (!char.IsAsciiDigit(text[start])) return;
        while (ahead < text.Length && text[ahead] == ' ') ahead++;
        var generation = ahead;
        while (ahead < text.Length && char.IsAsciiDigit(text[ahead])) ahead++;
        if (ahead > generation && string.CompareOrdinal(text, ahead, " R", 0, 2) == 0) Position = ahead + 2;
    }

    void SkipString()
    {
        for (var depth = 0; Position < text.Length; Position++)
        {
            if (text[Position] == '\\') Position++;
            else if (text[Position] == '(') depth++;
            else if (text[Position] == ')' && --depth == 0)
            {
                Position++;
                return;
            }
        }
        throw new MalformedPdfException("A string has no end.");
    }

    readonly char Peek() => Position < text.Length ? text[Position] : throw new MalformedPdfException("The file ends too early.");

    void SkipSpace()
    {
        while (Position < text.Length)
        {
            if (text[Position] == '%' && string.CompareOrdinal(text, Position, "%%EOF", 0, 5) != 0) Position = text.IndexOf('\n', Position) is >= 0 and var end ? end : text.Length;
            else if (!IsSpace(text[Position])) return;
            else Position++;
        }
    }

    static bool IsSpace(char c) => c is ' ' or '\n' or '\r' or '\t' or '\f' or '\0';
}
