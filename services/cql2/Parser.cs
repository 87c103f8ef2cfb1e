using System.Globalization;

namespace Dinamis.Cql2;

/// <summary>Reads one filter.</summary>
sealed partial class Parser
{
    readonly Lexer lexer;
    Token token, ahead;
    int depth, nodes;

    public Parser(string text)
    {
        lexer = new(text);
        (token, ahead) = (lexer.Next(), lexer.Next());
    }

    public Expression Whole()
    {
        var whole = Or();
        return token.Kind == TokenKind.End ? whole : throw Wrong($"« {token.Value} » est de trop");
    }

    Expression Or() => Chain(Operators.Or, And);

    Expression And() => Chain(Operators.And, Not);

    Expression Chain(string word, Func<Expression> next)
    {
        var first = next();
        if (!token.Is(word)) return first;
        var all = new List<Expression> { first };
        while (Take(word)) all.Add(next());
        return Node(new Operation(word, all));
    }

    Expression Not() => Take("NOT") ? Deeper(() => Node(new Operation(Operators.Not, Not()))) : Predicate();

    Expression Predicate()
    {
        var left = Sum();
        var at = token.At;
        if (token.Kind == TokenKind.Symbol && Operators.Forms.TryGetValue(token.Value, out var form) && form == Form.Comparison)
            return Node(new Operation(Move().Value, left, Sum()) { Place = Lexer.Place(at) });
        if (Take("IS"))
        {
            var isNot = Take("NOT");
            Expect("NULL");
            return Negated(isNot, new(Operators.IsNull, left) { Place = Lexer.Place(at) });
        }
        var negated = token.Is("NOT") && Take("NOT");
        if (Take("LIKE")) return Negated(negated, new(Operators.Like, left, Sum()) { Place = Lexer.Place(at) });
        if (Take("IN")) return Negated(negated, new(Operators.In, left, Node(new ArrayLiteral(List()))) { Place = Lexer.Place(at) });
        if (Take("BETWEEN"))
        {
            var low = Sum();
            Expect("AND");
            return Negated(negated, new(Operators.Between, left, low, Sum()) { Place = Lexer.Place(at) });
        }
        return negated ? throw Wrong("LIKE, IN ou BETWEEN est attendu après NOT") : left;
    }

    Operation Negated(bool negated, Operation operation) => negated ? Node(new Operation(Operators.Not, Node(operation))) : Node(operation);

    Expression Sum()
    {
        var left = Product();
        for (var terms = 1; token.Is("+") || token.Is("-"); terms++) left = Term(terms, Move(), left, Product());
        return left;
    }

    Expression Product()
    {
        var left = Power();
        for (var terms = 1; token.Is("*") || token.Is("/") || token.Is("%") || token.Is("div"); terms++) left = Term(terms, Move(), left, Power());
        return left;
    }

    // Each term is one level more of the tree.
    Operation Term(int terms, Token op, Expression left, Expression right) =>
        terms < Limits.Depth ? Node(new Operation(op.Value.ToLowerInvariant(), left, right) { Place = Lexer.Place(op.At) }) : throw Wrong($"un calcul a {Limits.Depth} termes au plus");

    Expression Power()
    {
        var left = Signed();
        var at = token.At;
        return Take("^") ? Node(new Operation("^", left, Signed()) { Place = Lexer.Place(at) }) : left;
    }

    Expression Signed()
    {
        if (!token.Is("-") && !token.Is("+")) return Primary();
        var minus = Move().Value == "-";
        var operand = Primary();
        if (!minus) return operand is NumberLiteral ? operand : throw Wrong("un nombre est attendu après « + »");
        // The opposite of a name is written as JSON has to write it.
        return operand is NumberLiteral number ? number with { Value = -number.Value } : Node(new Operation("*", Node(new NumberLiteral(-1)), operand));
    }

    Expression Primary()
    {
        switch (token.Kind)
        {
            case TokenKind.Text: return Node(new TextLiteral(Move().Value));
            case TokenKind.Number: return Node(new NumberLiteral(Number(token)));
            case TokenKind.QuotedName: return Node(Named(Move()));
            case TokenKind.Symbol when token.Is("("): return Deeper(Parenthesis);
            case TokenKind.Name when ahead.Is("(") || IsGeometry(): return Deeper(Call);
            case TokenKind.Name when token.Is("TRUE") || token.Is("FALSE"): return Node(new BooleanLiteral(Move().Is("TRUE")));
            case TokenKind.Name when !IsReserved(): return Node(Named(Move()));
            case TokenKind.End: throw Wrong("le filtre s’arrête trop tôt");
            default: throw Wrong($"« {token.Value} » est inattendu ; un nom, une valeur ou une fonction est attendu");
        }
    }

    static Property Named(Token name) => new(name.Value) { Place = Lexer.Place(name.At) };

