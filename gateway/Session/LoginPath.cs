using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Dinamis.Gateway;

/// <summary>Where a sign-in goes back to: a path of this origin, whatever was asked.</summary>
static class LoginPath
{
    public static string Local(string? asked) =>
        asked is ['/', ..] && (asked.Length == 1 || asked[1] is not ('/' or '\\')) && asked.Length < 4096 && !asked.Any(c => char.IsControl(c) || c == '\\')
        && Uri.TryCreate(new Uri("http://x"), asked, out var uri) && uri.Host == "x" && !asked.StartsWith("/bff/", StringComparison.OrdinalIgnoreCase)
            ? asked
            : "/";

    /// <summary>A silent try that finds nobody signed in goes back without a word; any other failure starts again from the page, once.</summary>
    public static async Task OnFailureAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        var back = Local(context.Properties?.RedirectUri);
        if (context.Properties?.Items.ContainsKey(SessionSetup.Silent) == true)
        {
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            context.Response.Redirect(back);
            return;
        }
        // A stale tab, a cookie cleared in between, or the person refused: nothing is signed in.
        context.Response.Redirect("/compte/erreur/400");
    }
}
