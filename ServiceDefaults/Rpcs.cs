using System.Collections.Frozen;
using System.Reflection;
using Google.Protobuf.Reflection;

namespace Dinamis.ServiceDefaults;

/// <summary>Every rpc of our contracts, and which of them have no side effect.</summary>
public static class Rpcs
{
    public static IReadOnlyList<MethodDescriptor> All { get; } =
        [.. typeof(Wire.FeedReflection).Assembly.GetTypes()
            .Where(t => t.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(t => t.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>()
            .SelectMany(f => f.Services)
            .SelectMany(s => s.Methods)];

    static readonly FrozenSet<string> reads = All.Where(IsRead).Select(Path).ToFrozenSet(StringComparer.Ordinal);

    public static bool IsRead(MethodDescriptor method) =>
        method.GetOptions()?.IdempotencyLevel == MethodOptions.Types.IdempotencyLevel.NoSideEffects;

    /// <param name="path">As on the wire: <c>/package.Service/Rpc</c>.</param>
    public static bool IsRead(string path) => reads.Contains(path);

    /// <summary>Reads of personal data write their own act: they have an effect, but nothing that a repetition would double for the caller.</summary>
    public static bool KeyIsOptional(MessageDescriptor request) =>
        request.Name is var name && (name.StartsWith("List", StringComparison.Ordinal) || name.StartsWith("Name", StringComparison.Ordinal) || name.StartsWith("Get", StringComparison.Ordinal));

    static string Path(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";
}
