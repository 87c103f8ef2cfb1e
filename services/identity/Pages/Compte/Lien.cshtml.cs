using Dinamis.Kernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dinamis.Identity.Pages;

/// <summary>A mailed link: an invitation or a proof of address (accounts knows), or a forgotten password (we know). A GET changes nothing: scanners follow links.</summary>
[AllowAnonymous]
sealed class LienModel(Links links, OrganisationNames names) : ComptePage
{
    public enum Step { Choose, Done, Expired, Renewed }

    public override string Title => Outcome switch
    {
        Step.Expired => "Ce lien ne sert plus",
        Step.Renewed => "Nouveau lien",
        Step.Done => "C’est fait",
        _ when !AsksPassword => "Votre invitation",
        _ => "Choisir votre mot de passe",
    };

    [BindProperty]
    public string? MotDePasse { get; set; }

    [BindProperty]
    public string? Confirmation { get; set; }

    public Step Outcome { get; private set; }
    public string Lead { get; private set; } = "";
    public string? Address { get; private set; }
    public bool AsksPassword { get; private set; } = true;
    public bool MaySignIn { get; private set; }

    public async Task OnGetAsync(string token, CancellationToken cancellationToken) => await OpenAsync(token, cancellationToken);

    public async Task OnPostAsync(string token, CancellationToken cancellationToken)
    {
        if (await OpenAsync(token, cancellationToken) is not { } link) return;
        if (AsksPassword)
        {
            if (PasswordRules.Refuse(MotDePasse, link.Address) is { } reason) Refuse("MotDePasse", reason);
            else if (MotDePasse != Confirmation) Refuse("Confirmation", "Les deux saisies diffèrent.");
            if (Errors.Count > 0) return;
        }
        try
        {
            (MaySignIn, Lead) = await links.UseAsync(link, MotDePasse, cancellationToken);
            Outcome = Step.Done;
        }
        catch (Refused refused) when (IsGone(refused))
        {
            Expire(refused);
        }
    }

    public async Task OnPostRenouvelerAsync(string token, CancellationToken cancellationToken)
    {
        await links.RenewAsync(token, cancellationToken);
        Outcome = Step.Renewed;
    }

    async Task<Link?> OpenAsync(string token, CancellationToken cancellationToken)
    {
        try
        {
            var link = await links.OpenAsync(token, cancellationToken);
            (Address, AsksPassword) = (link.Address, link.AsksPassword);
            Lead = link.AsksPassword
                ? $"Ce mot de passe ouvrira DINAMIS avec l’adresse {link.Address}. Personne d’autre que vous ne le connaît, pas même votre référent."
                : $"Avec le compte {link.Address}, vous pourrez aussi agir pour {await NameAsync(link, cancellationToken)}. Votre mot de passe ne change pas.";
            return link;
        }
        catch (Refused refused) when (IsGone(refused))
        {
            Expire(refused);
            return null;
        }
    }

    async Task<string> NameAsync(Link link, CancellationToken cancellationToken) =>
        link.OrganisationId is { } id && await names.OfOneAsync(id, cancellationToken) is { } name ? $"« {name} »" : "un organisme de plus";

    static bool IsGone(Refused refused) => refused.Refusal.Status is StatusCodes.Status404NotFound or StatusCodes.Status410Gone;

    void Expire(Refused refused)
    {
        Response.StatusCode = refused.Refusal.Status;
        (Outcome, Lead) = (Step.Expired, "Il a déjà servi, il a expiré, ou un plus récent l’a remplacé.");
    }
}
