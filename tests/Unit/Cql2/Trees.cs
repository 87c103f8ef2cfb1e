using Dinamis.Cql2;
using NetTopologySuite;
using NetTopologySuite.Geometries;

namespace Dinamis.UnitTests.Cql2;

/// <summary>Random trees that CQL2 can write.</summary>
static class Trees
{
    static readonly GeometryFactory factory = NtsGeometryServices.Instance.CreateGeometryFactory(4326);

    static readonly Gen<string> words = Among("a", "Z", "é", "'", "\"", "\\n", "%", "_", " ", "中", "\n").Array[0, 8].Select(string.Concat);
    static readonly Gen<double> numbers = Gen.OneOf(Gen.Int[-1000, 1000].Select(i => (double)i), Gen.Double[-1e9, 1e9], Gen.Double[-1e-9, 1e-9]);
    static readonly Gen<double> degrees = Gen.Double[-90, 90];

    static readonly Gen<Expression> names = Among("eo:cloud_cover", "datetime", "and", "é_1", "a\"b", "view:off nadir").Select(Expression (n) => new Property(n));
    static readonly Gen<Expression> dates = Gen.DateTime[new DateTime(1900, 1, 1), new DateTime(2100, 1, 1)].Select(Expression (d) => new DateLiteral(DateOnly.FromDateTime(d)));
    static readonly Gen<Expression> timestamps = Gen.DateTime[new DateTime(1900, 1, 1), new DateTime(2100, 1, 1)].Select(Expression (d) => new TimestampLiteral(new(DateTime.SpecifyKind(d, DateTimeKind.Utc))));
    static readonly Gen<Expression> texts = words.Select(Expression (w) => new TextLiteral(w));
    static readonly Gen<Expression> literals = Gen.OneOf(names, texts, numbers.Select(Expression (n) => new NumberLiteral(n)), Gen.Bool.Select(Expression (b) => new BooleanLiteral(b)), dates, timestamps);

    static readonly Gen<Coordinate> vertices = Gen.Select(degrees, degrees, Gen.Bool, (x, y, high) => high ? new CoordinateZ(x, y, x + y) : new Coordinate(x, y));

    static readonly Gen<Expression> shapes = Gen.OneOf(
        vertices.Select(Expression (c) => new GeometryLiteral(factory.CreatePoint(c))),
        Gen.Select(degrees, degrees, Gen.Double[0.001, 9], Expression (x, y, size) => new GeometryLiteral(factory.ToGeometry(new Envelope(x, x + size, y, y + size)))),
        Gen.Select(degrees, degrees, Expression (x, y) => new GeometryLiteral(factory.CreateGeometryCollection([factory.CreatePoint(new Coordinate(x, y)), factory.CreateLineString([new(x, y), new(y, x)])]))),
        degrees.Array[4].Select(Expression (b) => new BoxLiteral(b)),
        names);

    static readonly Gen<Expression?> bounds = Gen.OneOf<Expression?>(Gen.Bool.Select(_ => (Expression?)null), dates.Select(d => (Expression?)d), timestamps.Select(t => (Expression?)t), names.Select(n => (Expression?)n));
    static readonly Gen<Expression> times = Gen.OneOf(names, dates, timestamps, Gen.Select(bounds, bounds, Expression (a, b) => new Interval(a, b)));
    static readonly Gen<Expression> arrays = Gen.OneOf(names, literals.Array[0, 4].Select(Expression (items) => new ArrayLiteral(items)));

    static readonly Gen<Expression> scalars = Gen.Recursive<Expression>((depth, self) => depth > 4 ? literals : Gen.OneOf(literals,
        Gen.Select(Among("+", "-", "*", "/", "%", "div", "^"), self, self, Expression (op, a, b) => new Operation(op, a, b)),
        self.Select(Expression (a) => new Operation("casei", a)), self.Array[0, 3].Select(Expression (args) => new Operation("Buffer", args))));

    public static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    static Gen<Expression> Of(string[] names, Gen<Expression> operands) => Gen.Select(Among(names), operands, operands, Expression (op, a, b) => new Operation(op, a, b));

    static readonly Gen<Expression> conditions = Gen.Recursive<Expression>((depth, self) =>
    {
        var predicates = Gen.OneOf(
            Of(["=", "<>", "<", ">", "<=", ">="], scalars),
            Of(["like"], scalars),
            Gen.Select(scalars, scalars.Array[1, 4], Expression (a, list) => new Operation("in", a, new ArrayLiteral(list))),
            Gen.Select(scalars, scalars, scalars, Expression (a, low, high) => new Operation("between", a, low, high)),
            scalars.Select(Expression (a) => new Operation("isNull", a)),
            Of(["s_intersects", "s_within", "s_disjoint"], shapes),
            Of(["t_after", "t_overlappedBy", "t_intersects"], times),
            Of(["a_contains", "a_containedBy", "a_equals"], arrays));
        return depth > 4 ? predicates : Gen.OneOf(predicates, self.Select(Expression (a) => new Operation("not", a)),
            Gen.Select(Among("and", "or"), self.Array[2, 4], Expression (op, args) => new Operation(op, args)));
    });

    /// <summary>Of a length that is read: one in some ten thousand is longer.</summary>
    public static readonly Gen<Expression> Filters = conditions.Where(tree => Cql2Text.Write(tree).Length <= Limits.Length);
}
