namespace Dinamis.Membership.Templates;

/// <summary>The text with which each kind of act begins, one file a kind beside this one; from its first start on it is DINAMIS's to change.</summary>
static class FirstTemplates
{
    public static IReadOnlyList<DeedKind> Kinds { get; } = [.. Enum.GetValues<DeedKind>().Where(k => k is not DeedKind.Unspecified)];

    public static string Text(DeedKind kind)
    {
        using var file = typeof(FirstTemplates).Assembly.GetManifestResourceStream($"Templates.{kind}.txt") ?? throw new InvalidOperationException($"Templates/{kind}.txt is missing.");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    /// <summary>Version 1.</summary>
    public static DeedTemplate Of(DeedKind kind, DateTimeOffset at) =>
        DeedTemplate.Publish(kind, null, Text(kind), "Texte livré avec le service.", ServiceDefaults.Resources.Membership, at);
}
