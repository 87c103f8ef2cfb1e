using System.Text.RegularExpressions;
using Dinamis.Kernel;
using Audience = Dinamis.Wire.Experience.Types.Audience;

namespace Dinamis.Activity.Experiences;

/// <summary>A retour d'expérience as typed.</summary>
sealed partial record Telling(
    string Title, string Text, string Theme, Audience Audience, IReadOnlyList<string> Tools, IReadOnlyList<(string Collection, string Item)> Scenes,
    string PictureSha256, string PictureAlt)
{
    /// <summary>The themes of the membership form.</summary>
    public static readonly string[] Themes =
        ["urbanisme", "foret", "agriculture", "eau", "littoral", "risques", "biodiversite", "recherche", "enseignement", "autre"];

    // STAC ids as our catalogue makes them: they stand in addresses.
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._\-]{0,127}$")]
    private static partial Regex StacId { get; }

    [GeneratedRegex("^([0-9a-f]{64})?$")]
    private static partial Regex Sha256 { get; }

    /// <exception cref="Refused">400 with every faulty field.</exception>
    public void Check() => new Checks()
        .Filled(Title, "title", "Donnez un titre.", 120)
        .Filled(Text, "text", "Racontez votre expérience.", 8000)
        .That(Themes.Contains(Theme), "theme", "Choisissez un thème.")
        .That(Audience is Audience.Public or Audience.Reserved, "audience", "Dites qui pourra lire ce retour d’expérience.")
        .That(Tools.Count <= 10 && Tools.All(t => t.Trim() is { Length: > 0 and <= 60 } && !t.Contains('\n')), "tools", "10 outils au plus, de 60 caractères chacun.")
        .That(Scenes.Count <= 20 && Scenes.All(s => StacId.IsMatch(s.Collection) && StacId.IsMatch(s.Item)), "scenes", "20 scènes au plus, désignées par leur collection et leur identifiant.")
        .That(Sha256.IsMatch(PictureSha256), "picture_sha256", "Envoyez d’abord l’image.")
        .That(PictureSha256.Length == 0 || !string.IsNullOrWhiteSpace(PictureAlt), "picture_alt", "Décrivez l’image pour les personnes qui ne la voient pas.")
        .That(PictureAlt.Length <= 300, "picture_alt", "300 caractères au plus.")
        .ThrowIfAny();
}
