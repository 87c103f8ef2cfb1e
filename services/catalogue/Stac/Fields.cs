using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Items;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Stac;

static partial class StacEndpoints
{
    const int MaxFields = 200;

    public static readonly Capability Projecting = new("https://api.stacspec.org/v1.0.0/item-search#fields", "https://api.stacspec.org/v1.0.0/ogcapi-features#fields", "https://api.stacspec.org/v1.0.0-rc.1/collection-search#fields")
    {
        Parameters =
        [
            new(Asked.Pages,
                new("fields", $"Parts of the items, or of the collections, that are wanted, separated by commas, each after `-` to leave it out; at most {MaxFields}. Properties with or without `properties.`. Given empty, what makes a valid item.") { Example = "id,geometry,properties.datetime" },
                """{"type":"object","properties":{"include":{"type":"array","items":{"type":"string"}},"exclude":{"type":"array","items":{"type":"string"}}},"additionalProperties":false}""",
                (search, value) =>
                {
                    var entries = value.Split(',', value.Length == 0 ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.None);
                    Project(search, [.. entries.Where(e => !e.StartsWith('-')).Select(e => e is ['+' or ' ', ..] ? e[1..] : e)], [.. entries.Where(e => e.StartsWith('-')).Select(e => e[1..])]);
                },
                ReadFields, EmptyCounts: true),
        ],
    };

    static void ReadFields(SearchParameters search, JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            search.Fault("fields", "Un objet avec « include » et « exclude » est attendu.");
            return;
        }
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var includes = false;
        foreach (var list in value.ValueKind == JsonValueKind.Null ? default : value.EnumerateObject())
        {
            includes |= list.Name == "include";
            if (list.Name is not ("include" or "exclude")) search.Fault("fields", $"« {(list.Name.Length > 60 ? list.Name[..60] : list.Name)} » n’est ni « include » ni « exclude ».");
            else if (list.Value.ValueKind == JsonValueKind.Array && list.Value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)) lists[list.Name] = [.. list.Value.EnumerateArray().Select(v => v.GetString()!)];
            else if (list.Value.ValueKind != JsonValueKind.Null) search.Fault("fields", $"« {list.Name} » est un tableau de textes.");
        }
        // The extension tells « exclude » alone, from everything, from « exclude » beside an empty « include », from the default.
        Project(search, lists.GetValueOrDefault("include", []), lists.GetValueOrDefault("exclude", []), fromAll: !includes && lists.GetValueOrDefault("exclude", []).Count > 0);
    }

    static void Project(SearchParameters search, IReadOnlyList<string> include, IReadOnlyList<string> exclude, bool fromAll = false)
    {
        if (include.Count + exclude.Count > MaxFields) search.Fault("fields", $"{MaxFields} champs au plus.");
        else if (include.Concat(exclude).Any(string.IsNullOrWhiteSpace)) search.Fault("fields", "Un champ est vide.");
        else search.Fields = new(search.Where == Asked.Collections ? Projection.OfCollections : Projection.OfItems, include, exclude, fromAll);
    }
}

/// <summary>Which parts of an item are sent. The longest path that names a part, or what holds it, decides; of two as long, to include.</summary>
sealed class Projection
{
    /// <param name="Members">Its members; another name is that of a property.</param>
    /// <param name="Least">What makes a valid one, when nothing is named.</param>
    public sealed record Shape(string[]? Members, string[] Least);

    public static readonly Shape OfItems = new(
        ["type", "stac_version", "stac_extensions", "id", "collection", "geometry", "bbox", "properties", "assets", "links"],
        ["type", "stac_version", "stac_extensions", "id", "collection", "geometry", "bbox", "assets", "links", "properties.datetime", "properties.start_datetime", "properties.end_datetime"]);

    public static readonly Shape OfCollections = new(null, ["type", "stac_version", "stac_extensions", "id", "description", "license", "extent", "links"]);

    readonly Shape shape;
    readonly Node root = new();

    /// <param name="shape">Of what.</param>
    /// <param name="include">Fields to send; none = those of a valid item.</param>
    /// <param name="exclude">Fields to leave out.</param>
    /// <param name="fromAll">All fields but those to leave out.</param>
    public Projection(Shape shape, IReadOnlyList<string> include, IReadOnlyList<string> exclude, bool fromAll)
    {
        this.shape = shape;
        root.Sent = fromAll;
        foreach (var field in exclude) root.At(Path(field)).Sent = false;
        foreach (var field in include) root.At(Path(field)).Sent = true;
        if (include.Count > 0 || fromAll) return;
        foreach (var field in shape.Least.Where(l => !exclude.Any(e => $"{l}.".StartsWith(string.Join('.', Path(e)) + ".", StringComparison.Ordinal)))) root.At(Path(field)).Sent = true;
    }

    /// <summary>Writes an item with these parts alone.</summary>
    public void Write(IBufferWriter<byte> output, byte[] body, PublicOrigin outside)
    {
        var kept = new ArrayBufferWriter<byte>(body.Length);
        using (var item = JsonDocument.Parse(body))
        using (var writer = new Utf8JsonWriter(kept, new() { Encoder = JsonText.Relaxed.Encoder, SkipValidation = true })) Write(writer, item.RootElement, root, sent: false);
        outside.Write(output, kept.WrittenSpan);
    }

    /// <summary>A document with these parts alone.</summary>
    public JsonObject Of(JsonObject document)
    {
        var kept = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(kept))
        using (var whole = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(document, JsonText.Relaxed))) Write(writer, whole.RootElement, root, sent: false);
        return JsonNode.Parse(kept.WrittenSpan)!.AsObject();
    }

    // Names have no dot of their own.
    string[] Path(string field) => field.Split('.') is var path && shape.Members?.Contains(path[0]) != false ? path : ["properties", .. path];

    static void Write(Utf8JsonWriter writer, JsonElement item, Node node, bool sent)
    {
        sent = node.Sent ?? sent;
        writer.WriteStartObject();
        foreach (var member in item.EnumerateObject())
        {
            var below = node.Children?.GetValueOrDefault(member.Name);
            if (below is { Children: not null } && member.Value.ValueKind == JsonValueKind.Object && ((below.Sent ?? sent) || below.Opens))
            {
                writer.WritePropertyName(member.Name);
                Write(writer, member.Value, below, sent);
            }
            else if (below?.Sent ?? sent)
            {
                writer.WritePropertyName(member.Name);
                member.Value.WriteTo(writer);
            }
        }
        writer.WriteEndObject();
    }

    sealed class Node
    {
        /// <summary>Null: as what holds it.</summary>
        public bool? Sent { get; set; }
        public Dictionary<string, Node>? Children { get; private set; }

        /// <summary>Something beneath is sent.</summary>
        public bool Opens => Children?.Values.Any(c => c.Sent == true || c.Opens) == true;

        public Node At(ReadOnlySpan<string> path)
        {
            if (path.IsEmpty) return this;
            Children ??= new(StringComparer.Ordinal);
            if (!Children.TryGetValue(path[0], out var child)) Children[path[0]] = child = new();
            return child.At(path[1..]);
        }
    }
}
