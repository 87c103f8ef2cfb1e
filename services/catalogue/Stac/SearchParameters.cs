using System.Globalization;
using System.Text.Json;
using Dinamis.Catalogue.Geography;
using Dinamis.Catalogue.Items;
using Dinamis.Cql2;
using Dinamis.Kernel;
using NetTopologySuite.Geometries;

namespace Dinamis.Catalogue.Stac;

/// <summary>
/// The parameters of a search, read from a query string or from a JSON body by the same rules. Every fault is noted under the
/// parameter's name and all are told at once; a parameter that we do not know is a fault, because ignoring it would answer another question.
/// </summary>
sealed class SearchParameters
{
    public const int DefaultLimit = 10;
    public const int MaxLimit = 1_000;
    public const int MaxIds = 200;

    const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    readonly Checks checks = new();
    string? filterText, filterLanguage;
    JsonElement? filterJson;

    public IReadOnlyList<string>? Collections { get; private set; }
    public IReadOnlyList<string>? Ids { get; private set; }
    public Geometry? Area { get; private set; }
    public DateTimeOffset? From { get; private set; }
    public DateTimeOffset? Until { get; private set; }
    public int Limit { get; private set; } = DefaultLimit;
    public ItemCursor? After { get; private set; }
    public Expression? Filter { get; private set; }

    /// <param name="query">The query string.</param>
    /// <param name="known">Parameters of this route.</param>
    /// <exception cref="Refused"><see cref="Refusals.Invalid"/>, each faulty parameter by name.</exception>
    public static SearchParameters Read(IQueryCollection query, params ReadOnlySpan<string> known)
    {
        var read = new SearchParameters();
        foreach (var (name, values) in query)
        {
            var value = values.ToString();
            if (!known.Contains(name)) read.Fault(name, "Ce paramètre n’est pas pris en charge ici.");
            else if (values.Count > 1) read.Fault(name, "Ce paramètre est donné deux fois.");
            else if (value.Length == 0) continue;
            else read.One(name, value);
        }
        return read.Checked(query.ContainsKey("bbox") && query.ContainsKey("intersects"));
    }

