namespace Dinamis.Cql2;

/// <summary>A filter cannot be read or asked; the message is a French sentence for the caller that names the place.</summary>
public sealed class Cql2Exception(string message) : Exception(message)
{
    /// <summary>The same, at a place.</summary>
    internal Cql2Exception At(string place) => new($"{place} : {char.ToLowerInvariant(Message[0])}{Message[1..]}") { Placed = true };

    internal bool Placed { get; init; }
}

/// <summary>What a filter may not exceed; told in the error.</summary>
public static class Limits
{
    /// <summary>Characters of a filter in text.</summary>
    public const int Length = 16_384;

    /// <summary>Operations within one another.</summary>
    public const int Depth = 32;

    /// <summary>Operations, names and values in all.</summary>
    public const int Nodes = 2_000;

    /// <summary>Vertices of one geometry.</summary>
    public const int Vertices = 5_000;
}
