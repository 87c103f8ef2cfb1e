using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Dinamis.Portal.Components;

/// <summary>An icon of bootstrap-icons, always beside a word and therefore hidden from screen readers.</summary>
public sealed class Icone : ComponentBase
{
    static readonly ConcurrentDictionary<string, string> dessins = new();

    /// <summary>Name in bootstrap-icons; it must be listed in npm.targets.</summary>
    [Parameter, EditorRequired] public string Nom { get; set; } = "";

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, dessins.GetOrAdd(Nom, Lire));

    static string Lire(string nom)
    {
        using var flux = Assembly.GetExecutingAssembly().GetManifestResourceStream("icone/" + nom)
            ?? throw new InvalidOperationException($"Icon '{nom}' is not listed in npm.targets.");
        var svg = new StreamReader(flux).ReadToEnd();
        return svg.Replace("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"16\" height=\"16\"", "<svg aria-hidden=\"true\" focusable=\"false\"", StringComparison.Ordinal)
            .Replace("class=\"bi ", "class=\"icone bi ", StringComparison.Ordinal);
    }
}