    /// <summary>An expression between parentheses, or a list of several or of none.</summary>
    Expression Parenthesis()
    {
        var items = List(empty: true);
        return items.Count == 1 ? items[0] : Node(new ArrayLiteral(items));
    }

    List<Expression> List(bool empty = false)
    {
        Expect("(");
        var items = new List<Expression>();
        if (empty && Take(")")) return items;
        do items.Add(Or());
        while (Take(","));
        Expect(")");
        return items;
    }

    Expression Call()
    {
        if (IsGeometry())
        {
            var vertices = 0;
            return Node(new GeometryLiteral(Geometry(ref vertices)));
        }
        if (IsReserved()) throw Wrong($"il manque quelque chose avant « {token.Value} »");
        var name = Move();
        return name.Value.ToUpperInvariant() switch
        {
            "DATE" => Node(Inside(() => Instants.Date(TextArgument()) ?? throw Lexer.Wrong(name.At, "une date s’écrit '2026-11-25'"))),
            "TIMESTAMP" => Node(Inside(() => Instants.Timestamp(TextArgument()) ?? throw Lexer.Wrong(name.At, "un instant s’écrit '2026-11-25T10:30:00Z'"))),
            "INTERVAL" => Node(Inside(Bounded)),
            "BBOX" => Node(new BoxLiteral(Inside(Bounds))),
            _ => Node(Function(name, Operators.OnArrays(name.Value) ? Inside(ArrayArguments) : List(empty: true))),
        };
    }

    static Operation Function(Token name, List<Expression> args)
    {
        if (!Operators.Functions.TryGetValue(name.Value, out var known)) return new(name.Value, args) { Place = Lexer.Place(name.At) };
        return args.Count == known.Arity ? new(known.Name, args) { Place = Lexer.Place(name.At) } : throw Lexer.Wrong(name.At, $"{name.Value} attend {known.Arity} argument(s)");
    }

    /// <summary>Parentheses around one value are a list here, and not a mere grouping.</summary>
    List<Expression> ArrayArguments()
    {
        var args = new List<Expression>();
        do args.Add(token.Is("(") ? Deeper(() => Node(new ArrayLiteral(List(empty: true)))) : Or());
        while (Take(","));
        return args;
    }

    T Inside<T>(Func<T> read)
    {
        Expect("(");
        var value = read();
        Expect(")");
        return value;
    }

    string TextArgument() => token.Kind == TokenKind.Text ? Move().Value : throw Wrong("un texte entre apostrophes est attendu");

    Interval Bounded()
    {
        var start = Bound();
        Expect(",");
        return new(start, Bound());
    }

    Expression? Bound()
    {
        if (token.Kind != TokenKind.Text) return Primary();
        var (at, text) = (token.At, Move().Value);
        if (text == "..") return null;
        return Node(Instants.Any(text) ?? throw Lexer.Wrong(at, "une borne s’écrit '2026-11-25', '2026-11-25T10:30:00Z' ou '..'"));
    }

    double[] Bounds()
    {
        var numbers = new List<double>();
        do numbers.Add(Coordinate());
        while (Take(","));
        return numbers.Count is 4 or 6 ? [.. numbers] : throw Wrong("BBOX attend 4 ou 6 nombres");
    }

    double Coordinate()
    {
        var minus = Take("-");
        if (!minus) Take("+");
        return token.Kind == TokenKind.Number ? (minus ? -Number(token) : Number(token)) : throw Wrong("un nombre est attendu");
    }

    double Number(Token number)
    {
        var value = double.Parse(number.Value, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value)) throw Wrong("ce nombre est trop grand");
        Move();
        return value;
    }

    bool IsReserved() => token.Value.ToUpperInvariant() is "AND" or "OR" or "NOT" or "LIKE" or "IN" or "BETWEEN" or "IS" or "NULL" or "DIV";

    T Node<T>(T expression) where T : Expression => ++nodes <= Limits.Nodes ? expression : throw Wrong($"le filtre a plus de {Limits.Nodes} éléments");

    T Deeper<T>(Func<T> inside)
    {
        if (++depth > Limits.Depth) throw Wrong($"le filtre s’emboîte sur plus de {Limits.Depth} niveaux");
        var value = inside();
        depth--;
        return value;
    }

    bool Take(string word)
    {
        if (!token.Is(word)) return false;
        Move();
        return true;
    }

    void Expect(string word)
    {
        if (!Take(word)) throw Wrong(token.Kind == TokenKind.End ? $"« {word} » manque à la fin" : $"« {word} » est attendu, au lieu de « {token.Value} »");
    }

    Token Move()
    {
        var current = token;
        (token, ahead) = (ahead, token.Kind == TokenKind.End ? token : lexer.Next());
        return current;
    }

    Cql2Exception Wrong(string what) => Lexer.Wrong(token.At, what);
}
