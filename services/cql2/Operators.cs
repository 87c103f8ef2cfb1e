using System.Collections.Frozen;

namespace Dinamis.Cql2;

/// <summary>How an operation is written in text.</summary>
enum Form { Logical, Comparison, Arithmetic, Special, Function }

/// <summary>The operations of CQL2 1.0, by the name that JSON gives them.</summary>
static class Operators
{
    public const string And = "and", Or = "or", Not = "not", Like = "like", Between = "between", In = "in", IsNull = "isNull", CaseI = "casei", AccentI = "accenti";

    public static readonly FrozenDictionary<string, Form> Forms = new Dictionary<string, Form>
    {
        [And] = Form.Logical,
        [Or] = Form.Logical,
        [Not] = Form.Special,
        [Like] = Form.Special,
        [Between] = Form.Special,
        [In] = Form.Special,
        [IsNull] = Form.Special,
        ["="] = Form.Comparison,
        ["<>"] = Form.Comparison,
        ["<"] = Form.Comparison,
        [">"] = Form.Comparison,
        ["<="] = Form.Comparison,
        [">="] = Form.Comparison,
        ["+"] = Form.Arithmetic,
        ["-"] = Form.Arithmetic,
        ["*"] = Form.Arithmetic,
        ["/"] = Form.Arithmetic,
        ["%"] = Form.Arithmetic,
        ["div"] = Form.Arithmetic,
        ["^"] = Form.Arithmetic,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The standard functions, found in any case, with the number of their arguments.</summary>
    public static readonly FrozenDictionary<string, (string Name, int Arity)> Functions = new[]
    {
        (CaseI, 1), (AccentI, 1),
        ("s_intersects", 2), ("s_equals", 2), ("s_disjoint", 2), ("s_touches", 2), ("s_within", 2), ("s_overlaps", 2), ("s_crosses", 2), ("s_contains", 2),
        ("t_after", 2), ("t_before", 2), ("t_contains", 2), ("t_disjoint", 2), ("t_during", 2), ("t_equals", 2), ("t_finishedBy", 2), ("t_finishes", 2), ("t_intersects", 2),
        ("t_meets", 2), ("t_metBy", 2), ("t_overlappedBy", 2), ("t_overlaps", 2), ("t_startedBy", 2), ("t_starts", 2),
        ("a_equals", 2), ("a_contains", 2), ("a_containedBy", 2), ("a_overlaps", 2),
    }.ToFrozenDictionary(f => f.Item1, f => f, StringComparer.OrdinalIgnoreCase);

    public static bool OnArrays(string name) => name.StartsWith("a_", StringComparison.OrdinalIgnoreCase) && Functions.ContainsKey(name);
}
