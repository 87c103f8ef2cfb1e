using Google.Protobuf;

namespace Dinamis.Membership.Texts;

/// <summary>The charter, or the licence of one family of images, in all its published versions. Publishes <see cref="Wire.Licence"/>.</summary>
sealed partial class Text : Aggregate, IPublishState
{
    /// <summary>The family of the charter: every body accepts it, whatever images it asks for.</summary>
    public const string Charter = "charter";

    readonly List<TextVersion> versions = [];

    Text() { }

    public string Family { get; private set; } = "";
    public string Name { get; private set; } = "";

    public IReadOnlyList<TextVersion> Versions => versions;

    public static Text Of(string family, DateTimeOffset at) => new() { Id = Guid.CreateVersion7(at), Family = family };

    public TextVersion Publish(Wire.PublishTextRequest request, string by, DateTimeOffset at)
    {
        var from = request.InForceFrom?.ToDateTimeOffset() ?? at;
        new Checks()
            .That(IsCode(request.Family), "family", "Un code de minuscules, de chiffres et de tirets.")
            .Filled(request.Name, "name", "Nommez le texte.")
            .Filled(request.Text, "text", "Écrivez le texte.", 200_000)
            .That(versions.All(v => v.InForceFrom < from), "in_force_from", "Une version plus récente est déjà publiée à cette date.")
            .That(request.Purposes.All(p => IsCode(p.Code) && !string.IsNullOrWhiteSpace(p.Name)), "purposes", "Chaque usage a un code et un nom.")
            .That(request.Family == Charter || request.Purposes.Count > 0, "purposes", "Une licence permet au moins un usage : sans lui, rien ne peut être téléchargé.")
            .That(request.Areas.All(a => !string.IsNullOrWhiteSpace(a.Value.Name) && LicenceAreas.IsMultiPolygon(a.Value.Geojson)), "areas", "Chaque territoire a un nom et un contour GeoJSON de type MultiPolygon, en longitude et latitude.")
            .ThrowIfAny();
        var version = TextVersion.Of(Id, versions.Count + 1, request, from);
        versions.Add(version);
        Name = request.Name;
        var act = Acts.Of("text.published", by, WellKnown.Dinamis, "licence", Family, Version, []);
        (act.Facts["version"], act.Facts["sha256"]) = ($"{version.Number}", version.Sha256);
        Raise(act);
        return version;
    }

    public TextVersion? InForce(DateTimeOffset at) => versions.Where(v => v.InForceFrom <= at).MaxBy(v => v.InForceFrom);

    /// <summary>In force at this instant, or to come: an older version is asked of nobody.</summary>
    public bool IsCurrent(TextVersion version, DateTimeOffset at) => version.InForceFrom >= (InForce(at)?.InForceFrom ?? DateTimeOffset.MinValue);

    static bool IsCode(string code) => code.Length is > 0 and <= 40 && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public IMessage? State() => versions is not [.., var latest] ? null : new Wire.Licence
    {
        Family = Family,
        Version = Version,
        Name = Name,
        Versions = { versions.Select(v => v.ToLicence()) },
        Purposes = { latest.Facts.Purposes.Select(p => p.Code) },
        Areas = { latest.Facts.Areas },
    };
}
