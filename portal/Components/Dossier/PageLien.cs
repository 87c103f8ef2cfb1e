using Dinamis.Portal.Forms;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Components;

namespace Dinamis.Portal.Components.Dossier;

/// <summary>A page under a mailed link: opening it never consumes the link, and a link that no longer serves says so.</summary>
public abstract class PageLien : PageFormulaire
{
    [Parameter] public string Jeton { get; set; } = "";
    [Inject] protected Membership.MembershipClient Membership { get; set; } = null!;
    [Inject] protected TimeProvider Horloge { get; set; } = null!;

    protected LinkView? Vue { get; set; }

    protected AdhesionView Fiche => Vue!.Adhesion;

    protected string Racine => "/lien/" + Jeton;

    /// <summary>What the page is for; another link is sent to its own first page.</summary>
    protected virtual LinkView.Types.Purpose Attendu => LinkView.Types.Purpose.Referent;

    /// <summary>Whoever signs by delegation comes here too.</summary>
    protected virtual bool AuDelegataire => false;

    protected bool EstDelegataire => Vue?.Purpose == LinkView.Types.Purpose.Delegate;

    protected override async Task Charger()
    {
        if (Vue is null)
        {
            try
            {
                Vue = await Membership.OpenLinkAsync(new() { Link = Jeton }, cancellationToken: Http.RequestAborted);
            }
            catch (RpcException e) when (e.ToRefused() is { Refusal.Status: StatusCodes.Status410Gone or StatusCodes.Status404NotFound } && this is not Pages.Lien.Lien)
            {
                Aller(Racine); // The first page offers a new link.
                return;
            }
        }
        var convient = Vue.Purpose == Attendu || (EstDelegataire && AuDelegataire);
        // Beyond the first page, which mail scanners open too: the relay sees that the link was opened.
        if (convient && (EstDelegataire || Attendu == LinkView.Types.Purpose.Representative))
            await SiPossible(Membership.NoteOpeningAsync(new() { Link = Jeton }, new Metadata { { "idempotency-key", "ouverture" } }, cancellationToken: Http.RequestAborted));
        if (!convient && this is not Pages.Lien.Lien) Aller(Racine);
        else
        {
            if (Phrases.Demande(Fiche) is { Field.Length: > 0 } demande) Saisie.Remarquer(demande.Field, demande.Message);
            Montrer();
        }
    }

    /// <summary>Fills the form with what the file holds.</summary>
    protected virtual void Montrer() { }

    /// <summary>Hidden field of the version that the page showed.</summary>
    protected Dictionary<string, string> Version => new() { ["version"] = Fiche.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) };
}
