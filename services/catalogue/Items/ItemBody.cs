using System.Text.Json;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Geography;
using Dinamis.Catalogue.Stac;
using Dinamis.Kernel;
using NetTopologySuite.Geometries;

namespace Dinamis.Catalogue.Items;

/// <summary>Makes the stored item of a STAC item that was sent: checked, upgraded to 1.1.0, with our links, our assets and how to get at them.</summary>
static class ItemBody
{
    public const int MaxBytes = 512 * 1024;

    /// <summary>Links that the sender may write, of the version extension: only he knows which scene came before.</summary>
    public static readonly IReadOnlyList<string> VersionRels = ["predecessor-version", "successor-version", "latest-version"];

    /// <summary>Properties whose words a scene is found by.</summary>
    static readonly string[] told = ["title", "description", "keywords", "platform", "constellation", "instruments", "mission"];

    /// <exception cref="Refused">INVALID: no object of JSON, or too long a one.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxBytes) throw new Refused(Refusals.Invalid, [new("item", "512 Kio au plus.")]);
        try
        {
            // Walked through at once, so that a name given twice is told here and not later.
            var item = JsonNode.Parse(json, documentOptions: new() { MaxDepth = 64, AllowDuplicateProperties = false }) as JsonObject ?? throw new Refused(Refusals.Invalid, [new("item", "Un objet JSON est attendu.")]);
            Read(item);
            return item;
        }
        catch (InvalidOperationException)
        {
            throw new Refused(Refusals.Invalid, [new("item", "Un caractère est coupé, ou n’est pas de l’UTF-8.")]);
        }
        catch (JsonException)
        {
            throw new Refused(Refusals.Invalid, [new("item", "Ce n’est pas du JSON correct.")]);
        }
    }

    /// <summary>Reads each text: JSON may escape half a character, or hold bytes that are none.</summary>
    /// <exception cref="InvalidOperationException">There is such a text.</exception>
    public static void Read(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, value) in members) Read(value);
                break;
            case JsonArray items:
                foreach (var value in items) Read(value);
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                _ = value.GetValue<string>();
                break;
        }
    }

    /// <exception cref="Refused">INVALID, each fault under <c>item.…</c>.</exception>
    public static Item Make(JsonObject sent, Collection collection, IReadOnlyCollection<Asset> files)
    {
        var id = Text(sent["id"]) ?? "";
        var properties = sent["properties"] as JsonObject;
        var checks = new Checks()
            .That(Text(sent["type"]) == "Feature", "item.type", "Un item STAC est un « Feature ».")
            .That(id.Length is > 0 and <= 200 && !id.Any(c => char.IsControl(c) || c is '/' or '\\' or '?' or '#'), "item.id", "De 1 à 200 caractères, sans « / », « ? » ni « # ».")
            .That(properties is not null, "item.properties", "Les propriétés manquent.")
            .That(Text(sent["collection"]) is null || Text(sent["collection"]) == collection.Code, "item.collection", "L’item nomme une autre collection.");
        var (start, end) = Period(properties, checks);
        var footprint = Footprint(sent["geometry"], checks);
        var cloud = Number(properties?["eo:cloud_cover"]);
        checks.That(cloud is null or (>= 0 and <= 100), "item.properties.eo:cloud_cover", "La nébulosité est un pourcentage, de 0 à 100.");
        var gsd = Number(properties?["gsd"]);
        checks.That(gsd is null or > 0, "item.properties.gsd", "La taille du pixel est positive.");
        foreach (var queryable in ItemQueryables.All) checks.That(Fits(properties?[queryable.Name], queryable.Kind), "item.properties." + queryable.Name, "Cette propriété n’a pas une valeur de son type.");
        checks.That(sent["links"] is null or JsonArray, "item.links", "Un tableau est attendu.")
            .That(sent["stac_extensions"] is null || sent["stac_extensions"] is JsonArray named && named.All(n => Text(n) is not null), "item.stac_extensions", "Un tableau d’adresses est attendu.")
            .That(sent["assets"] is null or JsonObject, "item.assets", "Un objet est attendu.");
        foreach (var (key, asset) in sent["assets"] as JsonObject ?? [])
            checks.That(asset is JsonObject described && (Text(described["href"]) is not null || files.Any(f => f.Key == key)), "item.assets." + key, "Un objet avec « href » est attendu.");
        checks.ThrowIfAny();

        var body = (JsonObject)sent.DeepClone();
        body["stac_version"] = "1.1.0";
        body["collection"] = collection.Code;
        if (footprint is not null) (body["geometry"], body["bbox"]) = (GeoJson.Node(footprint), new JsonArray([.. Antimeridian.Bounds(footprint).Select(n => (JsonNode)n)]));
        else body.Remove("bbox");
        var assets = body["assets"] as JsonObject ?? [];
        body["assets"] = assets;
        // An address of ours that no file stands behind any more.
        foreach (var gone in assets.Where(a => files.All(f => f.Key != a.Key) && Text((a.Value as JsonObject)?["href"])?.StartsWith(PublicOrigin.Placeholder, StringComparison.Ordinal) == true).ToList()) assets.Remove(gone.Key);
        foreach (var described in assets.Select(a => a.Value).OfType<JsonObject>().Append((JsonObject)body["properties"]!)) ItemExtensions.Upgrade(described);
        foreach (var file in files) assets[file.Key] = AssetNode(file, collection.Code, id, assets[file.Key] as JsonObject);
        ItemExtensions.PlaceBands((JsonObject)body["properties"]!, assets);
        foreach (var file in files) AddFacts((JsonObject)assets[file.Key]!, file);
        if (files.Any(f => !f.Open)) body["properties"]!["auth:schemes"] = Schemes();
        var links = Links(collection, id);
        foreach (var told in VersionLinks(sent, collection.Code)) links.Add(told);
        // Map clients ask the tiles of it by the scheme of its assets.
        if (files.Any(f => f.Tiled))
            links.Add(new JsonObject { ["rel"] = "tilejson", ["href"] = $"{PublicOrigin.Placeholder}/tiles/{collection.Code}/{Uri.EscapeDataString(id)}/tilejson.json", ["type"] = "application/json", ["auth:refs"] = new JsonArray("dinamis") });
        body["links"] = links;
        body["stac_extensions"] = ItemExtensions.Used(body);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, JsonText.Relaxed);
        if (bytes.Length > MaxBytes) throw new Refused(Refusals.Invalid, [new("item", "512 Kio au plus.")]);
        // PostgreSQL keeps no null character in a text.
        if (bytes.AsSpan().IndexOf("\\u0000"u8) >= 0) throw new Refused(Refusals.Invalid, [new("item", "Le caractère nul n’est pas permis.")]);
        return new()
        {
            Collection = collection.Code,
            Id = id,
            Start = start,
            End = end,
            Footprint = footprint,
            Cloud = cloud,
            Gsd = gsd,
            Words = Folding.Key(string.Join(' ', new[] { id, collection.Code }.Concat(told.SelectMany(name => Texts(properties![name]))))),
            Body = bytes,
            Predecessors = [.. Predecessors(body).Where(p => p != (collection.Code, id)).Distinct()],
            Queryables = [.. ItemQueryables.All.Where(q => !q.Everywhere && properties![q.Name] is not null).Select(q => q.Name)],
        };
    }

    /// <summary>The two lead to each other, and the one that came before is no longer the one to use.</summary>
    public static void Succeed(JsonObject predecessor, string collection, string id)
    {
        var links = (JsonArray)predecessor["links"]!;
        foreach (var old in links.Where(l => Text(l!["rel"]) == "successor-version").ToList()) links.Remove(old);
        links.Add(Link("successor-version", Href(collection, id), GeoJsonType));
        predecessor["properties"]!["deprecated"] = true;
    }

    /// <summary>Scenes of its collection that a stored item names as its predecessors.</summary>
    public static IEnumerable<(string Collection, string Id)> Predecessors(JsonObject stored) =>
        (stored["links"] as JsonArray ?? []).Where(l => Text(l!["rel"]) == "predecessor-version").Select(l => Named(Text(l!["href"]) ?? "")).OfType<(string, string)>();

    const string GeoJsonType = "application/geo+json";

    static string Href(string collection, string id) => $"{PublicOrigin.Placeholder}/stac/collections/{collection}/items/{Uri.EscapeDataString(id)}";

    // The scene of ours at an address.
    static (string Collection, string Id)? Named(string href) =>
        href.StartsWith(PublicOrigin.Placeholder + "/stac/collections/", StringComparison.Ordinal) && href[(PublicOrigin.Placeholder.Length + 1)..].Split('/') is [_, _, var collection, "items", var id] ? (collection, Uri.UnescapeDataString(id)) : null;

    // Of ours, scenes of the same collection alone: another may be reserved, and who sees this one would learn of it.
    static IEnumerable<JsonObject> VersionLinks(JsonObject sent, string collection) => (sent["links"] as JsonArray ?? []).OfType<JsonObject>()
        .Where(l => VersionRels.Contains(Text(l["rel"])) && Uri.TryCreate(Text(l["href"]), UriKind.Absolute, out var href) && href.Scheme is "http" or "https")
        .Where(l => !Text(l["href"])!.StartsWith(PublicOrigin.Placeholder, StringComparison.Ordinal) || Named(Text(l["href"])!)?.Collection == collection)
        .Take(10)
        .Select(l => Link(Text(l["rel"])!, Text(l["href"])!, Text(l["type"]) ?? GeoJsonType));

    static JsonObject Link(string rel, string href, string type) => new() { ["rel"] = rel, ["href"] = href, ["type"] = type };

    public static string AssetPath(string collection, string item, string key) =>
        $"/assets/{collection}/{Uri.EscapeDataString(item)}/{Uri.EscapeDataString(key)}";

    static (DateTimeOffset Start, DateTimeOffset End) Period(JsonObject? properties, Checks checks)
    {
        if (properties is null) return default;
        DateTimeOffset? At(string name)
        {
            var text = Text(properties[name]);
            var at = text is null ? null : Interval.Instant(text);
            checks.That(text is null || at is not null, "item.properties." + name, "Un instant RFC 3339 est attendu.");
            return at;
        }
        var (acquired, start, end) = (At("datetime"), At("start_datetime"), At("end_datetime"));
        checks.That(acquired is not null || start is not null && end is not null, "item.properties.datetime", "Donnez « datetime », ou « start_datetime » et « end_datetime ».")
            .That(start is null || end is null || start <= end, "item.properties.start_datetime", "Le début est après la fin.");
        return acquired is { } one ? (one, one) : (start ?? default, end ?? default);
    }

    static Geometry? Footprint(JsonNode? geometry, Checks checks)
    {
        if (geometry is null) return null;
        try
        {
            using var json = JsonDocument.Parse(geometry.ToJsonString());
            return ReadCut(json.RootElement);
        }
        catch (BadGeometryException e)
        {
            checks.That(false, "item.geometry", e.Message);
            return null;
        }
    }

    // A footprint over the antimeridian crosses itself until it is cut: validity is judged after.
    static Geometry ReadCut(JsonElement json)
    {
        var cut = Antimeridian.Cut(GeoJson.Parse(json, GeoJson.MaxVertices));
        return GeoJson.Checked(cut);
    }

    static JsonObject AssetNode(Asset file, string collection, string item, JsonObject? sent)
    {
        var node = (JsonObject?)sent?.DeepClone() ?? [];
        node["href"] = PublicOrigin.Placeholder + AssetPath(collection, item, file.Key);
        node["type"] = file.MediaType;
        if (file.Title.Length > 0) node["title"] = file.Title;
        node["roles"] = new JsonArray([.. file.Roles.Select(r => (JsonNode)r)]);
        node["file:size"] = file.Size;
        // Multihash: SHA-256 (0x12), 32 bytes (0x20).
        node["file:checksum"] = "1220" + file.Sha256;
        if (!file.Open) node["auth:refs"] = new JsonArray("dinamis", "dinamis-signed");
        return node;
    }

    static void AddFacts(JsonObject node, Asset file)
    {
        if (file.Facts is null) return;
        foreach (var (name, value) in JsonNode.Parse(file.Facts)!.AsObject())
            if (!node.ContainsKey(name)) node[name] = value?.DeepClone();
    }

    static JsonObject Schemes() => new()
    {
        ["dinamis"] = new JsonObject
        {
            ["type"] = "openIdConnect",
            ["description"] = "Compte DINAMIS d’une organisation adhérente ; jeton d’accès OAuth 2.0 (Bearer).",
            ["openIdConnectUrl"] = PublicOrigin.Placeholder + "/.well-known/openid-configuration",
        },
        ["dinamis-signed"] = new JsonObject
        {
            ["type"] = "signedUrl",
            ["description"] = "Adresse signée, bonne dix minutes, demandée avec un jeton « dinamis ».",
            ["flows"] = new JsonObject
            {
                ["authorizationCode"] = new JsonObject
                {
                    ["method"] = "POST",
                    ["authorizationApi"] = PublicOrigin.Placeholder + "/api/catalogue/v1/downloads:sign",
                    ["parameters"] = new JsonObject(((string[])["collectionId", "itemId", "assetKey"]).Select(name =>
                        KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["in"] = "body", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" } }))),
                    ["responseField"] = "url",
                },
            },
        },
    };

    static JsonArray Links(Collection collection, string id)
    {
        const string stac = PublicOrigin.Placeholder + "/stac";
        var parent = $"{stac}/collections/{collection.Code}";
        var links = new JsonArray(
            Link("self", Href(collection.Code, id), GeoJsonType),
            Link("parent", parent, "application/json"),
            Link("collection", parent, "application/json"),
            Link("root", stac, "application/json"),
            Link("alternate", $"{PublicOrigin.Placeholder}/catalogue/{collection.Code}/{Uri.EscapeDataString(id)}", "text/html"));
        if (collection.Family.Length > 0) links.Add(Link("license", PublicOrigin.Placeholder + PublicOrigin.LicencePath(collection.Family), "text/html"));
        return links;
    }

    // What is asked and sorted by is compared as its kind: PostgreSQL fails on another.
    static bool Fits(JsonNode? value, Cql2.Kind kind) => value is null || kind switch
    {
        Cql2.Kind.Number => Number(value) is { } number && double.IsFinite(number),
        Cql2.Kind.Text => value.GetValueKind() == JsonValueKind.String,
        Cql2.Kind.Array => value is JsonArray,
        _ => true,
    };

    static IEnumerable<string> Texts(JsonNode? node) => node is JsonArray all ? all.Select(Text).OfType<string>() : Text(node) is { } one ? [one] : [];

    internal static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    internal static double? Number(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : null;
}
