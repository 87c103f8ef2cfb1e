using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Dinamis.Kernel;

namespace Dinamis.Catalogue.Dimap;

/// <summary>A DIMAP document, version 1 (SPOT 1–5) or 2 (SPOT 6-7, Pléiades, Pléiades Neo): an image product, or a volume that lists others.</summary>
/// <param name="Version">As written: 1.1, 2.0, 2.12, 2.15.</param>
/// <param name="Product">Null for a volume.</param>
/// <param name="Components">What a volume lists, as written; empty for a product.</param>
sealed record DimapFile(string? Version, string? Profile, string? Subprofile, DimapProduct? Product, IReadOnlyList<string> Components)
{
    const int Largest = 32 << 20;

    /// <summary>Reads a document without DTD, entities or anything outside of it.</summary>
    /// <exception cref="Refused">One of <see cref="DimapRefusals"/>.</exception>
    public static DimapFile Read(Stream xml)
    {
        if (xml.CanSeek && xml.Length > Largest) throw new Refused(DimapRefusals.TooLarge);
        var root = Load(xml);
        if (root.Name.LocalName != "Dimap_Document") throw new Refused(DimapRefusals.NotDimap);

        var about = root.Child("Metadata_Identification") ?? root.Child("Metadata_Id");
        var (version, profile, subprofile) = (about.Child("METADATA_FORMAT")?.Attribute("version")?.Value, about.Text("METADATA_PROFILE"), about.Text("METADATA_SUBPROFILE"));
        if (profile == "VOLUME")
            return new(version, profile, subprofile, null, [.. root.At("Dataset_Content", "Dataset_Components").Children("Component").Select(c => c.Child("COMPONENT_PATH").Href()).OfType<string>()]);

        // Version 1 has no sub-profile; in version 2 only PRODUCT describes pixels.
        if (subprofile is not (null or "PRODUCT") || !DimapProduct.In(root)) throw new Refused(DimapRefusals.NotProduct);
        return new(version, profile, subprofile, DimapProduct.Of(root), []);
    }

    static XElement Load(Stream xml)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Largest };
        try
        {
            using var reader = XmlReader.Create(xml, settings);
            return XDocument.Load(reader).Root!;
        }
        catch (Exception e) when (e is XmlException or ArgumentException)
        {
            throw new Refused(DimapRefusals.NotXml);
        }
    }
}

/// <summary>Short names for walking a document in which any element may be missing.</summary>
static class DimapXml
{
    public static XElement? Child(this XElement? e, string name) => e?.Elements().FirstOrDefault(c => c.Name.LocalName == name);

    public static IEnumerable<XElement> Children(this XElement? e, string name) => e?.Elements().Where(c => c.Name.LocalName == name) ?? [];

    public static XElement? At(this XElement? e, params ReadOnlySpan<string> path)
    {
        foreach (var name in path) e = e.Child(name);
        return e;
    }

    public static string? Text(this XElement? e, params ReadOnlySpan<string> path) =>
        e.At(path)?.Value.Trim() is { Length: > 0 } text ? text : null;

    public static double? Number(this XElement? e, params ReadOnlySpan<string> path) =>
        double.TryParse(e.Text(path), NumberStyles.Float, CultureInfo.InvariantCulture, out var v) && double.IsFinite(v) ? v : null;

    public static int? Whole(this XElement? e, params ReadOnlySpan<string> path) =>
        int.TryParse(e.Text(path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var v) ? v : null;

    /// <summary>A moment, UTC when the text names no zone, as DIMAP says.</summary>
    public static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    public static string? Href(this XElement? e) => e?.Attributes().FirstOrDefault(a => a.Name.LocalName == "href")?.Value is { Length: > 0 } href ? href : null;
}
