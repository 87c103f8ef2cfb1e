using Google.Protobuf.WellKnownTypes;

namespace Dinamis.Membership.Instruction;

/// <summary>
/// DINAMIS's own work on one file: who has it in hand, what was noted. An aggregate of its own, under the file's id: nothing of it can reach the
/// body's pages, and a note makes no form of the référent stale.
/// </summary>
sealed class FileInstruction : Aggregate
{
    FileInstruction() { }

    public Guid OrganisationId { get; private set; }

    /// <summary>Person id of an instructor; empty when nobody has it.</summary>
    public string AssignedTo { get; private set; } = "";

    /// <summary>Oldest first; never changed.</summary>
    public IReadOnlyList<Wire.InstructionNote> Notes { get; private set; } = [];

    public static FileInstruction Of(Adhesions.Adhesion file) => new() { Id = file.Id, OrganisationId = file.OrganisationId };

    /// <param name="person">An instructor, or empty to give it back.</param>
    public void Assign(string person, string by)
    {
        AssignedTo = person;
        Tell("instruction.assigned", by, ("person", person));
    }

    public void Note(string text, string by, DateTimeOffset at)
    {
        new Checks().Filled(text, "text", "Écrivez la note.", 4000).ThrowIfAny();
        Notes = [.. Notes, new() { At = at.ToTimestamp(), By = by, Text = text }];
        Tell("instruction.noted", by);
    }

    void Tell(string verb, string by, params ReadOnlySpan<(string Key, string Value)> facts) => Raise(Acts.Of(verb, by, OrganisationId, "adhesion", $"{Id}", Version, facts));
}
