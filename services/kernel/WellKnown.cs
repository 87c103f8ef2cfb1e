namespace Dinamis.Kernel;

/// <summary>Identifiers that every service knows.</summary>
public static class WellKnown
{
    /// <summary>The organisation DINAMIS itself: instructors, signatories and operators belong to it.</summary>
    public static readonly Guid Dinamis = Guid.Parse("01900000-0000-7000-8000-00000000d1a5");
}
