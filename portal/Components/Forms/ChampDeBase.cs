using Dinamis.Portal.Forms;
using Microsoft.AspNetCore.Components;

namespace Dinamis.Portal.Components.Forms;

/// <summary>What every field of a form shares: name, label, hint, the value kept, the error beside it.</summary>
public abstract class ChampDeBase : ComponentBase
{
    [CascadingParameter] public Formulaire Formulaire { get; set; } = null!;

    /// <summary>Name of the field in the proto message: <c>entity.name</c>.</summary>
    [Parameter, EditorRequired] public string Nom { get; set; } = "";

    [Parameter, EditorRequired] public string Libelle { get; set; } = "";

    /// <summary>What helps to fill it: where to find it, its form.</summary>
    [Parameter] public string? Aide { get; set; }

    /// <summary>Fields are required unless they say so; the label of an optional one says it.</summary>
    [Parameter] public bool Facultatif { get; set; }

    /// <summary>Initial value, where it does not come from <see cref="Messages.Montrer"/>.</summary>
    [Parameter] public string? Valeur { get; set; }

    protected string Id => Formulaire.IdDe(Nom);

    protected string? Erreur => Formulaire.Saisie.ErreurDe(Formulaire.Action, Nom);

    /// <summary>What DINAMIS asks of this very field.</summary>
    protected string? Remarque => Formulaire.Saisie.RemarqueDe(Nom);

    protected string? Texte => Formulaire.Saisie.Valeur(Formulaire.Action, Nom) is { Count: > 0 } v ? v.ToString() : Formulaire.EstRecu ? "" : Valeur;

    protected string? Decrit => string.Join(' ', new[] { Aide is null ? null : Id + "-aide", Remarque is null ? null : Id + "-remarque", Erreur is null ? null : Id + "-erreur" }.Where(x => x is not null)) is { Length: > 0 } ids ? ids : null;

    protected string? Invalide => Erreur is null ? null : "true";

    protected string ClasseChamp => Erreur is null ? "champ" : "champ champ-erreur";
}
