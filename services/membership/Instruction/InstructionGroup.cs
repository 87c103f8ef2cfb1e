namespace Dinamis.Membership.Instruction;

/// <summary>Instructors who examine the same bodies. Its rules say which files come to it when they are deposited; an instructor may move a file, and it stays where he put it.</summary>
sealed class InstructionGroup : Aggregate
{
    const int MostMembers = 200;

    InstructionGroup() { }

    public string Name { get; private set; } = "";

    /// <summary>Codes of categories; empty: all.</summary>
    public IReadOnlyList<string> Categories { get; private set; } = [];

    /// <summary>Codes of départements; empty: all.</summary>
    public IReadOnlyList<string> Departments { get; private set; } = [];

    /// <summary>Person ids.</summary>
    public IReadOnlyList<string> Members { get; private set; } = [];

    public static InstructionGroup Make() => new();

    /// <param name="instructors">Person ids of those who may be in it.</param>
    public void Save(Wire.InstructionGroup group, IReadOnlyCollection<string> instructors, string by)
    {
        new Checks().Filled(group.Name, "name", "Nommez le groupe.", 80)
            .That(group.Categories.All(Adhesions.Categories.IsKnown), "categories", "Une catégorie n’est pas connue.")
            .That(group.Departments.All(Kernel.Departments.IsCode), "departments", "Un département n’est pas connu.")
            .That(group.Members.All(m => instructors.Contains(m) || Members.Contains(m)), "members", "Une personne n’instruit pas les adhésions.")
            .That(group.Members.Count is > 0 and <= MostMembers, "members", "Choisissez au moins une personne.")
            .ThrowIfAny();
        Name = group.Name.Trim();
        (Categories, Departments, Members) = ([.. group.Categories.Distinct()], [.. group.Departments.Distinct()], [.. group.Members.Distinct()]);
        Tell("instruction-group.saved", by);
    }

    public void Remove(string by) => Tell("instruction-group.removed", by);

    public bool Takes(Wire.EntityForm body) => (Categories.Count == 0 || Categories.Contains(body.Category)) && (Departments.Count == 0 || Departments.Contains(body.Department));

    /// <summary>The group that takes it by the most precise rule: category and département, then one of both, then neither; by name among equals.</summary>
    public static InstructionGroup? For(Wire.EntityForm body, IEnumerable<InstructionGroup> groups) =>
        groups.Where(g => g.Takes(body)).OrderByDescending(g => (g.Categories.Count > 0 ? 1 : 0) + (g.Departments.Count > 0 ? 1 : 0)).ThenBy(g => g.Name, StringComparer.Ordinal).FirstOrDefault();

    public Wire.InstructionGroup View() => new() { GroupId = $"{Id}", Version = Version, Name = Name, Categories = { Categories }, Departments = { Departments }, Members = { Members } };

    void Tell(string verb, string by) => Raise(Acts.Of(verb, by, WellKnown.Dinamis, "instruction-group", $"{Id}", Version, []));
}
