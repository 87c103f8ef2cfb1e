namespace Dinamis.Portal.Components.Forms;

/// <summary>One answer among several.</summary>
/// <param name="Code">Value that is sent.</param>
/// <param name="Aide">A line under the label.</param>
public sealed record Choix(string Code, string Libelle, string? Aide = null);
