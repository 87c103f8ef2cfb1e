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

    /// <summary>The group to which it came by its rules, or was moved.</summary>
    public Guid? GroupId { get; private set; }

    /// <summary>Somebody moved it: rules send it nowhere else any more.</summary>
    public bool RoutedByHand { get; private set; }

    /// <summary>Oldest first; never changed.</summary>
    public IReadOnlyList<Wire.InstructionNote> Notes { get; private set; } = [];

    /// <summary>What is ticked, with who ticked it and when; without its sentence.</summary>
    public IReadOnlyList<Wire.CheckItem> Checked { get; private set; } = [];

    public static FileInstruction Of(Adhesions.Adhesion file) => new() { Id = file.Id, OrganisationId = file.OrganisationId };

    /// <param name="person">An instructor, or empty to give it back.</param>
    public void Assign(string person, string by)
    {
        AssignedTo = person;
        Tell("instruction.assigned", by, ("person", person));
    }

    /// <param name="group">Null: none.</param>
    /// <param name="byHand">An instructor moves it; otherwise the rules do, and leave what was moved.</param>
    public void Route(Guid? group, bool byHand, string by)
    {
        if (!byHand && (RoutedByHand || GroupId == group)) return;
        (GroupId, RoutedByHand) = (group, byHand);
        Tell("instruction.routed", by, ("group", $"{group}"));
    }

    /// <summary>Its group is no more: the rules of the others decide again.</summary>
    public void LeaveGroup(string by)
    {
        (GroupId, RoutedByHand) = (null, false);
        Tell("instruction.routed", by, ("group", ""));
    }

    public void Note(string text, string by, DateTimeOffset at)
    {
        new Checks().Filled(text, "text", "Écrivez la note.", 4000).ThrowIfAny();
        Notes = [.. Notes, new() { At = at.ToTimestamp(), By = by, Text = text }];
        Tell("instruction.noted", by);
    }

    /// <summary>What was ticked before keeps who ticked it.</summary>
    /// <param name="codes">All that is ticked now.</param>
    /// <param name="category">Of the body: it says which points there are.</param>
    public void Check(IReadOnlyCollection<string> codes, string category, string by, DateTimeOffset at)
    {
        var known = Checklists.Of(category).Select(i => i.Code).ToList();
        new Checks().That(codes.All(known.Contains), "checked", "Ce point n’est pas à vérifier dans ce dossier.").ThrowIfAny();
        Checked = [.. known.Where(codes.Contains).Select(c => Checked.FirstOrDefault(i => i.Code == c) ?? new() { Code = c, CheckedAt = at.ToTimestamp(), CheckedBy = by })];
        Tell("instruction.checked", by, ("checked", string.Join(',', Checked.Select(i => i.Code))));
    }

    void Tell(string verb, string by, params ReadOnlySpan<(string Key, string Value)> facts) => Raise(Acts.Of(verb, by, OrganisationId, "adhesion", $"{Id}", Version, facts));
}
