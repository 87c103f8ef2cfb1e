using System.Text.Json.Nodes;

namespace Dinamis.Catalogue.Pixels;

/// <summary>What a STAC asset says of its pixels, read from the file: the projection and raster extensions, and the bands of STAC 1.1.</summary>
static class RasterFacts
{
    public static JsonObject Of(GeoTiff image)
    {
        var facts = new JsonObject { ["data_type"] = DataType(image), ["proj:shape"] = new JsonArray(image.Height, image.Width) };
        if (image.Epsg is { } epsg) facts["proj:code"] = FormattableString.Invariant($"EPSG:{epsg}");
        if (image.Reference.Transform is { } t)
        {
            // Row by row (X of column and row, Y of column and row), where GDAL's begins with the corner.
            facts["proj:transform"] = new JsonArray(t[1], t[2], t[0], t[4], t[5], t[3]);
            facts["raster:sampling"] = image.Reference.PixelIsPoint ? "point" : "area";
        }
        // The extension wants metres.
        if (image is { PixelSize: { } size, Reference.Projection.Metres: true }) facts["raster:spatial_resolution"] = Math.Round(size, 6);
        // STAC writes as texts those that JSON has no number for.
        if (image.NoData is { } nodata) facts["nodata"] = double.IsNaN(nodata) ? "nan" : double.IsInfinity(nodata) ? nodata > 0 ? "inf" : "-inf" : nodata;
        facts["bands"] = new JsonArray([.. image.BandNames.Select(Band)]);
        return facts;
    }

    static string DataType(GeoTiff image) => image.SampleFormat switch { 1 => "uint", 2 => "int", _ => "float" } + FormattableString.Invariant($"{image.Bits}");

    static JsonObject Band(string? name, int position)
    {
        var band = new JsonObject { ["name"] = name ?? FormattableString.Invariant($"B{position + 1}") };
        // Gray may be any band: the file does not say that it is panchromatic.
        if (name?.ToUpperInvariant() switch { "RED" => "red", "GREEN" => "green", "BLUE" => "blue", "NIR" => "nir", _ => null } is { } common) band["eo:common_name"] = common;
        return band;
    }
}
