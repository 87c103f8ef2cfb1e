using System.Reflection;
using Dinamis.Kernel;

namespace Dinamis.ServiceDefaults.OpenApi;

/// <summary>The named refusals of an assembly: what <c>/docs/erreurs</c> explains.</summary>
public static class RefusalList
{
    public static IEnumerable<Refusal> Of(Assembly assembly) => assembly.GetTypes()
        .Where(t => !t.ContainsGenericParameters)
        .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(f => f.FieldType == typeof(Refusal))
        .Select(f => (Refusal)f.GetValue(null)!);
}
