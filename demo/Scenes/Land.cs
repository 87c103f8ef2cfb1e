using System.Numerics;

namespace Dinamis.Demo.Scenes;

enum Crop { Grass, Wheat, Maize, Rape, Sunflower, Vine, Bare, Poplars, Pines, Cleared }

/// <summary>The habits of a kind of countryside.</summary>
/// <param name="Block">Metres between lanes.</param>
/// <param name="Widths">Narrowest and widest field, metres.</param>
/// <param name="Angle">Main direction of the fields, degrees.</param>
/// <param name="Disorder">How far a block may turn from it, degrees.</param>
/// <param name="Woods">Share of the land under natural wood.</param>
/// <param name="Hedges">Share of block borders with a hedge.</param>
/// <param name="InnerHedges">Share of field borders with one.</param>
/// <param name="Lanes">Share of block borders with a lane.</param>
/// <param name="Trees">Share of places of 80 m with a lone tree.</param>
/// <param name="Farms">Share of blocks with a farm.</param>
sealed record Land(double Block, (double Min, double Max) Widths, double Angle, double Disorder, float Woods, float Hedges, float InnerHedges, float Lanes, float Trees, float Farms, Vector4 Soil, (Crop Crop, float Share)[] Crops)
{
    /// <summary>Wide fields of the middle Garonne, poplars by the water.</summary>
    public static readonly Land Garonne = new(330, (55, 150), 35, 22, 0.06f, 0.22f, 0.06f, 0.5f, 0.1f, 0.45f, Spectra.Silt,
        [(Crop.Maize, 0.27f), (Crop.Wheat, 0.22f), (Crop.Sunflower, 0.12f), (Crop.Grass, 0.13f), (Crop.Bare, 0.1f), (Crop.Rape, 0.05f), (Crop.Vine, 0.04f), (Crop.Poplars, 0.07f)]);

    /// <summary>Maritime pines in parcels, cleared squares, sandy tracks.</summary>
    public static readonly Land Landes = new(420, (110, 260), 10, 8, 0.12f, 0.05f, 0, 0.62f, 0.02f, 0.05f, Spectra.Peaty,
        [(Crop.Pines, 0.72f), (Crop.Cleared, 0.14f), (Crop.Grass, 0.08f), (Crop.Maize, 0.06f)]);

    /// <summary>Vines up to the walls.</summary>
    public static readonly Land Vineyard = new(230, (35, 95), 62, 40, 0.08f, 0.1f, 0.03f, 0.55f, 0.08f, 0.5f, Spectra.Silt,
        [(Crop.Vine, 0.78f), (Crop.Grass, 0.12f), (Crop.Bare, 0.05f), (Crop.Wheat, 0.05f)]);

    /// <summary>Small meadows, hedges, woods, ponds.</summary>
    public static readonly Land Bocage = new(250, (50, 115), 20, 60, 0.24f, 0.62f, 0.45f, 0.35f, 0.3f, 0.45f, Spectra.Silt,
        [(Crop.Grass, 0.74f), (Crop.Wheat, 0.11f), (Crop.Maize, 0.1f), (Crop.Bare, 0.05f)]);

    /// <summary>Great cereal fields on clay hills.</summary>
    public static readonly Land Gascony = new(480, (110, 240), 75, 35, 0.04f, 0.16f, 0.02f, 0.45f, 0.08f, 0.5f, Spectra.Red,
        [(Crop.Wheat, 0.4f), (Crop.Sunflower, 0.28f), (Crop.Rape, 0.07f), (Crop.Maize, 0.08f), (Crop.Bare, 0.1f), (Crop.Grass, 0.07f)]);

    public Crop Pick(float chance)
    {
        foreach (var (crop, share) in Crops)
            if ((chance -= share) < 0) return crop;
        return Crops[0].Crop;
    }
}
