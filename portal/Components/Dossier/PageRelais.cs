using Dinamis.Portal.Forms;
using Dinamis.Wire;
using Microsoft.AspNetCore.Components;

namespace Dinamis.Portal.Components.Dossier;

/// <summary>A page of a relay's officers. Anybody else learns that it is not theirs before filling a form that the service would refuse.</summary>
public abstract class PageRelais : PageFormulaire
{
    [Inject] internal Visiteur Visiteur { get; set; } = null!;
    [Inject] protected Membership.MembershipClient Membership { get; set; } = null!;
    [Inject] protected TimeProvider Horloge { get; set; } = null!;

    /// <summary>Id of the relay for which the officer acts.</summary>
    protected string Relais => Visiteur.Organisation?.ToString() ?? "";

    protected RelayView? MonRelais { get; private set; }

    protected string NomCourt => MonRelais?.ShortName is { Length: > 0 } nom ? nom : "le relais";

    /// <summary>The mandate under which he acts now; null when none is in force.</summary>
    protected MandateView? Mandat => MonRelais?.Mandates.LastOrDefault(m => !m.Ended && m.From.ToDateTimeOffset() <= Horloge.GetUtcNow() && Horloge.GetUtcNow() < m.Until.ToDateTimeOffset());

    protected sealed override async Task Charger()
    {
        await Visiteur.ChargerAsync(Http.RequestAborted);
        if (Visiteur.Personne is null) throw new Refused(Refusals.RightsUnknown);
        if (!Visiteur.A(Role.Types.Name.Officer)) throw new Refused(Refusals.Forbidden);
        await ChargerRelais();
        await ChargerPage();
    }

    /// <summary>The relay with its mandates; asked once.</summary>
    protected async Task ChargerRelais() =>
        MonRelais ??= (await SiPossible(Membership.ListRelaysAsync(new(), cancellationToken: Http.RequestAborted)))?.Relays.FirstOrDefault(r => r.RelayId == Relais);

    /// <summary>Prepares a batch as the form asks, under the mandate in force, and goes to its page.</summary>
    protected async Task PreparerEnvoi(Batch.Types.Kind quoi)
    {
        await ChargerRelais();
        var demande = Saisie.Lire<PrepareBatchRequest>();
        (demande.RelayId, demande.Kind, demande.MandateId) = (Relais, quoi, Mandat?.MandateId ?? "");
        if (await Tenter(Membership.PrepareBatchAsync(demande, cancellationToken: Http.RequestAborted)) is { } envoi) Aller($"/relais/envois/{envoi.BatchId}");
    }

    protected abstract Task ChargerPage();

    /// <summary>One line of the registry.</summary>
    protected async Task<PartnerView> PartenaireAsync(string id) =>
        (await Membership.ListPartnersAsync(new() { RelayId = Relais, PartnerId = id }, cancellationToken: Http.RequestAborted)).Partners.FirstOrDefault() ?? throw new Refused(Refusals.NotFound);

    protected async Task<PartnerView?> DeSirenAsync(string siren) =>
        (await Membership.ListPartnersAsync(new() { RelayId = Relais, Text = siren }, cancellationToken: Http.RequestAborted)).Partners.FirstOrDefault(p => p.Siren == siren);
}
