using System.Globalization;
using System.Xml.Linq;
using Dinamis.Kernel;

namespace Dinamis.Catalogue.Dimap;

/// <summary>What a DIMAP product says of its image. Null where the document says nothing: it must be left out, not written as 0.</summary>
sealed record DimapProduct
{
    public string? Mission { get; init; }
    public string? MissionIndex { get; init; }
    public string? Instrument { get; init; }

    /// <summary>Beginning of the strip, UTC.</summary>
    public required DateTimeOffset Imaged { get; init; }

    /// <summary>First and last line, UTC.</summary>
    public (DateTimeOffset Start, DateTimeOffset End)? TimeRange { get; init; }

    /// <summary>Time, angles (degrees) and ground sampling distance (metres) at the middle of the image.</summary>
    public required DimapCentre Centre { get; init; }

    /// <summary>Corners as written: longitude, latitude in degrees, clockwise from the upper left.</summary>
    public IReadOnlyList<double[]> Corners { get; init; } = [];

    /// <summary>Percent.</summary>
    public double? CloudCover { get; init; }

    /// <summary>Percent.</summary>
    public double? SnowCover { get; init; }

    /// <summary>As written; metres, except in orthoimages in a geographic system, where files say « m » and mean degrees.</summary>
    public double? Spacing { get; init; }

    public string? SpacingUnit { get; init; }
    public string? Level { get; init; }
    public string? Radiometry { get; init; }

    /// <summary>PAN, MS, PMS, MS-FS, PMS-N…</summary>
    public string? Spectral { get; init; }

    /// <summary>As written: EPSG:4326 or urn:ogc:def:crs:EPSG::2154.</summary>
    public string? Crs { get; init; }

    /// <summary>Whether pixels lie on the ground; in sensor geometry <see cref="Crs"/> speaks of the corners only.</summary>
    public bool Ground { get; init; }

    public int? Rows { get; init; }
    public int? Columns { get; init; }
    public int? Bands { get; init; }
    public int? Bits { get; init; }
    public string? Compression { get; init; }
    public DateTimeOffset? Produced { get; init; }
    public string? SourceId { get; init; }
    public string? Name { get; init; }

    /// <summary>Image files, relative to the metadata, as written.</summary>
    public IReadOnlyList<string> DataFiles { get; init; } = [];

    public string? Quicklook { get; init; }

    /// <summary>Whether a document describes an image at all.</summary>
    public static bool In(XElement root) => root.Child("Dataset_Sources") is not null && (root.Child("Raster_Data") ?? root.Child("Raster_Dimensions")) is not null;

    public static DimapProduct Of(XElement root)
    {
        XElement? source = root.At("Dataset_Sources", "Source_Identification"), old = root.At("Dataset_Sources", "Source_Information");
        var scene = source.Child("Strip_Source") ?? source.Child("Scene_Source") ?? old.Child("Scene_Source");
        var raster = root.Child("Raster_Data") ?? root;
        var settings = root.At("Processing_Information", "Product_Settings");
        var identity = root.Child("Dataset_Identification") ?? root.Child("Dataset_Id");
        var range = root.At("Geometric_Data", "Refined_Model", "Time", "Time_Range");
        return new()
        {
            Mission = scene.Text("MISSION"),
            MissionIndex = scene.Text("MISSION_INDEX"),
            Instrument = scene.Text("INSTRUMENT"),
            Imaged = DimapXml.Moment($"{scene.Text("IMAGING_DATE")}T{scene.Text("IMAGING_TIME")}") ?? throw new Refused(DimapRefusals.NoDate),
            TimeRange = DimapXml.Moment(range.Text("START")) is { } start && DimapXml.Moment(range.Text("END")) is { } end ? (start, end) : null,
            Centre = DimapCentre.Of(root, scene),
            Corners = CornersOf(root),
            CloudCover = root.Number("Dataset_Content", "CLOUD_COVERAGE"),
            SnowCover = root.Number("Dataset_Content", "SNOW_COVERAGE"),
            Spacing = settings.Number("Sampling_Settings", "RESAMPLING_SPACING") ?? scene.Number("THEORETICAL_RESOLUTION"),
            SpacingUnit = settings.At("Sampling_Settings", "RESAMPLING_SPACING")?.Attribute("unit")?.Value,
            Level = settings.Text("PROCESSING_LEVEL") ?? root.Text("Data_Processing", "PROCESSING_LEVEL"),
            Radiometry = settings.Text("Radiometric_Settings", "RADIOMETRIC_PROCESSING") ?? root.Text("Data_Processing", "RADIOMETRIC_PROCESSING"),
            Spectral = settings.Text("SPECTRAL_PROCESSING"),
            Crs = CrsOf(root.Child("Coordinate_Reference_System")),
            Ground = root.Text("Geoposition", "Raster_CRS", "RASTER_GEOMETRY") is "GROUND" || settings.Text("PROCESSING_LEVEL") is "ORTHO",
            Rows = raster.Whole("Raster_Dimensions", "NROWS"),
            Columns = raster.Whole("Raster_Dimensions", "NCOLS"),
            Bands = raster.Whole("Raster_Dimensions", "NBANDS"),
            Bits = raster.Whole("Raster_Encoding", "NBITS"),
            Compression = raster.Text("Raster_Encoding", "COMPRESSION_TYPE"),
            Produced = DimapXml.Moment(root.Text("Product_Information", "Delivery_Identification", "PRODUCTION_DATE") ?? root.Text("Production", "DATASET_PRODUCTION_DATE")),
            SourceId = source.Text("SOURCE_ID") ?? old.Text("SOURCE_ID"),
            Name = identity.Text("DATASET_NAME"),
            DataFiles = FilesOf(raster.Child("Data_Access")),
            Quicklook = identity.Child("DATASET_QL_PATH").Href(),
        };
    }

