using Dinamis.Kernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dinamis.Identity.Pages;

[AllowAnonymous]
sealed class MotDePasseOublieModel(ResetRequests requests) : ComptePage
{
    public override string Title => "Mot de passe oublié";

    [BindProperty]
    public string? Adresse { get; set; }

    public bool Sent { get; private set; }

    public IActionResult OnPost()
    {
        var address = MailAddresses.Normalize(Adresse);
        if (!MailAddresses.IsPlausible(address))
        {
            Refuse("Adresse", "Indiquez une adresse complète, comme prenom.nom@organisme.fr.");
            return Page();
        }
        requests.Add(address);
        Sent = true;
        return Page();
    }
}
