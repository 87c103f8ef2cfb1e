namespace Dinamis.Cql2;

/// <summary>CQL2 as text (OGC 21-065r2, annex B), read by descent without going back: time grows as the length, and the depth has a bound.</summary>
public static class Cql2Text
{
    /// <exception cref="Cql2Exception">Not CQL2, or over a limit; says at which character.</exception>
    public static Expression Parse(string text)
    {
        if (text.Length > Limits.Length) throw new Cql2Exception($"Le filtre a plus de {Limits.Length} caractères.");
        return new Parser(text).Whole();
    }

    /// <summary>The text of an expression, which is read again as an equal one.</summary>
    /// <exception cref="Cql2Exception">A value has no text: it holds a backslash before an apostrophe or at its end.</exception>
    public static string Write(Expression expression) => TextWriter.Write(expression);
}
