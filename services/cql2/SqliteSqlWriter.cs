using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.IO;

namespace Dinamis.Cql2;

/// <summary>SQLite: geometries are WKB and NetTopologySuite decides on them; what SQLite lacks are functions of the connection.</summary>
public sealed class SqliteSqlWriter : SqlWriter
{
    static readonly Dictionary<string, Func<Geometry, Geometry, bool>> relations = new(StringComparer.Ordinal)
    {
        ["s_intersects"] = (a, b) => a.Intersects(b),
        ["s_equals"] = (a, b) => a.EqualsTopologically(b),
        ["s_disjoint"] = (a, b) => a.Disjoint(b),
        ["s_touches"] = (a, b) => a.Touches(b),
        ["s_within"] = (a, b) => a.Within(b),
        ["s_overlaps"] = (a, b) => a.Overlaps(b),
        ["s_crosses"] = (a, b) => a.Crosses(b),
        ["s_contains"] = (a, b) => a.Contains(b),
    };

    readonly SqliteConnection connection;
    readonly WKBReader reader = new();
    int prepared;

    /// <inheritdoc cref="SqlWriter(IReadOnlyDictionary{string, QueryableProperty}, Func{object, string})"/>
    /// <param name="connection">Open, and the one that runs the query: the functions are its own.</param>
    /// <param name="queryables">The properties, by name.</param>
    /// <param name="parameter">Keeps a value.</param>
    public SqliteSqlWriter(SqliteConnection connection, IReadOnlyDictionary<string, QueryableProperty> queryables, Func<object, string> parameter) : base(queryables, parameter)
    {
        this.connection = connection;
        connection.CreateFunction("cql2_case", (string? text) => text?.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal), isDeterministic: true);
        connection.CreateFunction("cql2_accents", (string? text) => text is null ? null : string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => c is < '\u0300' or > '\u036f')), isDeterministic: true);
        connection.CreateFunction("cql2_like", (string? text, string? pattern) => text is null || pattern is null ? null : (bool?)Matches(text, pattern), isDeterministic: true);
        connection.CreateFunction("cql2_power", (double? number, double? exponent) => number is { } n && exponent is { } e && Math.Pow(n, e) is var power && double.IsFinite(power) ? power : (double?)null, isDeterministic: true);
        connection.CreateFunction("cql2_remainder", (double? number, double? divisor) => divisor == 0 ? null : number % divisor, isDeterministic: true);
        connection.CreateFunction("cql2_arrays", (string? name, string? left, string? right) => left is null || right is null ? null : (bool?)Sets(name!, left, right), isDeterministic: true);
    }

    protected override string Boolean(bool value) => value ? "1" : "0";

    protected override string TextOrder(string text) => text;

    protected override string FoldCase(string text) => $"cql2_case({text})";

    protected override string FoldAccents(string text) => $"cql2_accents({text})";

    // LIKE of SQLite takes « a » for « A ».
    protected override string Like(string text, string pattern) => $"cql2_like({text}, {pattern})";

    protected override string Truncated(string number) => $"CAST({number} AS INTEGER)";

    protected override string Remainder(string number, string divisor) => $"cql2_remainder({number}, {divisor})";

    protected override string Power(string number, string exponent) => $"cql2_power({number}, {exponent})";

    protected override string ArrayValue(string json) => Parameter(json);

    protected override string Arrays(string name, string left, string right) => $"cql2_arrays('{name}', {left}, {right})";

    /// <summary>A function of its own for each literal, which is prepared once.</summary>
    protected override string Spatial(string name, Sql left, Sql right)
    {
        var function = $"cql2_{name}_{prepared++}";
        var relation = relations[name];
        if (right.Shape is { } shape && left.Shape is null)
        {
            var ready = PreparedGeometryFactory.Prepare(shape);
            connection.CreateFunction(function, (byte[]? wkb) => wkb is null ? null : (bool?)(name switch { "s_intersects" => ready.Intersects(reader.Read(wkb)), "s_disjoint" => ready.Disjoint(reader.Read(wkb)), _ => relation(reader.Read(wkb), shape) }), isDeterministic: true);
            return $"{function}({left.Text})";
        }
        connection.CreateFunction(function, (byte[]? a, byte[]? b) => a is null || b is null ? null : (bool?)relation(reader.Read(a), reader.Read(b)), isDeterministic: true);
        return $"{function}({left.Text}, {right.Text})";
    }

    /// <summary>« % » is any run of characters, « _ » any one, a backslash makes the next one plain. No recursion: at most text times pattern steps.</summary>
    internal static bool Matches(string text, string pattern)
    {
        var (t, p, star, from) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '%') (star, from) = (p++, t);
            else if (p < pattern.Length && pattern[p] == '\\' && p + 1 < pattern.Length && pattern[p + 1] == text[t]) (t, p) = (t + 1, p + 2);
            else if (p < pattern.Length && pattern[p] != '\\' && (pattern[p] == '_' || pattern[p] == text[t])) (t, p) = (t + 1, p + 1);
            else if (star >= 0) (t, p) = (++from, star + 1);
            else return false;
        }
        while (p < pattern.Length && pattern[p] == '%') p++;
        return p == pattern.Length;
    }

    static bool Sets(string name, string left, string right)
    {
        var (a, b) = (JsonNode.Parse(left)!.AsArray(), JsonNode.Parse(right)!.AsArray());
        return name switch
        {
            "a_contains" => Contains(a, b),
            "a_containedBy" => Contains(b, a),
            "a_equals" => Contains(a, b) && Contains(b, a),
            _ => a.Any(item => Has(b, item)),
        };
    }

    static bool Contains(JsonArray all, JsonArray some) => some.All(item => Has(all, item));

    static bool Has(JsonArray all, JsonNode? item) => all.Any(other => JsonNode.DeepEquals(other, item));
}
