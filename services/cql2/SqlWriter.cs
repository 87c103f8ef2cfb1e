using System.Globalization;
using System.Text.Json.Nodes;
using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace Dinamis.Cql2;

/// <summary>What kind of value an expression has. Dates and timestamps are microseconds since 1970 in SQL, a date by its midnight, UTC.</summary>
public enum Kind { Text, Number, Boolean, Date, Timestamp, Period, Geometry, Array }

/// <summary>A property that a filter may name.</summary>
/// <param name="Name">As callers write it.</param>
/// <param name="Kind">Kind of its values.</param>
/// <param name="Sql">Expression of the store, ours: nothing of a caller is in it. An array is JSON (jsonb on PostgreSQL).</param>
public sealed record QueryableProperty(string Name, Kind Kind, string Sql);

/// <summary>
/// Writes a filter as one SQL condition, with its kinds checked on the way. Values never enter the text: <paramref name="parameter"/> keeps each and gives its
/// placeholder. Null is unknown, as in SQL: a scene without the property matches neither a comparison nor its contrary (OGC 21-065r2 §6.3.4).
/// </summary>
/// <param name="queryables">The properties, by name.</param>
/// <param name="parameter">Keeps a string, double, long, bool or byte[] (WKB).</param>
public abstract class SqlWriter(IReadOnlyDictionary<string, QueryableProperty> queryables, Func<object, string> parameter)
{
    const long Day = 86_400_000_000;

    static readonly GeometryFactory factory = NtsGeometryServices.Instance.CreateGeometryFactory(4326);

    /// <param name="Text">An expression of SQL, between parentheses where it needs them.</param>
    /// <param name="Kind">Its kind.</param>
    /// <param name="Shape">The geometry, when it is a literal one.</param>
    protected readonly record struct Sql(string Text, Kind Kind, Geometry? Shape = null);

    /// <exception cref="Cql2Exception">Unknown property or function, kinds that do not go together, a geometry that crosses itself.</exception>
    public string Write(Expression filter)
    {
        var whole = Node(filter);
        return whole.Kind == Kind.Boolean ? whole.Text : throw new Cql2Exception($"Le filtre doit être une condition, et c’est {Noun(whole.Kind)}.");
    }

    protected string Parameter(object value) => parameter(value);

    protected abstract string Boolean(bool value);
    protected abstract string TextOrder(string text);
    protected abstract string FoldCase(string text);
    protected abstract string FoldAccents(string text);
    protected abstract string Like(string text, string pattern);
    protected abstract string Truncated(string number);
    protected abstract string Remainder(string number, string divisor);
    protected abstract string Power(string number, string exponent);
    protected abstract string Spatial(string name, Sql left, Sql right);
    protected abstract string Arrays(string name, string left, string right);

    /// <summary>The placeholder of a JSON array.</summary>
    protected abstract string ArrayValue(string json);

    Sql Node(Expression expression)
    {
        try
        {
            return Written(expression);
        }
        catch (Cql2Exception e) when (!e.Placed && expression.Place is not null)
        {
            throw e.At(expression.Place);
        }
    }

    Sql Written(Expression expression) => expression switch
    {
        Property p => queryables.TryGetValue(p.Name, out var q) ? new(q.Sql, q.Kind) : throw new Cql2Exception($"« {p.Name} » n’est pas une propriété que l’on peut interroger."),
        TextLiteral t => new(parameter(t.Value), Kind.Text),
        NumberLiteral n => new(parameter(n.Value), Kind.Number),
        BooleanLiteral b => new(Boolean(b.Value), Kind.Boolean),
        DateLiteral d => new(parameter(Micros(d)), Kind.Date),
        TimestampLiteral t => new(parameter(Micros(t.Value)), Kind.Timestamp),
        Interval => new("", Kind.Period),
        GeometryLiteral g => Shape(g.Value),
        BoxLiteral b => Shape(AreaOf(b)),
        ArrayLiteral a => new(ArrayValue(new JsonArray([.. a.Items.Select(Element)]).ToJsonString()), Kind.Array),
        Operation o => Operation(o),
        _ => throw new InvalidOperationException(expression.GetType().Name),
    };

