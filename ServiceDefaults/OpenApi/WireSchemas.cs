using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace Dinamis.ServiceDefaults.OpenApi;

/// <summary>JSON schemas of our messages, by proto's JSON mapping. Each message and enumeration that is met becomes a component.</summary>
sealed class WireSchemas(WireComments comments)
{
    public SortedDictionary<string, JsonObject> Components { get; } = new(StringComparer.Ordinal);

    public JsonObject Of(MessageDescriptor message) => message.FullName switch
    {
        "google.protobuf.Timestamp" => new() { ["type"] = "string", ["format"] = "date-time" },
        "google.protobuf.Duration" => new() { ["type"] = "string" },
        _ => Component(message.FullName, () => Object(message.Fields.InDeclarationOrder(), comments.Of(message))),
    };

    /// <summary>A message without the fields that the path holds.</summary>
    public JsonObject Object(IEnumerable<FieldDescriptor> fields, string? description = null)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (description is not null) schema["description"] = description;
        var properties = new JsonObject();
        foreach (var field in fields) properties[field.JsonName] = Of(field);
        schema["properties"] = properties;
        return schema;
    }

    public JsonObject Of(FieldDescriptor field)
    {
        var schema = field.IsMap
            ? new JsonObject { ["type"] = "object", ["additionalProperties"] = One(field.MessageType.FindFieldByNumber(2)) }
            : field.IsRepeated ? new JsonObject { ["type"] = "array", ["items"] = One(field) } : One(field);
        if (comments.Of(field) is not { } description) return schema;
        // OpenAPI 3.0 reads nothing beside a $ref.
        if (schema.ContainsKey("$ref")) schema = new() { ["allOf"] = new JsonArray(schema) };
        schema["description"] = description;
        return schema;
    }

    JsonObject One(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Bool => new() { ["type"] = "boolean" },
        FieldType.Double => new() { ["type"] = "number", ["format"] = "double" },
        FieldType.Float => new() { ["type"] = "number", ["format"] = "float" },
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 or FieldType.UInt32 or FieldType.Fixed32 => new() { ["type"] = "integer", ["format"] = "int32" },
        // JavaScript's numbers would lose digits: proto's JSON writes them as text.
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 or FieldType.UInt64 or FieldType.Fixed64 => new() { ["type"] = "string", ["format"] = "int64" },
        FieldType.Bytes => new() { ["type"] = "string", ["format"] = "byte" },
        FieldType.Enum => Component(field.EnumType.FullName, () => Values(field.EnumType)),
        FieldType.Message => Of(field.MessageType),
        _ => new() { ["type"] = "string" },
    };

    JsonObject Values(EnumDescriptor type)
    {
        var schema = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. type.Values.Select(v => (JsonNode)v.Name)]) };
        if (comments.Of(type) is { } description) schema["description"] = description;
        return schema;
    }

    JsonObject Component(string fullName, Func<JsonObject> make)
    {
        // Our packages share one C# namespace, so the names are unique without them.
        var name = fullName[(fullName.IndexOf(".v1.", StringComparison.Ordinal) + 4)..];
        if (!Components.ContainsKey(name))
        {
            // Entered before it is made: a message may hold itself.
            Components[name] = [];
            Components[name] = make();
        }
        return new() { ["$ref"] = "#/components/schemas/" + name };
    }
}
