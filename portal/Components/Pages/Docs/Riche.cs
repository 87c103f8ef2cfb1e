using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Dinamis.Portal.Components.Pages.Docs;

/// <summary>Text of a document: what stands between backquotes is code.</summary>
public sealed class Riche : ComponentBase
{
    [Parameter, EditorRequired] public string Texte { get; set; } = "";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var (i, part) in Texte.Split('`').Index())
        {
            if (i % 2 == 0)
            {
                builder.AddContent(0, part);
                continue;
            }
            builder.OpenElement(1, "code");
            builder.AddContent(2, part);
            builder.CloseElement();
        }
    }
}