    Sql Operation(Operation o)
    {
        switch (o.Name)
        {
            case Operators.And or Operators.Or: return Condition(Balanced([.. o.Args.Select(a => Of(a, Kind.Boolean, o.Name))], o.Name.ToUpperInvariant()));
            case Operators.Not: return Condition($"(NOT {Of(o.Args[0], Kind.Boolean, o.Name)})");
            case Operators.IsNull: return Node(o.Args[0]) is { Kind: not Kind.Period } tested ? Condition($"({tested.Text} IS NULL)") : throw new Cql2Exception("« IS NULL » ne se demande pas d’un intervalle.");
            case Operators.Like: return Condition(Like(Of(o.Args[0], Kind.Text, o.Name), Pattern(o.Args[1])));
            case Operators.Between: return Condition(Between(Node(o.Args[0]), Node(o.Args[1]), Node(o.Args[2])));
            case Operators.In: return Condition(In(o));
            case Operators.CaseI: return new(FoldCase(Of(o.Args[0], Kind.Text, o.Name)), Kind.Text);
            case Operators.AccentI: return new(FoldAccents(Of(o.Args[0], Kind.Text, o.Name)), Kind.Text);
        }
        if (Operators.Forms.TryGetValue(o.Name, out var form))
            return form == Form.Comparison ? Condition(Compare(o.Name, Node(o.Args[0]), Node(o.Args[1]))) : new(Calculate(o.Name, Of(o.Args[0], Kind.Number, o.Name), Of(o.Args[1], Kind.Number, o.Name)), Kind.Number);
        if (!Operators.Functions.ContainsKey(o.Name)) throw new Cql2Exception($"La fonction « {o.Name} » n’existe pas ici.");
        return Condition(o.Name[0] switch
        {
            's' => Spatial(o.Name, Geometry(o.Args[0], o.Name), Geometry(o.Args[1], o.Name)),
            't' => Temporal(o.Name, Period(o.Args[0], o.Name), Period(o.Args[1], o.Name)),
            _ => Arrays(o.Name, Of(o.Args[0], Kind.Array, o.Name), Of(o.Args[1], Kind.Array, o.Name)),
        });
    }

    static Sql Condition(string text) => new(text, Kind.Boolean);

    string Of(Expression expression, Kind kind, string what)
    {
        var node = Node(expression);
        return node.Kind == kind ? node.Text : throw new Cql2Exception($"« {what} » attend {Noun(kind)}, et {Name(expression)} est {Noun(node.Kind)}.");
    }

    /// <summary>Halves within halves: a chain of a thousand would be too deep a tree for a database.</summary>
    static string Balanced(ReadOnlySpan<string> conditions, string word) =>
        conditions.Length == 1 ? conditions[0] : $"({Balanced(conditions[..(conditions.Length / 2)], word)} {word} {Balanced(conditions[(conditions.Length / 2)..], word)})";

    string Compare(string op, Sql left, Sql right)
    {
        if (AreDayAndInstant(op, left, right))
            return left.Kind == Kind.Timestamp ? WithDay(op, left.Text, right.Text) : WithDay(Turned(op), right.Text, left.Text);
        return $"({Ordered(left)} {op} {right.Text})";
    }

    string Ordered(Sql sql) => sql.Kind == Kind.Text ? TextOrder(sql.Text) : sql.Text;

    // What is compared is written once, and not once for each bound: within one another they would double at each level.
    string Between(Sql value, Sql low, Sql high) => AreDayAndInstant("between", value, low) | AreDayAndInstant("between", value, high)
        ? $"({Compare(">=", value, low)} AND {Compare("<=", value, high)})"
        : $"({Ordered(value)} BETWEEN {low.Text} AND {high.Text})";

