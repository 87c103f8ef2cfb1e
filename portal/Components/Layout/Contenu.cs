using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Dinamis.Portal.Components.Layout;

/// <summary>
/// The main landmark. It bears the one named event that every posted form names: the framework dispatches a POST only to a form that is rendered,
/// and ours must be answered even when the page that comes back no longer shows the form (<see cref="Portal.Forms.PageFormulaire"/> does the work).
/// </summary>
public sealed class Contenu : ComponentBase
{
    [Parameter] public RenderFragment? ChildContent { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "main");
        builder.AddAttribute(1, "id", "contenu");
        builder.AddAttribute(2, "tabindex", "-1");
        builder.AddAttribute(3, "class", "cadre");
        builder.AddAttribute(4, "onsubmit", EventCallback.Factory.Create(this, () => { }));
        builder.AddNamedEvent("onsubmit", "page");
        builder.AddContent(5, ChildContent);
        builder.CloseElement();
    }
}
