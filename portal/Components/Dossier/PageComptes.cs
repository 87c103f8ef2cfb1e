using Dinamis.Portal.Forms;
using Dinamis.Wire;
using Microsoft.AspNetCore.Components;

namespace Dinamis.Portal.Components.Dossier;

/// <summary>Accounts of one organisation: one's own, or a partner's under a mandate (<c>?organisme=&amp;mandat=</c>), « au nom de ».</summary>
public abstract class PageComptes : PageFormulaire
{
    [Inject] protected Accounts.AccountsClient Accounts { get; set; } = null!;
    [Inject] protected Membership.MembershipClient Membership { get; set; } = null!;
    [Inject] internal Visiteur Visiteur { get; set; } = null!;
    [Inject] protected TimeProvider Horloge { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "organisme")] public string? Organisme { get; set; }
    [SupplyParameterFromQuery(Name = "mandat")] public string? Mandat { get; set; }

    protected string Organisation => Organisme is { Length: > 0 } demande ? demande : Visiteur.Organisation?.ToString() ?? "";

    protected string Titulaire { get; private set; } = "Votre organisme";

    protected bool AuNomDe => Mandat is { Length: > 0 };

    /// <summary>Query that keeps the organisation and mandate from page to page.</summary>
    protected string Suite => Organisme is { Length: > 0 } ? $"?organisme={Uri.EscapeDataString(Organisation)}" + (AuNomDe ? $"&mandat={Uri.EscapeDataString(Mandat!)}" : "") : "";

    protected override async Task Charger()
    {
        var names = await SiPossible(Membership.NameOrganisationsAsync(new() { OrganisationIds = { Organisation } }, cancellationToken: Http.RequestAborted));
        Titulaire = names?.Organisations.FirstOrDefault()?.Name ?? Titulaire;
    }
}
