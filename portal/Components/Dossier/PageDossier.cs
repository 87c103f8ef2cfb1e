using Dinamis.Portal.Forms;
using Dinamis.Wire;
using Microsoft.AspNetCore.Components;

namespace Dinamis.Portal.Components.Dossier;

/// <summary>A page of DINAMIS on one file. What another person has decided meanwhile is shown in place of a form that can no longer serve.</summary>
public abstract class PageDossier : PageFormulaire
{
    [Parameter] public Guid Id { get; set; }
    [Inject] protected Membership.MembershipClient Membership { get; set; } = null!;
    [Inject] protected TimeProvider Horloge { get; set; } = null!;

    protected AdhesionView? Fiche { get; set; }

    protected string Racine => "/instruction/" + Id;

    /// <summary>Keeps the list from which the reader came, on every link of the file.</summary>
    protected string Suite => Filtre.Suite;

    internal FiltreInstruction Filtre => field ??= new(Http.Request.Query);

    protected Dictionary<string, string> Version => new() { ["version"] = Fiche!.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    protected override async Task Charger()
    {
        Fiche ??= await Membership.GetAdhesionAsync(new() { AdhesionId = Id.ToString() }, cancellationToken: Http.RequestAborted);
        Montrer();
    }

    protected virtual void Montrer() { }

    protected async Task Decider(Grpc.Core.AsyncUnaryCall<AdhesionView> appel)
    {
        if (await Tenter(appel) is not null) Aller(Racine + Suite);
    }
}
