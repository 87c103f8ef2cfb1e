using Dinamis.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Identity.Pages;

sealed class SecuriteModel(Sessions sessions, SignIn signIn, UserManager<Credential> users, Store<IdentityDb> store, TimeProvider clock) : ComptePage
{
    public override string Title => "Sécurité du compte";

    [BindProperty]
    public string? Actuel { get; set; }

    [BindProperty]
    public string? Nouveau { get; set; }

    [BindProperty]
    public string? Confirmation { get; set; }

    public string? Address { get; private set; }
    public bool Changed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await OpenAsync(cancellationToken) is null ? ToSignIn() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await OpenAsync(cancellationToken) is not { } session) return ToSignIn();
        if (PasswordRules.Refuse(Nouveau, Address) is { } reason) Refuse("Nouveau", reason);
        else if (Nouveau != Confirmation) Refuse("Confirmation", "Les deux saisies diffèrent.");
        else if (await signIn.CheckAsync(Address, Actuel, cancellationToken) is null) Refuse("Actuel", "Ce n’est pas votre mot de passe actuel. Après cinq essais, il faut attendre cinq minutes.");
        if (Errors.Count > 0) return Page();
        var hash = users.PasswordHasher.HashPassword(new(), Nouveau!);
        var now = clock.GetUtcNow();
        await store.RunAsync(async (db, ct) =>
        {
            (await db.Credentials.FirstAsync(c => c.Id == session.PersonId, ct)).SetPassword(hash);
            foreach (var other in await db.Sessions.Where(s => s.PersonId == session.PersonId && s.EndedAt == null && s.Id != session.Id).ToListAsync(ct)) other.End(now);
        }, cancellationToken);
        Changed = true;
        return Page();
    }

    async Task<Session?> OpenAsync(CancellationToken cancellationToken)
    {
        var session = await sessions.CurrentAsync(cancellationToken);
        if (session is not null) Address = (await users.FindByIdAsync(session.PersonId.ToString()))?.Email;
        return session;
    }

    RedirectResult ToSignIn() => Redirect("/compte/connexion?returnUrl=%2Fcompte%2Fsecurite");
}
