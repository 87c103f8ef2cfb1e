using Dinamis.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace Dinamis.Identity.Pages;

sealed class OrganisationModel(Sessions sessions, OrganisationNames names) : ComptePage
{
    public override string Title => "Choisir votre organisme";

    [BindProperty]
    public Guid? Organisme { get; set; }

    public Guid? Current { get; private set; }
    public IReadOnlyList<OrganisationChoice> Choices { get; private set; } = [];

    /// <summary>An authorization goes on; a page of ours would go on with tokens of the organisation before, so the browser takes new ones first.</summary>
    string Next => ReturnUrl.StartsWith("/connect/", StringComparison.Ordinal) || ReturnUrl.StartsWith("/bff/", StringComparison.Ordinal)
        ? ReturnUrl : "/bff/login?returnUrl=" + Uri.EscapeDataString(ReturnUrl);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await sessions.CurrentAsync(cancellationToken) is { } session ? await ShowAsync(session, cancellationToken) : ToSignIn();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await sessions.CurrentAsync(cancellationToken) is not { } session) return ToSignIn();
        try
        {
            if (Organisme is { } chosen)
            {
                await sessions.ChooseAsync(session, chosen, cancellationToken);
                return new SeeOtherResult(Next);
            }
        }
        catch (Refused refused)
        {
            Refuse("Organisme", refused.Message);
            return await ShowAsync(session, cancellationToken);
        }
        Refuse("Organisme", "Choisissez l’organisme pour lequel vous agissez.");
        return await ShowAsync(session, cancellationToken);
    }

    async Task<IActionResult> ShowAsync(Session session, CancellationToken cancellationToken)
    {
        Current = session.OrganisationId;
        Choices = await names.OfAsync(session.PersonId, cancellationToken);
        return Page();
    }

    RedirectResult ToSignIn() => Redirect("/compte/connexion?returnUrl=" + Uri.EscapeDataString("/compte/organisation?returnUrl=" + Uri.EscapeDataString(ReturnUrl)));
}
