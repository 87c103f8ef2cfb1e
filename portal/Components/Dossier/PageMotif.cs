using Dinamis.Wire;
using Microsoft.AspNetCore.Components;
using Kind = Dinamis.Wire.ReasonModel.Types.Kind;

namespace Dinamis.Portal.Components.Dossier;

/// <summary>A decision that says its reason, begun from one of DINAMIS's models.</summary>
public abstract class PageMotif : PageDossier
{
    [SupplyParameterFromQuery(Name = "modele")] public string? Modele { get; set; }

    /// <summary>What the models are for.</summary>
    protected abstract Kind Nature { get; }

    protected IReadOnlyList<ReasonModel> Modeles { get; private set; } = [];

    /// <summary>Text of the model that was chosen; null when none was.</summary>
    protected string? Texte => Modeles.FirstOrDefault(m => m.ReasonId == Modele)?.Text;

    protected override async Task Charger()
    {
        await base.Charger();
        // A reason is written as well without a model.
        Modeles = (await SiPossible(Membership.ListReasonModelsAsync(new() { Kind = Nature }, cancellationToken: Http.RequestAborted)))?.Reasons ?? Modeles;
    }
}