    /// <exception cref="Cql2Exception">The two do not go together.</exception>
    static bool AreDayAndInstant(string op, Sql left, Sql right)
    {
        if (left.Kind is Kind.Date or Kind.Timestamp && right.Kind is Kind.Date or Kind.Timestamp) return left.Kind != right.Kind;
        if (left.Kind != right.Kind)
        {
            var hint = (left.Kind, right.Kind) is (Kind.Timestamp or Kind.Date, Kind.Text) or (Kind.Text, Kind.Timestamp or Kind.Date) ? " ; écrivez l’instant TIMESTAMP('2026-11-25T10:30:00Z') ou DATE('2026-11-25')" : "";
            throw new Cql2Exception($"« {op} » ne compare pas {Noun(left.Kind)} et {Noun(right.Kind)}{hint}.");
        }
        if (left.Kind is Kind.Geometry or Kind.Array or Kind.Period) throw new Cql2Exception($"« {op} » ne compare pas {Noun(left.Kind)} et {Noun(right.Kind)}.");
        return false;
    }

    /// <summary>An instant against a day: before its midnight, within it, or after its last microsecond.</summary>
    static string WithDay(string op, string instant, string day) => op switch
    {
        "<" or ">=" => $"({instant} {op} {day})",
        "<=" or ">" => $"({instant} {op} {day} + {Day - 1})",
        "=" => $"({instant} >= {day} AND {instant} < {day} + {Day})",
        _ => $"({instant} < {day} OR {instant} >= {day} + {Day})",
    };

    static string Turned(string op) => op switch { "<" => ">", ">" => "<", "<=" => ">=", ">=" => "<=", _ => op };

    string In(Operation o)
    {
        var left = Node(o.Args[0]);
        var items = ((ArrayLiteral)o.Args[1]).Items.Select(Node).ToList();
        // As equality checks it; written as one list.
        if (items.FindAll(item => AreDayAndInstant("in", left, item)).Count > 0) return Balanced([.. items.Select(item => Compare("=", left, item))], "OR");
        return $"({Ordered(left)} IN ({string.Join(',', items.Select(item => item.Text))}))";
    }

    string Calculate(string op, string left, string right) => op switch
    {
        "^" => Power(left, right),
        "/" => Divided(left, right),
        "div" => Truncated(Divided(left, right)),
        "%" => Remainder(left, right),
        _ => $"({left} {op} {right})",
    };

    // Two integers would be divided as integers; by zero is unknown.
    static string Divided(string left, string right) => $"({left} * 1.0 / NULLIF({right}, 0))";

    /// <summary>A literal, folded or not, as the grammar wants it: one that ends with half an escape would be an error of the database.</summary>
    string Pattern(Expression pattern)
    {
        var inner = pattern;
        while (inner is Operation { Name: Operators.CaseI or Operators.AccentI } folded) inner = folded.Args[0];
        if (inner is not TextLiteral text) throw new Cql2Exception("« like » attend un texte entre apostrophes à sa droite.");
        var escapes = text.Value.Length - text.Value.TrimEnd('\\').Length;
        if (escapes % 2 == 1) throw new Cql2Exception("Un modèle de « like » ne finit pas par une barre oblique inverse.");
        return Of(pattern, Kind.Text, Operators.Like);
    }

    Sql Geometry(Expression expression, string what)
    {
        var node = Node(expression);
        return node.Kind == Kind.Geometry ? node : throw new Cql2Exception($"« {what} » attend une géométrie, et {Name(expression)} est {Noun(node.Kind)}.");
    }

    Sql Shape(Geometry geometry)
    {
        var validity = new IsValidOp(geometry);
        if (!validity.IsValid)
            throw new Cql2Exception(string.Create(CultureInfo.InvariantCulture, $"Une géométrie du filtre n’est pas valide près de {validity.ValidationError.Coordinate?.X:0.######}, {validity.ValidationError.Coordinate?.Y:0.######}."));
        return new(parameter(geometry.AsBinary()), Kind.Geometry, geometry);
    }

