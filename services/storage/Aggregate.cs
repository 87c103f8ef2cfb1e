using System.ComponentModel.DataAnnotations.Schema;
using Google.Protobuf;

namespace Dinamis.Storage;

/// <summary>Root of a consistency boundary: its verbs keep its rules, or throw <see cref="Kernel.Refused"/>.</summary>
public abstract class Aggregate
{
    readonly List<IMessage> raised = [];

    public Guid Id { get; protected init; } = Guid.CreateVersion7();

    /// <summary>Raised by one at each save that changes the aggregate; concurrency token.</summary>
    public long Version { get; internal set; }

    /// <summary>The aggregate changed although none of its own columns did (a part of it, or an act alone).</summary>
    [NotMapped]
    internal bool Touched { get; set; }

    internal IReadOnlyList<IMessage> Raised => raised;

    internal void ClearRaised() => raised.Clear();

    /// <summary>Notes an act; it enters the feed in the transaction that saves the aggregate.</summary>
    protected void Raise(Wire.Act act)
    {
        raised.Add(act);
        Touched = true;
    }

    /// <summary>Call from a verb that changes only owned parts.</summary>
    protected void Touch() => Touched = true;
}

/// <summary>An aggregate whose whole public state enters the feed at each change, with the new version in it.</summary>
public interface IPublishState
{
    /// <summary><see cref="Wire.Standing"/>, <see cref="Wire.Licence"/> or <see cref="Wire.Person"/>. Null: nothing to publish (yet).</summary>
    IMessage? State();
}
