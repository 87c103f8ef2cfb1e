using Dinamis.Kernel;

namespace Dinamis.Catalogue.Dimap;

/// <summary>Why a delivery with DIMAP metadata is not accepted.</summary>
static class DimapRefusals
{
    public static readonly Refusal NotXml = new("DIMAP_NOT_XML", 422, "Le fichier de métadonnées n’est pas un document XML lisible.");
    public static readonly Refusal TooLarge = new("DIMAP_TOO_LARGE", 422, "Le fichier de métadonnées dépasse 32 Mo.");
    public static readonly Refusal NotDimap = new("DIMAP_OTHER_ROOT", 422, "Ce document XML n’est pas un fichier DIMAP : sa racine n’est pas Dimap_Document.");
    public static readonly Refusal NotProduct = new("DIMAP_NOT_PRODUCT", 422, "Ce fichier DIMAP ne décrit pas une image (modèle géométrique, lignage ou bande). Déposez le fichier DIM_… ou METADATA.DIM du produit.");
    public static readonly Refusal NoDate = new("DIMAP_NO_DATE", 422, "Les métadonnées ne disent pas quand l’image a été acquise.");
    public static readonly Refusal Incomplete = new("DELIVERY_INCOMPLETE", 422, "La livraison est incomplète : un fichier image annoncé par les métadonnées manque ou est vide.");
    public static readonly Refusal OutsidePath = new("DELIVERY_OUTSIDE_PATH", 422, "Les métadonnées désignent un fichier image en dehors de la livraison.");
}
