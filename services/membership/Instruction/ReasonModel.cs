using Kind = Dinamis.Wire.ReasonModel.Types.Kind;

namespace Dinamis.Membership.Instruction;

/// <summary>A reason that comes back, to begin a decision from and to finish: what is sent is always what stands in the form.</summary>
sealed class ReasonModel : Aggregate
{
    ReasonModel() { }

    public Kind Kind { get; private set; }
    public string Label { get; private set; } = "";
    public string Text { get; private set; } = "";

    /// <summary>Offered no more. The row stays: the first models are given once, whatever DINAMIS does with them.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <param name="kind">The decision that it is for.</param>
    /// <param name="id">Of one that every replica would make: then it is made once.</param>
    public static ReasonModel Make(Kind kind, Guid? id = null)
    {
        new Checks().That(kind is not Kind.Unspecified, "kind", "Choisissez la décision que ce modèle motive.").ThrowIfAny();
        return new() { Id = id ?? Guid.CreateVersion7(), Kind = kind };
    }

    public void Save(string label, string text, string by)
    {
        new Checks().Filled(label, "label", "Donnez un nom court à ce modèle.", 80).Filled(text, "text", "Écrivez ce que l’organisme lira.", 2000).ThrowIfAny();
        (Label, Text) = (label.Trim(), text.Trim());
        Tell("reason-model.saved", by);
    }

    public void Remove(string by, DateTimeOffset at)
    {
        RemovedAt = at;
        Tell("reason-model.removed", by);
    }

    public Wire.ReasonModel View() => new() { ReasonId = $"{Id}", Version = Version, Kind = Kind, Label = Label, Text = Text };

    void Tell(string verb, string by) => Raise(Acts.Of(verb, by, WellKnown.Dinamis, "reason-model", $"{Id}", Version, []));
}
