using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.IO.Converters;

namespace Dinamis.Cql2;

/// <summary>CQL2 as JSON (OGC 21-065r2, annex A, cql2.json).</summary>
public static class Cql2Json
{
    // Rings keep the direction in which they were given: what is read is what is written.
    static readonly JsonSerializerOptions geoJson = new()
    {
        Converters = { new GeoJsonConverterFactory(NtsGeometryServices.Instance.CreateGeometryFactory(4326), writeGeometryBBox: false, GeoJsonConverterFactory.DefaultIdPropertyName, RingOrientationOption.DoNotModify) },
    };

    /// <exception cref="Cql2Exception">Not CQL2, or over a limit; names the member.</exception>
    public static Expression Parse(string json)
    {
        try
        {
            // Each level of the filter is two of JSON, a geometry has five of its own: more than that, so that the filter's own limit is told.
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 256 });
            return Read(document.RootElement);
        }
        catch (ArgumentException)
        {
            throw new Cql2Exception("Ce n’est pas du JSON lisible : un caractère est coupé.");
        }
        catch (JsonException e)
        {
            throw new Cql2Exception(string.Create(CultureInfo.InvariantCulture, $"Ce n’est pas du JSON lisible (ligne {e.LineNumber + 1}, octet {e.BytePositionInLine + 1})."));
        }
    }

    /// <inheritdoc cref="Parse"/>
    public static Expression Read(JsonElement json)
    {
        try
        {
            return new Reader().Node(json, "filter", 0);
        }
        catch (InvalidOperationException)
        {
            // JSON may escape half a character, which is no text.
            throw new Cql2Exception("Un texte du filtre a un caractère coupé.");
        }
    }

    public static JsonNode? Write(Expression expression) => expression switch
    {
        Property p => new JsonObject { ["property"] = p.Name },
        TextLiteral t => t.Value,
        NumberLiteral n => n.Value,
        BooleanLiteral b => b.Value,
        DateLiteral d => new JsonObject { ["date"] = Instants.Write(d) },
        TimestampLiteral t => new JsonObject { ["timestamp"] = Instants.Write(t) },
        Interval i => new JsonObject { ["interval"] = new JsonArray(Bound(i.Start), Bound(i.End)) },
        GeometryLiteral g => JsonSerializer.SerializeToNode(g.Value, geoJson),
        BoxLiteral b => new JsonObject { ["bbox"] = new JsonArray([.. b.Bounds.Select(n => (JsonNode)n)]) },
        ArrayLiteral a => new JsonArray([.. a.Items.Select(Write)]),
        Operation o => new JsonObject { ["op"] = o.Name, ["args"] = new JsonArray([.. o.Args.Select(Write)]) },
        _ => throw new InvalidOperationException(expression.GetType().Name),
    };

    static JsonNode? Bound(Expression? bound) => bound switch
    {
        null => "..",
        DateLiteral d => Instants.Write(d),
        TimestampLiteral t => Instants.Write(t),
        _ => Write(bound),
    };

    sealed class Reader
    {
        int nodes;

        public Expression Node(JsonElement json, string path, int depth)
        {
            if (++nodes > Limits.Nodes) throw Wrong(path, $"le filtre a plus de {Limits.Nodes} éléments");
            if (depth > Limits.Depth) throw Wrong(path, $"le filtre s’emboîte sur plus de {Limits.Depth} niveaux");
            return json.ValueKind switch
            {
                JsonValueKind.String => new TextLiteral(json.GetString()!),
                JsonValueKind.Number when json.TryGetDouble(out var n) && double.IsFinite(n) => new NumberLiteral(n),
                JsonValueKind.True or JsonValueKind.False => new BooleanLiteral(json.GetBoolean()),
                JsonValueKind.Array => new ArrayLiteral(List(json, path, depth)),
                JsonValueKind.Object => Object(json, path, depth),
                _ => throw Wrong(path, "une valeur, un nom ou une opération est attendu"),
            };
        }

        Expression Object(JsonElement json, string path, int depth)
        {
            if (json.TryGetProperty("op", out var op)) return Operation(json, op, path, depth);
            if (json.TryGetProperty("property", out var property)) return new Property(Text(property, path + ".property")) { Place = path + ".property" };
            if (json.TryGetProperty("date", out var date)) return Instants.Date(Text(date, path + ".date")) ?? throw Wrong(path + ".date", "une date s’écrit \"2026-11-25\"");
            if (json.TryGetProperty("timestamp", out var timestamp)) return Instants.Timestamp(Text(timestamp, path + ".timestamp")) ?? throw Wrong(path + ".timestamp", "un instant s’écrit \"2026-11-25T10:30:00Z\"");
            if (json.TryGetProperty("interval", out var interval)) return Bounds(interval, path + ".interval", depth);
            if (json.TryGetProperty("bbox", out var bbox)) return Box(bbox, path + ".bbox");
            if (json.TryGetProperty("type", out _)) return new GeometryLiteral(Shape(json, path));
            throw Wrong(path, "« op », « property », « date », « timestamp », « interval », « bbox » ou une géométrie est attendu");
        }

        Operation Operation(JsonElement json, JsonElement op, string path, int depth)
        {
            var name = Text(op, path + ".op");
            if (!json.TryGetProperty("args", out var args) || args.ValueKind != JsonValueKind.Array) throw Wrong(path + ".args", "un tableau est attendu");
            var read = List(args, path + ".args", depth + 1);
            if (Operators.Functions.TryGetValue(name, out var known)) name = known.Name;
            var (least, most) = name switch
            {
                Operators.And or Operators.Or => (2, int.MaxValue),
                Operators.Not or Operators.IsNull => (1, 1),
                Operators.Between => (3, 3),
                _ when Operators.Forms.ContainsKey(name) => (2, 2),
                _ when known.Name is not null => (known.Arity, known.Arity),
                _ => (0, int.MaxValue),
            };
            if (read.Count < least || read.Count > most) throw Wrong(path + ".args", $"« {name} » attend {(most == least ? "" : "au moins ")}{least} argument(s)");
            if (name == Operators.In && read[1] is not ArrayLiteral { Items.Count: > 0 }) throw Wrong(path + ".args[1]", "une liste d’au moins une valeur est attendue");
            return new(name, read) { Place = path };
        }

        List<Expression> List(JsonElement json, string path, int depth)
        {
            var items = new List<Expression>();
            foreach (var item in json.EnumerateArray()) items.Add(Node(item, $"{path}[{items.Count}]", depth));
            return items;
        }

        Interval Bounds(JsonElement json, string path, int depth)
        {
            if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() != 2) throw Wrong(path, "deux bornes sont attendues");
            return new(Bound(json[0], path + "[0]", depth), Bound(json[1], path + "[1]", depth));
        }

        Expression? Bound(JsonElement json, string path, int depth)
        {
            if (json.ValueKind != JsonValueKind.String) return Node(json, path, depth);
            var text = json.GetString()!;
            return text == ".." ? null : Instants.Any(text) ?? throw Wrong(path, "une borne s’écrit \"2026-11-25\", \"2026-11-25T10:30:00Z\" ou \"..\"");
        }

        static BoxLiteral Box(JsonElement json, string path)
        {
            if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() is not (4 or 6) || json.EnumerateArray().Any(n => n.ValueKind != JsonValueKind.Number || !double.IsFinite(n.GetDouble()))) throw Wrong(path, "4 ou 6 nombres sont attendus");
            return new([.. json.EnumerateArray().Select(n => n.GetDouble())]);
        }

        static Geometry Shape(JsonElement json, string path)
        {
            try
            {
                var geometry = json.Deserialize<Geometry>(geoJson);
                if (geometry is null or { IsEmpty: true }) throw Wrong(path, "la géométrie est vide");
                // JSON has greater numbers than we have; no altitude is « no number » there.
                if (geometry.Coordinates.Any(c => !double.IsFinite(c.X) || !double.IsFinite(c.Y) || double.IsInfinity(c.Z))) throw Wrong(path, "une coordonnée est trop grande");
                return geometry.NumPoints <= Limits.Vertices ? geometry : throw Wrong(path, $"une géométrie a {Limits.Vertices} sommets au plus");
            }
            catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or FormatException)
            {
                throw Wrong(path, "ce n’est pas une géométrie GeoJSON");
            }
        }

        static string Text(JsonElement json, string path) => json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Wrong(path, "un texte est attendu");

        static Cql2Exception Wrong(string path, string what) => new($"{path} : {what}.");
    }
}
