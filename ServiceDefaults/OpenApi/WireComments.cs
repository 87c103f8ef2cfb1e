using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Google.Protobuf.Reflection;

namespace Dinamis.ServiceDefaults.OpenApi;

/// <summary>The comments of the protos, from the documentation file that the build makes of the generated code.</summary>
sealed partial class WireComments
{
    readonly Dictionary<string, string> summaries;

    public WireComments()
    {
        var file = Path.ChangeExtension(typeof(Wire.FeedReflection).Assembly.Location, ".xml");
        summaries = XDocument.Load(file).Descendants("member")
            .Select(m => (Name: m.Attribute("name")!.Value, Text: Tidy(m.Element("summary")?.Value ?? "")))
            .Where(m => m.Text.Length > 0)
            // A method is named without its parameters: no rpc is overloaded in its base class.
            .GroupBy(m => m.Name.Split('(')[0], m => m.Text, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
    }

    public string? Of(MethodDescriptor rpc)
    {
        var service = rpc.Service.Name;
        return Find($"M:Dinamis.Wire.{service}.{service}Base.{rpc.Name}");
    }

    public string? Of(MessageDescriptor message) => Find("T:" + Name(message.ClrType));

    public string? Of(FieldDescriptor field) => Find($"P:{Name(field.ContainingType.ClrType)}.{field.PropertyName}");

    /// <summary>The comment of the enumeration, then one line for each value that has one.</summary>
    public string? Of(EnumDescriptor type)
    {
        var values = type.ClrType.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (Value: f.GetCustomAttribute<OriginalNameAttribute>()?.Name, Text: Find($"F:{Name(type.ClrType)}.{f.Name}")))
            .Where(v => v.Text is not null)
            .Select(v => $"`{v.Value}`: {v.Text}");
        var all = string.Join("\n\n", new[] { Find("T:" + Name(type.ClrType)) }.Concat(values).OfType<string>());
        return all.Length > 0 ? all : null;
    }

    /// <summary>The first sentence, for a list of operations.</summary>
    public static string FirstSentence(string text) => Sentence.Match(text) is { Success: true } first ? first.Value : text;

    string? Find(string name) => summaries.GetValueOrDefault(name);

    static string Name(Type type) => type.FullName!.Replace('+', '.');

    static string Tidy(string text) => Spaces.Replace(text.Trim(), " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces { get; }

    [GeneratedRegex(@"^.+?\.(?= |$)")]
    private static partial Regex Sentence { get; }
}
