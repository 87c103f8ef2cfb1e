using Dinamis.Kernel;

namespace Dinamis.Catalogue.Pixels;

/// <summary>Why an image file is not accepted.</summary>
static class PixelRefusals
{
    public static readonly Refusal Empty = new("IMAGE_EMPTY", 422, "Ce fichier image est vide.");
    public static readonly Refusal NotTiff = new("IMAGE_NOT_TIFF", 422, "Ce fichier n’est pas une image TIFF, quel que soit son nom.");
    public static readonly Refusal Truncated = new("IMAGE_TRUNCATED", 422, "Cette image est incomplète : le fichier s’arrête avant la fin de ses données.");
    public static readonly Refusal Corrupt = new("IMAGE_CORRUPT", 422, "Cette image est abîmée : une partie de ses pixels ne peut pas être lue.");
    public static readonly Refusal TooLarge = new("IMAGE_TOO_LARGE", 422, "Les dimensions annoncées par cette image ne sont pas vraisemblables pour la taille du fichier.");
    public static readonly Refusal Unsupported = new("IMAGE_UNSUPPORTED", 422, "Cette image utilise une compression ou un type de pixel que le service ne lit pas. Convertissez-la en GeoTIFF DEFLATE, 8 ou 16 bits.");
    public static readonly Refusal NotGeoreferenced = new("IMAGE_NOT_GEOREFERENCED", 422, "Cette image n’a pas de système de coordonnées reconnu (Lambert-93, UTM, WGS 84 ou Web Mercator) : son emprise ne peut pas être calculée.");
}
