using Dinamis.Wire;
using Microsoft.AspNetCore.Components;

namespace Dinamis.Portal.Components.Dossier;

/// <summary>A page on the text of one kind of act.</summary>
public abstract class PageModele : PageExploitation
{
    [Inject] Accounts.AccountsClient Accounts { get; set; } = null!;

    /// <summary>The kind, as the address writes it.</summary>
    [Parameter] public string Nature { get; set; } = "";

    protected Deed.Types.Kind Acte => Vocabulaire.Acte(Nature);

    protected DeedTemplateView? Vue { get; private set; }

    Dictionary<string, string> noms = [];

    /// <summary>Who published it; null for the version that came with the service, and while accounts is away.</summary>
    protected string? Qui(DeedTemplateVersion version) => noms.GetValueOrDefault(version.PublishedBy);

    protected async Task Lire(int numero)
    {
        Vue = await Membership.GetDeedTemplateAsync(new() { Kind = Acte, Number = numero }, cancellationToken: Http.RequestAborted);
        string[] personnes = [.. Vue.Versions.Append(Vue.Template).Select(v => v.PublishedBy).Where(p => Guid.TryParse(p, out _)).Distinct()];
        if (personnes.Length > 0 && await SiPossible(Accounts.NamePersonsAsync(new() { PersonIds = { personnes } }, cancellationToken: Http.RequestAborted)) is { } nommees)
            noms = nommees.Persons.ToDictionary(p => p.PersonId, p => $"{p.GivenName} {p.FamilyName}");
    }
}
