using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dinamis.Identity.Pages;

[AllowAnonymous]
sealed class DeconnexionModel(Sessions sessions) : ComptePage
{
    public override string Title => "Se déconnecter";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await sessions.EndAsync(cancellationToken);
        return new SeeOtherResult(Url.IsLocalUrl(AskedReturnUrl) ? ReturnUrl : "/");
    }
}
