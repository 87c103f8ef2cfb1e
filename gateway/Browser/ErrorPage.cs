using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Dinamis.Kernel;

namespace Dinamis.Gateway;

/// <summary>
/// The gateway's own errors for somebody who opens a page: plain French, our look, nothing from a service that may be away. Programs get
/// problem details.
/// </summary>
static class ErrorPage
{
    const string StylePath = "/bff/page.css";

    // The portal's own style sheet: its tokens and components, whether the portal is there or not; page.css is what it takes from Bootstrap.
    static readonly string style = Read("page.css") + Read("dinamis.css");

    // Letters with accents stay letters.
    static readonly HtmlEncoder text = HtmlEncoder.Create(UnicodeRanges.All);

    public static void MapErrorPage(this WebApplication app) => app.MapGet(StylePath, (HttpContext http) =>
    {
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Text(style, "text/css");
    });

    /// <summary>A browser that shows the answer to a person; not a script's fetch, not a program.</summary>
    public static bool IsPage(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && request.Headers["Sec-Fetch-Mode"].ToString() is "" or "navigate";

    public static Task WriteAsync(HttpContext http, Refused? refused)
    {
        var response = http.Response;
        if (refused is not null) response.StatusCode = refused.Refusal.Status;
        var (status, posted) = (response.StatusCode, !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method));
        if (refused?.RetryAfter is { } delay) response.Headers.RetryAfter = ((int)Math.Ceiling(delay.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
        response.ContentType = "text/html; charset=utf-8";
        if (HttpMethods.IsHead(http.Request.Method)) return Task.CompletedTask;
        var next = status switch
        {
            StatusCodes.Status429TooManyRequests or >= 500 when posted => "Ce que vous avez saisi n’est pas perdu : actualisez cette page dans un instant pour l’envoyer de nouveau. Il ne sera compté qu’une fois.",
            StatusCodes.Status429TooManyRequests or >= 500 => "Actualisez cette page dans un instant.",
            StatusCodes.Status413PayloadTooLarge => "Revenez en arrière et choisissez un fichier moins lourd.",
            _ => "Revenez en arrière, ou reprenez depuis l’accueil.",
        };
        var reference = status >= 500 ? $" – référence à nous communiquer : <code>{Activity.Current?.TraceId.ToHexString()}</code>" : "";
        return response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="fr">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>{Title(status)} – DINAMIS</title>
              <link rel="stylesheet" href="{StylePath}">
            </head>
            <body>
            <header class="entete"><div class="cadre entete-cadre"><a class="marque" href="/"><svg class="marque-signe" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><path d="M3 22 12 4l17 6-9 18z" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linejoin="round" /><path d="m7.5 13 17 6.2M14.6 28 6 16" fill="none" stroke="var(--d-marque-2)" stroke-width="2.4" /></svg><span>DINAMIS</span></a></div></header>
            <main id="contenu" class="cadre">
              <h1>{Title(status)}</h1>
              <p class="chapeau">{text.Encode(refused?.Refusal.Message ?? Sentence(status))}</p>
              <p>{next}</p>
              <p class="code-erreur">Erreur {status}{reference}</p>
              <p><a class="btn btn-principal" href="/">Revenir à l’accueil</a></p>
            </main>
            </body>
            </html>
            """, http.RequestAborted);
    }

    static string Title(int status) => status switch
    {
        400 => "Cette demande n’a pas été comprise",
        403 => "Cette demande est refusée",
        413 => "Ce fichier est trop lourd",
        429 => "Trop de demandes en peu de temps",
        503 => "Le service est momentanément indisponible",
        >= 500 => "Quelque chose n’a pas fonctionné",
        _ => "Cette page n’existe pas",
    };

    static string Sentence(int status) => status switch
    {
        404 => "Vérifiez l’adresse que vous avez ouverte.",
        413 => "Il dépasse ce que nous pouvons recevoir.",
        >= 500 => "Ce n’est pas de votre fait. L’incident est enregistré.",
        _ => "Votre navigateur a envoyé une demande que nous ne pouvons pas traiter.",
    };

    static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ErrorPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
