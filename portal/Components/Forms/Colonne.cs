using Microsoft.AspNetCore.Components;

namespace Dinamis.Portal.Components.Forms;

/// <summary>One column of a <see cref="Tableau{T}"/>.</summary>
/// <param name="Tri">Value of <c>?tri=</c> that sorts by it; null when it cannot.</param>
/// <param name="Nombre">Aligned to the right, in figures of one width.</param>
public sealed record Colonne<T>(string Titre, RenderFragment<T> Contenu, string? Tri = null, bool Nombre = false);