    /// <inheritdoc cref="Read(IQueryCollection, ReadOnlySpan{string})"/>
    public static SearchParameters Read(JsonElement body)
    {
        var read = new SearchParameters();
        if (body.ValueKind != JsonValueKind.Object) throw new Refused(Refusals.Invalid, [new("body", "Un objet JSON est attendu.")]);
        foreach (var member in body.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null) continue;
            read.One(member.Name, member.Value);
        }
        return read.Checked(body.TryGetProperty("bbox", out _) && body.TryGetProperty("intersects", out _));
    }

    public ItemQuery Query(IReadOnlyList<string> visible) => new()
    {
        Collections = Collections is null ? visible : [.. visible.Intersect(Collections, StringComparer.Ordinal)],
        Ids = Ids,
        Area = Area,
        Filter = Filter,
        From = From,
        Until = Until,
        Limit = Limit,
        After = After,
    };

    void One(string name, string value)
    {
        switch (name)
        {
            case "collections": Collections = Names(name, value.Split(',')); break;
            case "ids": Ids = Names(name, value.Split(',')); break;
            case "bbox":
                var numbers = value.Split(',').Select(v => double.TryParse(v.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN);
                Box([.. numbers]);
                break;
            case "datetime": Datetime(value); break;
            case "intersects": Shape(() => GeoJson.Read(value)); break;
            case "limit":
                if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit)) Page(limit);
                else Fault(name, "Un nombre entier est attendu.");
                break;
            case "token": Token(value); break;
            case "filter": filterText = value; break;
            case "filter-lang": Language(value); break;
            case "filter-crs": Crs(value); break;
        }
    }

    void One(string name, JsonElement value)
    {
        switch (name)
        {
            case "collections" or "ids" when value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.String):
                Fault(name, "Un tableau de textes est attendu.");
                break;
            case "collections": Collections = Names(name, [.. value.EnumerateArray().Select(v => v.GetString()!)]); break;
            case "ids": Ids = Names(name, [.. value.EnumerateArray().Select(v => v.GetString()!)]); break;
            case "bbox" when value.ValueKind == JsonValueKind.Array:
                Box([.. value.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Number && v.TryGetDouble(out var n) ? n : double.NaN)]);
                break;
            case "intersects": Shape(() => GeoJson.Read(value)); break;
            case "limit" when value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var limit): Page(limit); break;
            case "datetime" when value.ValueKind == JsonValueKind.String: Datetime(value.GetString()!); break;
            case "token" when value.ValueKind == JsonValueKind.String: Token(value.GetString()!); break;
            case "filter" when value.ValueKind == JsonValueKind.String: filterText = value.GetString(); break;
            case "filter": filterJson = value; break;
            case "filter-lang" when value.ValueKind == JsonValueKind.String: Language(value.GetString()!); break;
            case "filter-crs" when value.ValueKind == JsonValueKind.String: Crs(value.GetString()!); break;
            case "bbox": Fault(name, "Un tableau de 4 ou 6 nombres est attendu."); break;
            case "limit": Fault(name, "Un nombre entier est attendu."); break;
            case "datetime" or "token" or "filter-lang" or "filter-crs": Fault(name, "Un texte est attendu."); break;
            default: Fault(name, "Ce paramètre n’est pas pris en charge ici."); break;
        }
    }

    string[] Names(string name, string[] values)
    {
        if (values.Length > MaxIds) Fault(name, $"{MaxIds} valeurs au plus.");
        if (values.Any(string.IsNullOrWhiteSpace)) Fault(name, "Une valeur est vide.");
        return values;
    }

    void Datetime(string value)
    {
        (From, Until, var error) = Interval.Parse(value);
        if (error is not null) Fault("datetime", error);
    }

    void Box(double[] n)
    {
        if (n.Length is not (4 or 6) || n.Any(v => !double.IsFinite(v)))
        {
            Fault("bbox", "4 nombres (ouest, sud, est, nord) ou 6 avec les altitudes sont attendus.");
            return;
        }
        var (west, south, east, north) = n.Length == 4 ? (n[0], n[1], n[2], n[3]) : (n[0], n[1], n[3], n[4]);
        if (Math.Abs(west) > 180 || Math.Abs(east) > 180) Fault("bbox", "Une longitude va de -180 à 180.");
        else if (Math.Abs(south) > 90 || Math.Abs(north) > 90) Fault("bbox", "Une latitude va de -90 à 90.");
        else if (south > north) Fault("bbox", "Le sud est au nord du nord.");
        else if (n.Length == 6 && n[2] > n[5]) Fault("bbox", "L’altitude basse est au-dessus de la haute.");
        else Area = Antimeridian.Box(west, south, east, north);
    }

    void Shape(Func<Geometry> read)
    {
        try
        {
            Area = read();
        }
        catch (BadGeometryException e)
        {
            Fault("intersects", e.Message);
        }
    }

    void Page(long limit)
    {
        if (limit < 1) Fault("limit", "Au moins 1.");
        else Limit = (int)Math.Min(limit, MaxLimit);
    }

    void Token(string value)
    {
        After = PageToken.Read(value);
        if (After is null) Fault("token", "Ce jeton de page n’est pas l’un des nôtres.");
    }

    void Language(string value)
    {
        filterLanguage = value;
        if (value is not ("cql2-text" or "cql2-json")) Fault("filter-lang", "cql2-text ou cql2-json est attendu.");
    }

    void Crs(string value)
    {
        if (value != Crs84) Fault("filter-crs", $"Seul {Crs84} est pris en charge.");
    }

    /// <summary>Text by default, JSON by default for an object.</summary>
    void ReadFilter()
    {
        if (filterText is null && filterJson is null) return;
        try
        {
            var asked = filterJson is { } json ? Cql2Json.Read(json) : filterLanguage == "cql2-json" ? Cql2Json.Parse(filterText!) : Cql2Text.Parse(filterText!);
            ItemQueryables.Check(asked);
            Filter = asked;
        }
        catch (Cql2Exception e)
        {
            Fault("filter", e.Message);
        }
    }

    void Fault(string name, string message) => checks.That(false, name.Length > 60 ? name[..60] : name, message);

    SearchParameters Checked(bool both)
    {
        ReadFilter();
        if (filterJson is not null && filterLanguage == "cql2-text") Fault("filter", "Avec filter-lang=cql2-text, un texte est attendu.");
        if (both) Fault("intersects", "« bbox » et « intersects » ne se donnent pas ensemble.");
        checks.ThrowIfAny();
        return this;
    }
}
