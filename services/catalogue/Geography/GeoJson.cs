using System.Text.Json;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace Dinamis.Catalogue.Geography;

/// <summary>A GeoJSON geometry is not acceptable; the message is a French sentence for the caller.</summary>
sealed class BadGeometryException(string message) : Exception(message);

/// <summary>Reads GeoJSON geometries (RFC 7946) in OGC:CRS84 with limits that hold before anything is built, and writes them.</summary>
static class GeoJson
{
    public const int MaxVertices = 5_000;
    public const int Srid = 4326;

    public static readonly GeometryFactory Factory = new(new PrecisionModel(), Srid);

    /// <exception cref="BadGeometryException">Not GeoJSON, out of range, too many vertices, or not simple.</exception>
    public static Geometry Read(JsonElement json, int maxVertices = MaxVertices) => Checked(Parse(json, maxVertices));

    /// <summary>Reads without asking whether contours cross themselves.</summary>
    /// <exception cref="BadGeometryException">Not GeoJSON, out of range, too many vertices.</exception>
    public static Geometry Parse(JsonElement json, int maxVertices)
    {
        var budget = maxVertices;
        var geometry = Geometry(json, ref budget, depth: 0);
        return geometry.IsEmpty ? throw new BadGeometryException("La géométrie est vide.") : geometry;
    }

    /// <exception cref="BadGeometryException">Says where a contour crosses itself: the caller can find it on a map.</exception>
    public static Geometry Checked(Geometry geometry)
    {
        var validity = new IsValidOp(geometry);
        if (validity.IsValid) return geometry;
        var at = validity.ValidationError.Coordinate;
        throw new BadGeometryException(FormattableString.Invariant($"La géométrie n’est pas valide près de {at?.X:0.######}, {at?.Y:0.######} : {Reason(validity.ValidationError.ErrorType)}."));
    }

    /// <inheritdoc cref="Read(JsonElement, int)"/>
    public static Geometry Read(string json, int maxVertices = MaxVertices)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, maxVertices);
        }
        catch (JsonException)
        {
            throw new BadGeometryException("Ce n’est pas du JSON.");
        }
    }

    public static string Write(Geometry geometry) => Node(geometry).ToJsonString();

    public static JsonObject Node(Geometry geometry) => geometry switch
    {
        GeometryCollection and not (MultiPolygon or MultiLineString or MultiPoint) => new()
        {
            ["type"] = "GeometryCollection",
            ["geometries"] = new JsonArray([.. ((GeometryCollection)geometry).Geometries.Select(Node)]),
        },
        _ => new() { ["type"] = geometry.GeometryType, ["coordinates"] = Coordinates(geometry) },
    };

    static JsonArray Coordinates(Geometry geometry) => geometry switch
    {
        Point p => Position(p.Coordinate),
        LineString l => new([.. l.Coordinates.Select(Position)]),
        Polygon p => new([.. p.InteriorRings.Prepend(p.ExteriorRing).Select(Coordinates)]),
        GeometryCollection many => new([.. many.Geometries.Select(Coordinates)]),
        _ => throw new InvalidOperationException(geometry.GeometryType),
    };

    static JsonArray Position(Coordinate c) => new(c.X, c.Y);

    static Geometry Geometry(JsonElement json, ref int budget, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
            throw new BadGeometryException("Un objet GeoJSON avec un « type » est attendu.");
        var kind = type.GetString();
        if (kind == "GeometryCollection")
        {
            if (depth > 0) throw new BadGeometryException("Une GeometryCollection ne peut pas en contenir une autre.");
            var parts = new List<Geometry>();
            foreach (var part in Array(json, "geometries")) parts.Add(Geometry(part, ref budget, depth + 1));
            return Factory.CreateGeometryCollection([.. parts]);
        }
        var coordinates = Array(json, "coordinates");
        switch (kind)
        {
            case "Point": return Factory.CreatePoint(Vertex(json.GetProperty("coordinates"), ref budget));
            case "MultiPoint": return Factory.CreateMultiPointFromCoords(Line(coordinates, ref budget));
            case "LineString": return Factory.CreateLineString(AtLeast(2, Line(coordinates, ref budget)));
            case "Polygon": return Polygon(coordinates, ref budget);
            case "MultiLineString":
                var lines = new List<LineString>();
                foreach (var line in coordinates) lines.Add(Factory.CreateLineString(AtLeast(2, Line(Array(line), ref budget))));
                return Factory.CreateMultiLineString([.. lines]);
            case "MultiPolygon":
                var polygons = new List<Polygon>();
                foreach (var polygon in coordinates) polygons.Add(Polygon(Array(polygon), ref budget));
                return Factory.CreateMultiPolygon([.. polygons]);
            default: throw new BadGeometryException("Le type de géométrie est inconnu.");
        }
    }

    static Polygon Polygon(JsonElement.ArrayEnumerator rings, ref int budget)
    {
        var all = new List<LinearRing>();
        foreach (var ring in rings)
        {
            var line = AtLeast(4, Line(Array(ring), ref budget));
            if (!line[0].Equals2D(line[^1])) throw new BadGeometryException("Un anneau n’est pas fermé : le premier et le dernier sommet doivent être les mêmes.");
            all.Add(Factory.CreateLinearRing(line));
        }
        if (all.Count == 0) throw new BadGeometryException("Un polygone sans anneau.");
        return Factory.CreatePolygon(all[0], [.. all.Skip(1)]);
    }

    static Coordinate[] Line(JsonElement.ArrayEnumerator vertices, ref int budget)
    {
        var line = new List<Coordinate>();
        foreach (var vertex in vertices) line.Add(Vertex(vertex, ref budget));
        return [.. line];
    }

    static Coordinate Vertex(JsonElement json, ref int budget)
    {
        if (--budget < 0) throw new BadGeometryException($"La géométrie a trop de sommets : {MaxVertices} au plus.");
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() is < 2 or > 4 || json[0].ValueKind != JsonValueKind.Number || json[1].ValueKind != JsonValueKind.Number)
            throw new BadGeometryException("Chaque sommet est un tableau [longitude, latitude].");
        if (!json[0].TryGetDouble(out var x) || !json[1].TryGetDouble(out var y) || !(Math.Abs(x) <= 180) || !(Math.Abs(y) <= 90))
            throw new BadGeometryException("Une longitude va de -180 à 180 et une latitude de -90 à 90.");
        return new(x, y);
    }

    static Coordinate[] AtLeast(int count, Coordinate[] line) =>
        line.Length >= count ? line : throw new BadGeometryException($"Une ligne d’au moins {count} sommets est attendue.");

    static JsonElement.ArrayEnumerator Array(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? Array(value) : throw new BadGeometryException($"« {name} » manque.");

    static JsonElement.ArrayEnumerator Array(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw new BadGeometryException("Un tableau est attendu dans les coordonnées.");

    static string Reason(TopologyValidationErrors error) => error switch
    {
        TopologyValidationErrors.SelfIntersection or TopologyValidationErrors.RingSelfIntersection => "un contour se recoupe",
        TopologyValidationErrors.NestedShells or TopologyValidationErrors.NestedHoles => "des contours s’emboîtent",
        TopologyValidationErrors.HoleOutsideShell => "un trou est hors du contour",
        TopologyValidationErrors.DisconnectedInteriors => "l’intérieur est coupé en morceaux",
        TopologyValidationErrors.TooFewPoints => "trop peu de sommets différents",
        _ => "topologie incorrecte",
    };
}
