using System.Security.Claims;
using Dinamis.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Identity;

/// <summary>
/// The end of a sign-in by another body's SSO. Its subject is bound to a person once, when the address that it has verified is the
/// login of a validated person; from then on the subject alone counts. No role ever comes from there.
/// </summary>
static class Sso
{
    public static async Task<IResult> HandleAsync(HttpContext http, string? returnUrl, IdentityDb db, UserManager<Credential> users, Sessions sessions)
    {
        var cancellationToken = http.RequestAborted;
        var home = IsLocal(returnUrl) ? returnUrl! : Pages.ComptePage.Home;
        var said = await http.AuthenticateAsync(Upstream.Scheme);
        await http.SignOutAsync(Upstream.Scheme);
        if (said.Principal?.FindFirst("sub") is not { } subject) return Results.LocalRedirect("/compte/connexion?sso=echec&returnUrl=" + Uri.EscapeDataString(home));
        var credential = await users.FindByLoginAsync(subject.Issuer, subject.Value) ?? await BindAsync(said.Principal, subject, db, users, cancellationToken);
        var person = credential is null ? null : await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == credential.Id, cancellationToken);
        if (credential is null || person is not { MaySignIn: true }) return Results.LocalRedirect("/compte/connexion?sso=inconnu&returnUrl=" + Uri.EscapeDataString(home));
        // An SSO that does not say when the person signed in there proves nothing fresh.
        var provenAt = long.TryParse(said.Principal.FindFirst("auth_time")?.Value, out var at) ? DateTimeOffset.FromUnixTimeSeconds(at) : DateTimeOffset.UnixEpoch;
        await sessions.BeginAsync(credential, person, Session.Federation, cancellationToken, provenAt);
        return Results.LocalRedirect(home);
    }

    static async Task<Credential?> BindAsync(ClaimsPrincipal said, Claim subject, IdentityDb db, UserManager<Credential> users, CancellationToken cancellationToken)
    {
        if (said.FindFirst("email_verified") is not { ValueType: ClaimValueTypes.Boolean } verified || !bool.TryParse(verified.Value, out var isVerified) || !isVerified) return null;
        var credential = await users.FindByNameAsync(MailAddresses.Normalize(said.FindFirst("email")?.Value));
        if (credential is not { EmailConfirmed: true } || !await db.People.AnyAsync(p => p.Id == credential.Id && p.State == Wire.Person.Types.State.Validated, cancellationToken)) return null;
        var bound = await users.AddLoginAsync(credential, new UserLoginInfo(subject.Issuer, subject.Value, subject.Issuer));
        return bound.Succeeded ? credential : null;
    }

    static bool IsLocal(string? url) => url is ['/', ..] && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Any(char.IsControl);
}