    /// <exception cref="Cql2Exception">Its south is north of its north.</exception>
    public static Geometry AreaOf(BoxLiteral box)
    {
        var b = box.Bounds;
        var (west, south, east, north) = b.Count == 4 ? (b[0], b[1], b[2], b[3]) : (b[0], b[1], b[3], b[4]);
        if (south > north) throw new Cql2Exception("Le sud de BBOX est au nord du nord.");
        // Across the antimeridian (RFC 7946 §5.2): two boxes.
        return west <= east ? factory.ToGeometry(new Envelope(west, east, south, north))
            : factory.BuildGeometry([factory.ToGeometry(new Envelope(west, 180, south, north)), factory.ToGeometry(new Envelope(-180, east, south, north))]);
    }

    /// <summary>First and last microsecond; a day has both, an instant is both.</summary>
    (string Start, string End) Period(Expression expression, string what)
    {
        if (expression is Interval interval)
            return (interval.Start is { } start ? Period(start, what).Start : parameter(long.MinValue), interval.End is { } end ? Period(end, what).End : parameter(long.MaxValue));
        var node = Node(expression);
        return node.Kind switch
        {
            Kind.Timestamp => (node.Text, node.Text),
            Kind.Date => (node.Text, $"({node.Text} + {Day - 1})"),
            _ => throw new Cql2Exception($"« {what} » attend une date, un instant ou un intervalle, et {Name(expression)} est {Noun(node.Kind)}."),
        };
    }

    /// <summary>The relations of OGC 21-065r2, table 7, on closed periods.</summary>
    static string Temporal(string name, (string S, string E) a, (string S, string E) b) => "(" + (name switch
    {
        "t_after" => $"{a.S} > {b.E}",
        "t_before" => $"{a.E} < {b.S}",
        "t_contains" => $"{a.S} < {b.S} AND {a.E} > {b.E}",
        "t_disjoint" => $"{a.S} > {b.E} OR {a.E} < {b.S}",
        "t_during" => $"{a.S} > {b.S} AND {a.E} < {b.E}",
        "t_equals" => $"{a.S} = {b.S} AND {a.E} = {b.E}",
        "t_finishedBy" => $"{a.S} < {b.S} AND {a.E} = {b.E}",
        "t_finishes" => $"{a.S} > {b.S} AND {a.E} = {b.E}",
        "t_intersects" => $"{a.S} <= {b.E} AND {a.E} >= {b.S}",
        "t_meets" => $"{a.E} = {b.S}",
        "t_metBy" => $"{a.S} = {b.E}",
        "t_overlappedBy" => $"{a.S} > {b.S} AND {a.S} < {b.E} AND {a.E} > {b.E}",
        "t_overlaps" => $"{a.S} < {b.S} AND {a.E} > {b.S} AND {a.E} < {b.E}",
        "t_startedBy" => $"{a.S} = {b.S} AND {a.E} > {b.E}",
        "t_starts" => $"{a.S} = {b.S} AND {a.E} < {b.E}",
        _ => throw new InvalidOperationException(name),
    }) + ")";

    static JsonNode? Element(Expression item) => item switch
    {
        TextLiteral t => t.Value,
        NumberLiteral n => n.Value,
        BooleanLiteral b => b.Value,
        DateLiteral d => Instants.Write(d),
        TimestampLiteral t => Instants.Write(t),
        _ => throw new Cql2Exception("Une liste ne contient ici que des textes, des nombres, des booléens et des dates."),
    };

    static long Micros(DateLiteral date) => Micros(new DateTimeOffset(date.Value, TimeOnly.MinValue, TimeSpan.Zero));

    static long Micros(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / 10;

    static string Name(Expression expression) => expression is Property p ? $"« {p.Name} »" : "son argument";

    static string Noun(Kind kind) => kind switch
    {
        Kind.Text => "un texte",
        Kind.Number => "un nombre",
        Kind.Boolean => "une condition",
        Kind.Date => "une date",
        Kind.Timestamp => "un instant",
        Kind.Period => "un intervalle",
        Kind.Geometry => "une géométrie",
        _ => "une liste",
    };
}
