namespace Dinamis.Catalogue.Pixels;

/// <summary>A window of pixels in memory. Values are kept as floats: exact for 8 and 16 bits, and one code path for the rest.</summary>
/// <param name="Bands">One array per band, row after row.</param>
/// <param name="Valid">False where the file's mask, alpha band or nodata value says that there is no image.</param>
sealed record Raster(int Width, int Height, float[][] Bands, bool[] Valid);
