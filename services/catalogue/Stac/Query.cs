using System.Text.Json;
using Dinamis.Catalogue.Items;
using Dinamis.Cql2;
using Dinamis.ServiceDefaults.OpenApi;

namespace Dinamis.Catalogue.Stac;

/// <summary>The query extension says by JSON objects a part of what CQL2 says: it is read into the same tree.</summary>
static partial class StacEndpoints
{
    const int MaxConditions = 100;

    public static readonly Capability Querying = new("https://api.stacspec.org/v1.0.0/item-search#query", "https://api.stacspec.org/v1.0.0/ogcapi-features#query")
    {
        Parameters =
        [
            new(Asked.Scenes,
                new("query", $"JSON object of queryables, each with operators (eq, neq, lt, lte, gt, gte, startsWith, endsWith, contains, in) and values; all must hold, at most {MaxConditions}. `filter` says more.") { Example = """{"eo:cloud_cover":{"lt":10}}""" },
                """{"type":"object","additionalProperties":{"type":"object"}}""",
                (search, value) =>
                {
                    try
                    {
                        using var json = JsonDocument.Parse(value, new() { MaxDepth = 8 });
                        Query(search, json.RootElement);
                    }
                    catch (JsonException e)
                    {
                        search.Fault("query", $"Ce n’est pas du JSON lisible (octet {e.BytePositionInLine + 1}).");
                    }
                },
                Query),
        ],
    };

    static void Query(SearchParameters search, JsonElement value)
    {
        try
        {
            if (value.ValueKind != JsonValueKind.Object) throw new Cql2Exception("Un objet JSON est attendu.");
            var conditions = value.EnumerateObject().SelectMany(p => p.Value.ValueKind == JsonValueKind.Object
                ? p.Value.EnumerateObject().Select(o => Condition(p.Name, o.Name, o.Value))
                : throw new Cql2Exception($"« {p.Name} » attend un objet d’opérateurs.")).ToList();
            if (conditions.Count > MaxConditions) throw new Cql2Exception($"{MaxConditions} conditions au plus.");
            if (conditions.Count == 0) return;
            var query = conditions.Count == 1 ? conditions[0] : new Operation("and", conditions);
            ItemQueryables.Check(query);
            search.Query = query;
        }
        catch (Cql2Exception e)
        {
            search.Fault("query", e.Message);
        }
    }

    static Operation Condition(string name, string op, JsonElement value)
    {
        name = name.StartsWith("properties.", StringComparison.Ordinal) ? name["properties.".Length..] : name;
        var property = new Property(name);
        var kind = ItemQueryables.All.FirstOrDefault(q => q.Name == name)?.Kind;
        return op switch
        {
            "eq" => new("=", property, Literal()),
            "neq" => new("<>", property, Literal()),
            "lt" => new("<", property, Literal()),
            "lte" => new("<=", property, Literal()),
            "gt" => new(">", property, Literal()),
            "gte" => new(">=", property, Literal()),
            "startsWith" => new("like", property, new TextLiteral(Plain() + "%")),
            "endsWith" => new("like", property, new TextLiteral("%" + Plain())),
            "contains" when kind == Kind.Array => new("a_contains", property, new ArrayLiteral([Literal()])),
            "contains" => new("like", property, new TextLiteral($"%{Plain()}%")),
            "in" when value.ValueKind == JsonValueKind.Array && value.GetArrayLength() is > 0 and <= Limits.Nodes => new("in", property, new ArrayLiteral([.. value.EnumerateArray().Select(v => LiteralOf(v))])),
            "in" => throw new Cql2Exception($"« {name} », « in » : un tableau d’au moins une valeur est attendu."),
            _ => throw new Cql2Exception($"« {name} » : l’opérateur « {(op.Length > 60 ? op[..60] : op)} » n’existe pas."),
        };

        Expression Literal() => LiteralOf(value);

        Expression LiteralOf(JsonElement json) => json.ValueKind switch
        {
            JsonValueKind.String when kind == Kind.Timestamp => Interval.Instant(json.GetString()!) is { } at ? new TimestampLiteral(at) : throw new Cql2Exception($"« {name} », « {op} » : un instant RFC 3339 est attendu."),
            JsonValueKind.String => new TextLiteral(json.GetString()!),
            JsonValueKind.Number when json.TryGetDouble(out var number) && double.IsFinite(number) => new NumberLiteral(number),
            JsonValueKind.True or JsonValueKind.False => new BooleanLiteral(json.GetBoolean()),
            _ => throw new Cql2Exception($"« {name} », « {op} » : un texte, un nombre ou un booléen est attendu."),
        };

        string Plain() => value.ValueKind == JsonValueKind.String
            ? value.GetString()!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)
            : throw new Cql2Exception($"« {name} », « {op} » : un texte est attendu.");
    }
}
