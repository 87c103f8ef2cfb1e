using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Primitives;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Dinamis.Identity;

/// <summary><c>/connect/authorize</c>: signs in, asks for the organisation when there is a choice, and gives the code. Our clients need no consent page.</summary>
static class Authorize
{
    public static async Task<IResult> HandleAsync(HttpContext http, Sessions sessions, Principals principals, AskedAgain again, TimeProvider clock)
    {
        var cancellationToken = http.RequestAborted;
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("No OpenID Connect request.");
        var session = await sessions.CurrentAsync(cancellationToken);
        // A sign-in counts for a request that demands one when it was made after the request came, however short ago another was.
        var asked = DemandsSignIn(request) ? again.Since(Here(http)) : null;
        if (session is null || (DemandsSignIn(request) && (asked is null || session.StartedAt < asked)) || IsTooOld(session, request, clock.GetUtcNow()))
            return request.HasPromptValue(PromptValues.None)
                ? Refuse(Errors.LoginRequired, "The person is not signed in.")
                : Results.LocalRedirect("/compte/connexion?returnUrl=" + Uri.EscapeDataString(DemandsSignIn(request) && asked is null ? again.Mark(Here(http)) : Here(http)));
        if (session.OrganisationId is null && (await sessions.OrganisationsOfAsync(session.PersonId, cancellationToken)).Count > 1)
            return request.HasPromptValue(PromptValues.None)
                ? Refuse(Errors.InteractionRequired, "The person has to choose an organisation.")
                : Results.LocalRedirect("/compte/organisation?returnUrl=" + Uri.EscapeDataString(Here(http)));
        var principal = await principals.OfAsync(session, request.GetScopes(), request.ClientId, cancellationToken);
        return Results.SignIn(principal, authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    static bool DemandsSignIn(OpenIddictRequest request) => request.HasPromptValue(PromptValues.Login) || request.MaxAge is 0;

    static bool IsTooOld(Session session, OpenIddictRequest request, DateTimeOffset now) =>
        request.MaxAge is { } seconds and > 0 && now - session.StartedAt > TimeSpan.FromSeconds(seconds);

    // A posted request goes on as a query: the sign-in page comes back by GET.
    static string Here(HttpContext http) =>
        http.Request.PathBase + http.Request.Path + QueryString.Create(http.Request.HasFormContentType ? http.Request.Form : (IEnumerable<KeyValuePair<string, StringValues>>)http.Request.Query);

    static IResult Refuse(string error, string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
}