    /// <summary>Version 1 lists files directly; version 2 in groups, one per group of bands.</summary>
    static List<string> FilesOf(XElement? access) =>
        [.. access.Children("Data_Files").Prepend(access).SelectMany(group => group.Children("Data_File")).Select(f => f.Child("DATA_FILE_PATH").Href()).OfType<string>()];

    static string? CrsOf(XElement? crs) =>
        crs.Text("Projected_CRS", "PROJECTED_CRS_CODE") ?? crs.Text("Geodetic_CRS", "GEODETIC_CRS_CODE") ?? crs.Text("Horizontal_CS", "HORIZONTAL_CS_CODE");

    static List<double[]> CornersOf(XElement root)
    {
        var extent = root.At("Dataset_Content", "Dataset_Extent") ?? root.Child("Dataset_Frame");
        var corners = extent.Children("Vertex")
            .Select(v => (Lon: v.Number("LON") ?? v.Number("FRAME_LON"), Lat: v.Number("LAT") ?? v.Number("FRAME_LAT")))
            .Where(v => v is { Lon: >= -360 and <= 360, Lat: >= -90 and <= 90 })
            .Select(v => new[] { v.Lon!.Value, v.Lat!.Value }).ToList();
        // Some Pléiades Neo files list the middle as a fifth vertex of the bounding box.
        return extent.Text("EXTENT_TYPE") == "Bounding_Box" && corners.Count > 4 ? corners[..4] : corners;
    }

    /// <summary>EPSG code of pixels on the ground, or null.</summary>
    public int? Epsg => Ground && Crs?[(Crs.LastIndexOf(':') + 1)..] is { } code && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var epsg) ? epsg : null;
}

/// <summary>Values at the middle of the image: version 2 has located values, of which only the one named Center counts; version 1 has one per scene.</summary>
sealed record DimapCentre(DateTimeOffset? Time, double? Incidence, double? IncidenceAlong, double? IncidenceAcross, double? Viewing, double? Azimuth, double? SunAzimuth, double? SunElevation, double? GsdAcross, double? GsdAlong)
{
    public static DimapCentre Of(XElement root, XElement? scene)
    {
        // « Center Left » and others are there too: the name must be equal.
        var centre = root.At("Geometric_Data", "Use_Area").Children("Located_Geometric_Values").FirstOrDefault(v => string.Equals(v.Text("LOCATION_TYPE"), "Center", StringComparison.OrdinalIgnoreCase));
        XElement? angles = centre.Child("Acquisition_Angles"), sun = centre.Child("Solar_Incidences"), ground = centre.Child("Ground_Sample_Distance");
        return new(
            DimapXml.Moment(centre.Text("TIME")),
            angles.Number("INCIDENCE_ANGLE") ?? scene.Number("INCIDENCE_ANGLE"),
            angles.Number("INCIDENCE_ANGLE_ALONG_TRACK"),
            angles.Number("INCIDENCE_ANGLE_ACROSS_TRACK"),
            angles.Number("VIEWING_ANGLE") ?? scene.Number("VIEWING_ANGLE"),
            angles.Number("AZIMUTH_ANGLE"),
            sun.Number("SUN_AZIMUTH") ?? scene.Number("SUN_AZIMUTH"),
            sun.Number("SUN_ELEVATION") ?? scene.Number("SUN_ELEVATION"),
            ground.Number("GSD_ACROSS_TRACK"),
            ground.Number("GSD_ALONG_TRACK"));
    }
}
