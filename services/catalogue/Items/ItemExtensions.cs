using System.Text.Json.Nodes;
using static Dinamis.Catalogue.Items.ItemBody;

namespace Dinamis.Catalogue.Items;

/// <summary>STAC extensions: which of them a scene uses, and names of another age brought to those of ours.</summary>
static class ItemExtensions
{
    const string Extensions = "https://stac-extensions.github.io/";
    const string WebMapLinks = Extensions + "web-map-links/v1.2.0/schema.json";
    const string Version = Extensions + "version/v1.2.0/schema.json";

    /// <summary>Beginning of the names, or the whole name, of what each extension defines.</summary>
    static readonly (string Names, string Schema)[] extensions =
    [
        ("eo:", Extensions + "eo/v2.0.0/schema.json"),
        ("view:", Extensions + "view/v1.1.0/schema.json"),
        ("proj:", Extensions + "projection/v2.0.0/schema.json"),
        ("sat:", Extensions + "sat/v1.2.0/schema.json"),
        ("processing:", Extensions + "processing/v1.2.0/schema.json"),
        ("raster:", Extensions + "raster/v2.0.0/schema.json"),
        ("published", Extensions + "timestamps/v1.1.0/schema.json"),
        ("unpublished", Extensions + "timestamps/v1.1.0/schema.json"),
        ("expires", Extensions + "timestamps/v1.1.0/schema.json"),
        ("version", Version),
        ("deprecated", Version),
        ("experimental", Version),
        ("file:", Extensions + "file/v2.1.0/schema.json"),
        ("auth:", Extensions + "authentication/v1.1.0/schema.json"),
        ("order:", Extensions + "order/v1.1.0/schema.json"),
    ];

    /// <summary>Beginnings of the addresses of their schemas, up to the version.</summary>
    static readonly string[] anyVersion = [.. extensions.Select(e => e.Schema).Append(WebMapLinks).Select(e => e[..(e.LastIndexOf("/v", StringComparison.Ordinal) + 2)])];

    static readonly string[] ofEo = ["common_name", "center_wavelength", "full_width_half_max", "solar_illumination"];

    /// <summary>Replaces names of STAC 1.0 that the extensions of 1.1 have given up, in the properties or in an asset.</summary>
    public static void Upgrade(JsonObject described)
    {
        if (described.ContainsKey("proj:epsg"))
        {
            if (!described.ContainsKey("proj:code")) described["proj:code"] = Number(described["proj:epsg"]) is { } epsg ? FormattableString.Invariant($"EPSG:{epsg}") : null;
            described.Remove("proj:epsg");
        }
        if (described["eo:bands"] is not JsonArray bands) return;
        described.Remove("eo:bands");
        described["bands"] ??= new JsonArray([.. bands.OfType<JsonObject>().Select(band => new JsonObject(band.Select(member =>
            KeyValuePair.Create(ofEo.Contains(member.Key) ? "eo:" + member.Key : member.Key, member.Value?.DeepClone()))))]);
    }

    /// <summary>STAC 1.1 lets an item have bands only beside an asset that has some: they belong where the pixels are.</summary>
    public static void PlaceBands(JsonObject properties, JsonObject assets)
    {
        var all = assets.Select(a => a.Value).OfType<JsonObject>().ToList();
        if (properties["bands"] is not JsonArray bands || all.Exists(a => a.ContainsKey("bands"))) return;
        properties.Remove("bands");
        foreach (var asset in all.Where(a => (a["roles"] as JsonArray)?.Any(r => Text(r) == "data") == true)) asset["bands"] = bands.DeepClone();
    }

    /// <summary>Schemas of the extensions that an item uses, and those that its sender declared of his own.</summary>
    public static JsonArray Used(JsonObject body)
    {
        var assets = ((JsonObject)body["assets"]!).Select(a => a.Value).OfType<JsonObject>().ToList();
        var bands = assets.SelectMany(a => a["bands"] as JsonArray ?? []).OfType<JsonObject>();
        var names = assets.Concat(bands).Append((JsonObject)body["properties"]!).SelectMany(o => o.Select(p => p.Key)).ToHashSet(StringComparer.Ordinal);
        names.UnionWith([.. names.Select(n => n[..(n.IndexOf(':', StringComparison.Ordinal) + 1)])]);
        var ours = extensions.Where(e => names.Contains(e.Names)).Select(e => e.Schema);
        var rels = ((JsonArray)body["links"]!).Select(l => Text(l!["rel"])).ToHashSet();
        if (rels.Contains("tilejson")) ours = ours.Append(WebMapLinks);
        if (rels.Overlaps(ItemBody.VersionRels)) ours = ours.Append(Version);
        // What the sender declared stays, unless it is another version of one of ours.
        var sent = (body["stac_extensions"] as JsonArray ?? []).Select(Text).OfType<string>().Where(s => !Array.Exists(anyVersion, begin => s.StartsWith(begin, StringComparison.Ordinal)));
        return new([.. ours.Concat(sent).Distinct().Select(s => (JsonNode)s)]);
    }
}
