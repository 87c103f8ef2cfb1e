using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Endpoint = OpenIddict.Server.AspNetCore.OpenIddictServerAspNetCoreDefaults;

namespace Dinamis.Identity.Pages;

/// <summary>The device flow's page (RFC 8628 §3.3): shows client and code, asks for which organisation, and who did not ask is told to refuse.</summary>
[AllowAnonymous]
sealed class AppareilModel(Sessions sessions, Principals principals, OrganisationNames names, IOpenIddictApplicationManager applications) : ComptePage
{
    public enum Step { Code, Decide, Accepted, Denied }

    public override string Title => "Connecter un logiciel";

    [BindProperty(SupportsGet = true, Name = "user_code")]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true, Name = "fait")]
    public string? Done { get; set; }

    [BindProperty]
    public Guid? Organisme { get; set; }

    [BindProperty]
    public string? Decision { get; set; }

    public Step Outcome { get; private set; }
    public string Client { get; private set; } = "";
    public Guid? Current { get; private set; }
    public IReadOnlyList<OrganisationChoice> Choices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await sessions.CurrentAsync(cancellationToken) is not { } session)
            return Redirect("/compte/connexion?returnUrl=" + Uri.EscapeDataString(Request.Path + Request.QueryString));
        Outcome = Done switch { "oui" => Step.Accepted, "non" => Step.Denied, _ => Step.Code };
        if (Outcome == Step.Code && !string.IsNullOrEmpty(Code)) await AskAsync(session, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await sessions.CurrentAsync(cancellationToken) is not { } session)
            return Redirect("/compte/connexion?returnUrl=" + Uri.EscapeDataString("/compte/appareil?user_code=" + Uri.EscapeDataString(Code ?? "")));
        if (await AskAsync(session, cancellationToken) is not { } request) return Page();
        if (Decision != "accepter")
            return Forbid(new AuthenticationProperties { RedirectUri = "/compte/appareil?fait=non" }, Endpoint.AuthenticationScheme);
        if (Choices.Count > 0 && !Choices.Any(c => c.Id == (Organisme ?? Current)))
        {
            Refuse("Organisme", "Choisissez l’organisme pour lequel ce logiciel agira.");
            return Page();
        }
        var device = await sessions.BeginDeviceAsync(session, Choices.Count > 0 ? Organisme ?? Current : null, cancellationToken);
        var principal = await principals.OfAsync(device, request.GetScopes(), request.GetClaim(OpenIddictConstants.Claims.ClientId), cancellationToken);
        return SignIn(principal, new AuthenticationProperties { RedirectUri = "/compte/appareil?fait=oui" }, Endpoint.AuthenticationScheme);
    }

    async Task<System.Security.Claims.ClaimsPrincipal?> AskAsync(Session session, CancellationToken cancellationToken)
    {
        var request = (await HttpContext.AuthenticateAsync(Endpoint.AuthenticationScheme)).Principal;
        if (request?.GetClaim(OpenIddictConstants.Claims.ClientId) is not { Length: > 0 } id || await applications.FindByClientIdAsync(id, cancellationToken) is not { } client)
        {
            Outcome = Step.Code;
            Refuse("user_code", "Ce code n’est pas connu, ou il a expiré. Relancez la connexion dans le logiciel pour en avoir un autre.");
            return null;
        }
        Outcome = Step.Decide;
        Client = await applications.GetLocalizedDisplayNameAsync(client, cancellationToken) ?? id;
        Choices = await names.OfAsync(session.PersonId, cancellationToken);
        Current = session.OrganisationId ?? (Choices.Count == 1 ? Choices[0].Id : null);
        return request;
    }
}
