using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Identity.Pages;

[AllowAnonymous, SignedInElsewhere]
sealed class ConnexionModel(SignIn signIn, Sessions sessions, WhoActs whoActs, AskedAgain again, IdentityDb db, IAuthenticationSchemeProvider schemes, IConfiguration configuration) : ComptePage
{
    /// <summary>The one answer for unknown, wrong and locked.</summary>
    public const string Wrong = "L’adresse ou le mot de passe ne correspond pas. Après cinq essais, il faut attendre cinq minutes.";

    public override string Title => WhoMustAct is null ? "Se connecter" : "Compte en attente";

    [BindProperty]
    public string? Adresse { get; set; }

    [BindProperty]
    public string? MotDePasse { get; set; }

    /// <summary>A client demands a new sign-in, before an act that engages: the page says why the password is asked once more.</summary>
    public bool Again => again.Since(ReturnUrl) is not null;

    public string? WhoMustAct { get; private set; }
    public string? SsoRefused { get; private set; }
    public IReadOnlyList<AuthenticationScheme> Upstreams { get; private set; } = [];

    public async Task OnGetAsync(string? sso)
    {
        SsoRefused = sso switch
        {
            null => null,
            "inconnu" => "Aucun compte validé de DINAMIS ne correspond à l’adresse vérifiée par ce service. Demandez un compte à votre organisme, ou connectez-vous par mot de passe.",
            _ => "La connexion par ce service n’a pas abouti. Réessayez, ou connectez-vous par mot de passe.",
        };
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync();
        var credential = await signIn.CheckAsync(Adresse, MotDePasse, cancellationToken);
        if (credential is null)
        {
            Refuse("Adresse", Wrong);
            return Page();
        }
        var person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == credential.Id, cancellationToken);
        if (person is not { MaySignIn: true })
        {
            WhoMustAct = await whoActs.SayAsync(credential.Id, cancellationToken);
            return Page();
        }
        await sessions.BeginAsync(credential, person, Session.Password, cancellationToken);
        return RedirectSeeOther();
    }

    public async Task<IActionResult> OnPostSsoAsync(string sso)
    {
        await LoadAsync();
        if (!Upstreams.Any(s => s.Name == sso)) return NotFound();
        try
        {
            await HttpContext.ChallengeAsync(sso, Upstream.Properties(ReturnUrl, again.Since(ReturnUrl) is not null));
            return new EmptyResult();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or InvalidOperationException { InnerException: HttpRequestException or IOException or TaskCanceledException })
        {
            // Its discovery document does not come: the password form stands above.
            SsoRefused = "Ce service de connexion ne répond pas pour l’instant. Connectez-vous par mot de passe, ou réessayez plus tard.";
            return Page();
        }
    }

    // After credentials never a redirect that repeats the post (RFC 9700 §4.12).
    SeeOtherResult RedirectSeeOther() => new(ReturnUrl);

    async Task LoadAsync()
    {
        var ids = configuration.GetSection("Upstream").GetChildren().Select(c => c.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Upstreams = [.. (await schemes.GetAllSchemesAsync()).Where(s => ids.Contains(s.Name))];
    }
}
