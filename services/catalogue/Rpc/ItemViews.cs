using System.Text.Json;
using Dinamis.Catalogue.Geography;
using Dinamis.Catalogue.Items;
using Dinamis.Catalogue.Stac;
using Dinamis.Wire;
using Google.Protobuf.WellKnownTypes;

namespace Dinamis.Catalogue.Rpc;

/// <summary>What pages show of a stored item.</summary>
static class ItemViews
{
    public static ItemSummary Summary(FoundItem found)
    {
        using var json = JsonDocument.Parse(found.Body);
        var item = json.RootElement;
        var properties = item.GetProperty("properties");
        var summary = new ItemSummary
        {
            CollectionId = found.Collection,
            ItemId = found.Id,
            AcquiredAt = At(properties, "datetime"),
            StartAt = At(properties, "start_datetime"),
            EndAt = At(properties, "end_datetime"),
            Platform = Text(properties, "platform"),
            Title = Text(properties, "title"),
            Thumbnail = Picture(item, "thumbnail"),
            Quicklook = Picture(item, "overview"),
        };
        if (Number(properties, "eo:cloud_cover") is { } cloud) summary.Cloud = cloud;
        if (Number(properties, "gsd") is { } gsd) summary.Gsd = gsd;
        if ((Number(properties, "view:off_nadir") ?? Number(properties, "view:incidence_angle")) is { } nadir) summary.OffNadir = nadir;
        if (item.TryGetProperty("geometry", out var geometry) && geometry.ValueKind == JsonValueKind.Object)
        {
            summary.Footprint = geometry.GetRawText();
            summary.AreaM2 = Areas.SquareMetres(GeoJson.Parse(geometry, int.MaxValue));
        }
        if (item.TryGetProperty("bbox", out var bbox)) summary.Box = Boxes.Of([.. bbox.EnumerateArray().Select(n => n.GetDouble())]);
        summary.HasPixels = item.GetProperty("assets").EnumerateObject().Any(a => Ours(a.Value) && Role(a.Value, "data"));
        return summary;
    }

    // Pictures in our store alone: pages load nothing from another host.
    static string Picture(JsonElement item, string role)
    {
        foreach (var asset in item.GetProperty("assets").EnumerateObject())
            if (Ours(asset.Value) && Role(asset.Value, role)) return asset.Value.GetProperty("href").GetString()![PublicOrigin.Placeholder.Length..];
        return "";
    }

    static bool Ours(JsonElement asset) => Text(asset, "href").StartsWith(PublicOrigin.Placeholder + "/assets/", StringComparison.Ordinal);

    static bool Role(JsonElement asset, string role) =>
        asset.TryGetProperty("roles", out var roles) && roles.ValueKind == JsonValueKind.Array && roles.EnumerateArray().Any(r => r.ValueKind == JsonValueKind.String && r.GetString() == role);

    static Timestamp? At(JsonElement properties, string name) => Interval.Instant(Text(properties, name))?.ToTimestamp();

    static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    static double? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
