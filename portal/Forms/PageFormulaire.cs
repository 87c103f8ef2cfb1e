using Grpc.Core;
using Microsoft.AspNetCore.Components;

namespace Dinamis.Portal.Forms;

/// <summary>
/// A page with forms: on POST it first does what was asked, then loads what it shows, in one rendering. It does not depend on the posted form
/// being rendered again, so that a form posted twice or from an old tab gets an answer in words and not a 400.
/// </summary>
public abstract class PageFormulaire : ComponentBase
{
    [CascadingParameter] protected HttpContext Http { get; set; } = null!;
    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    protected Saisie Saisie { get; private set; } = new();

    protected sealed override async Task OnInitializedAsync()
    {
        Saisie = new(Http);
        if (Saisie.Action is { } action) await Agir(action);
        if (!Partie) await Charger();
        if (Saisie.EnErreur && Http.Response.StatusCode == StatusCodes.Status200OK) Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }

    /// <summary>Carries out the form whose action this is; ends by <see cref="Aller"/> when it succeeds.</summary>
    protected virtual Task Agir(string action) => Task.CompletedTask;

    /// <summary>Loads what the page shows.</summary>
    protected virtual Task Charger() => Task.CompletedTask;

    /// <summary>Calls a service for the posted form. On a refusal the form is shown again with its errors, and the reply is null.</summary>
    protected async Task<T?> Tenter<T>(AsyncUnaryCall<T> appel) where T : class
    {
        try
        {
            return await appel;
        }
        catch (RpcException e) when (e.ToRefused() is { } refus)
        {
            Saisie.Refuser(refus);
            // 400 and 422 are one thing to a reader: something is to be corrected.
            Http.Response.StatusCode = refus.Refusal.Status == StatusCodes.Status400BadRequest ? StatusCodes.Status422UnprocessableEntity : refus.Refusal.Status;
        }
        catch (RpcException e) when (Pages.StatusOf(e) is { } status)
        {
            Saisie.IssueInconnue = true;
            Saisie.RefuserTout("Le service ne répond pas pour l’instant. Ce que vous avez saisi est conservé ci-dessous : envoyez de nouveau dans un instant.");
            Http.Response.StatusCode = status;
        }
        return null;
    }

    /// <summary>Asks for a part of the page that it can do without: null when the service is away or does not open it to this person.</summary>
    protected static async Task<T?> SiPossible<T>(AsyncUnaryCall<T> appel) where T : class
    {
        try
        {
            return await appel;
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Unimplemented or StatusCode.NotFound or StatusCode.PermissionDenied)
        {
            return null;
        }
    }

    protected bool Partie { get; private set; }

    /// <summary>Sees the person to another page of ours after a success.</summary>
    protected void Aller(string chemin)
    {
        Partie = true;
        Navigation.NavigateTo(chemin);
    }
}
