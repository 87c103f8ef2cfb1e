using NetTopologySuite.Geometries;

namespace Dinamis.Cql2;

/// <summary>A CQL2 expression (OGC 21-065r2): the same tree whether it was written as text or as JSON. Two equal trees ask the same.</summary>
public abstract record Expression
{
    /// <summary>Where it was read, for an error: <c>Caractère 3</c>, or the member of the JSON. It is no part of what is asked.</summary>
    public string? Place { get; init; }

    public virtual bool Equals(Expression? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>The properties that it names, in the order of reading.</summary>
    public IEnumerable<Property> Properties() => this switch
    {
        Property property => [property],
        Operation operation => operation.Args.SelectMany(a => a.Properties()),
        ArrayLiteral list => list.Items.SelectMany(i => i.Properties()),
        Interval interval => new[] { interval.Start, interval.End }.OfType<Expression>().SelectMany(e => e.Properties()),
        _ => [],
    };
}

/// <summary>Name of a queryable, without its quotes.</summary>
public sealed record Property(string Name) : Expression;

public sealed record TextLiteral(string Value) : Expression;

public sealed record NumberLiteral(double Value) : Expression;

public sealed record BooleanLiteral(bool Value) : Expression;

/// <summary>A day, as an instant of that precision: it is not an interval (OGC 21-065r2 §6.3.3).</summary>
public sealed record DateLiteral(DateOnly Value) : Expression;

/// <summary>An instant, in UTC.</summary>
public sealed record TimestampLiteral(DateTimeOffset Value) : Expression;

/// <summary>From an instant to another, both included; null is open (<c>'..'</c>).</summary>
public sealed record Interval(Expression? Start, Expression? End) : Expression;

/// <summary>Longitude, latitude in degrees (OGC:CRS84), height in metres when there is one.</summary>
public sealed record GeometryLiteral(Geometry Value) : Expression
{
    public bool Equals(GeometryLiteral? other) =>
        other is not null && Value.EqualsExact(other.Value) && Value.Coordinates.Zip(other.Value.Coordinates).All(pair => pair.First.Z.Equals(pair.Second.Z));

    public override int GetHashCode() => Value.GetHashCode();
}

/// <summary>West, south, east, north in degrees (OGC:CRS84), or six numbers with the heights; west is greater than east across the antimeridian.</summary>
public sealed record BoxLiteral(IReadOnlyList<double> Bounds) : Expression
{
    public bool Equals(BoxLiteral? other) => other is not null && Bounds.SequenceEqual(other.Bounds);

    public override int GetHashCode() => Bounds.Aggregate(0, HashCode.Combine);
}

public sealed record ArrayLiteral(IReadOnlyList<Expression> Items) : Expression
{
    public bool Equals(ArrayLiteral? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Aggregate(0, HashCode.Combine);
}

/// <summary>An operator or a function of <see cref="Operators"/>, or a function that we do not know, with its arguments. Name as JSON writes it.</summary>
public sealed record Operation(string Name, IReadOnlyList<Expression> Args) : Expression
{
    public Operation(string name, params Expression[] args) : this(name, (IReadOnlyList<Expression>)args) { }

    public bool Equals(Operation? other) => other is not null && Name == other.Name && Args.SequenceEqual(other.Args);

    public override int GetHashCode() => Args.Aggregate(Name.GetHashCode(StringComparison.Ordinal), HashCode.Combine);
}
