using System.Text;
using System.Text.Json.Nodes;
using Dinamis.Catalogue.Dimap;
using Dinamis.Kernel;
using Dinamis.UnitTests.Pixels;

namespace Dinamis.UnitTests.Dimap;

public sealed class DimapSpec : IDisposable
{
    readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    static JsonObject Expected() => JsonNode.Parse(File.ReadAllText(Path.Combine(RealFiles.Folder("dimap", "dev"), "expected.json")))!.AsObject();

    static DimapFile Read(string path)
    {
        using var copy = new MemoryStream(File.ReadAllBytes(RealFiles.Folder("dimap", "dev", path)));
        return DimapFile.Read(copy);
    }

    [Fact]
    public void Every_real_file_says_what_an_independent_reader_found()
    {
        var wrong = new List<string>();
        foreach (var (path, expected) in Expected())
        {
            var file = Read(path);
            var p = file.Product;
            void Same(string name, object? found)
            {
                var node = Value(expected!, name);
                if (!Equal(node, found)) wrong.Add($"{path} {name}: {found}, expected {node?.ToJsonString() ?? "null"}");
            }
            Same("dimap_version", file.Version);
            Same("profile", file.Profile);
            Same("subprofile", file.Subprofile);
            if (expected!["components"] is JsonArray components)
            {
                file.Components.ShouldBe(components.Select(c => c!.GetValue<string>()));
                continue;
            }
            p.ShouldNotBeNull();
            Same("platform_mission", p.Mission);
            Same("platform_index", p.MissionIndex);
            Same("instrument", p.Instrument);
            Same("strip_imaging_datetime_utc", p.Imaged);
            Same("time_range_utc.0", p.TimeRange?.Start);
            Same("time_range_utc.1", p.TimeRange?.End);
            Same("center.time", p.Centre.Time);
            Same("center.incidence_angle_deg|scene.incidence_angle_deg", p.Centre.Incidence);
            Same("center.incidence_along", p.Centre.IncidenceAlong);
            Same("center.incidence_across", p.Centre.IncidenceAcross);
            Same("center.viewing_angle|scene.viewing_angle", p.Centre.Viewing);
            Same("center.azimuth", p.Centre.Azimuth);
            Same("center.sun_azimuth|scene.sun_azimuth", p.Centre.SunAzimuth);
            Same("center.sun_elevation|scene.sun_elevation", p.Centre.SunElevation);
            Same("center.gsd_across", p.Centre.GsdAcross);
            Same("center.gsd_along", p.Centre.GsdAlong);
            Same("cloud_cover_percent", p.CloudCover);
            Same("snow_cover_percent", p.SnowCover);
            Same("resampling_spacing_m", p.Spacing);
            Same("resampling_spacing_unit", p.SpacingUnit);
            Same("processing_level", p.Level);
            Same("radiometric_processing", p.Radiometry);
            Same("spectral_processing", p.Spectral);
            Same("crs", p.Crs);
            Same("rows_cols_bands.0", p.Rows);
            Same("rows_cols_bands.1", p.Columns);
            Same("rows_cols_bands.2", p.Bands);
            Same("nbits", p.Bits);
            Same("compression", p.Compression);
            Same("strip_id", p.SourceId);
            Same("dataset_name", p.Name);
            Same("quicklook", p.Quicklook);
            if (p.Produced is not null) Same("production_date", p.Produced);
            p.DataFiles.ShouldBe(expected["data_files"]!.AsArray().Select(f => f!.GetValue<string>()));
            // A fifth vertex is the middle, not a corner.
            var corners = (expected["footprint_lonlat"] as JsonArray)?.Take(4).Select(c => c!.AsArray().Select(v => v!.GetValue<double>()).ToArray()).ToArray() ?? [];
            p.Corners.Select(c => c.Select(v => Math.Round(v, 6)).ToArray()).ShouldBe(corners);
        }
        wrong.ShouldBeEmpty();
    }

    static JsonNode? Value(JsonNode from, string name)
    {
        foreach (var path in name.Split('|'))
        {
            JsonNode? node = from;
            foreach (var part in path.Split('.'))
                node = node switch { JsonArray a when int.TryParse(part, out var i) => a[i], JsonObject o => o[part], _ => null };
            if (node is not null) return node;
        }
        return null;
    }

    static bool Equal(JsonNode? expected, object? found) => (expected, found) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (_, DateTimeOffset at) => DateTimeOffset.Parse(expected.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal) == at,
        (_, double or int) => Math.Abs(double.Parse(expected.ToString(), System.Globalization.CultureInfo.InvariantCulture) - Convert.ToDouble(found, System.Globalization.CultureInfo.InvariantCulture)) < 1e-6,
        _ => expected.ToString() == (string)found,
    };

    [Theory]
    [InlineData("gdal_dimap2_phr_bundle/RPC_foo.XML", "DIMAP_NOT_PRODUCT")]
    [InlineData("gdal_dimap2_phr_bundle/STRIP_foo_DIM.XML", "DIMAP_NOT_PRODUCT")]
    [InlineData("shareloc_rpc_ventoux/RPC_PHR1B_P_201308051042194_SEN_690908101-001.XML", "DIMAP_NOT_PRODUCT")]
    public void A_file_that_describes_no_image_is_refused(string path, string code) =>
        Should.Throw<Refused>(() => Read(path)).Refusal.Code.ShouldBe(code);

    [Theory]
    [InlineData("<html><body>404</body></html>", "DIMAP_OTHER_ROOT")]
    [InlineData("pas du XML", "DIMAP_NOT_XML")]
    [InlineData("", "DIMAP_NOT_XML")]
    [InlineData("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Dimap_Document>&x;</Dimap_Document>", "DIMAP_NOT_XML")]
    [InlineData("<!DOCTYPE d [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><Dimap_Document>&b;</Dimap_Document>", "DIMAP_NOT_XML")]
    public void Other_documents_and_entities_are_refused(string xml, string code) =>
        Should.Throw<Refused>(() => DimapFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)))).Refusal.Code.ShouldBe(code);

    string CopyOf(string delivery)
    {
        foreach (var file in Directory.GetFiles(RealFiles.Folder("dimap", "dev", delivery))) RealFiles.Copy(file, temp);
        return temp.File("");
    }

    [Fact]
    public void A_whole_delivery_opens_with_its_images()
    {
        var delivery = DimapDelivery.Open(Path.Combine(CopyOf("gdal_dimap2_phr_bundle"), "DIM_foo.XML"));
        delivery.Images.Select(Path.GetFileName).ShouldBe(["IMG_foo_R1C1.TIF", "IMG_foo_R2C1.TIF"]);
        delivery.Quicklook.ShouldBeNull();
    }

    [Fact]
    public void A_missing_an_empty_or_a_foreign_image_makes_the_delivery_refused()
    {
        var folder = CopyOf("gdal_dimap2_phr_bundle");
        var metadata = Path.Combine(folder, "DIM_foo.XML");
        File.WriteAllBytes(Path.Combine(folder, "IMG_foo_R2C1.TIF"), []);
        Should.Throw<Refused>(() => DimapDelivery.Open(metadata)).Refusal.Code.ShouldBe("DELIVERY_INCOMPLETE");
        File.Delete(Path.Combine(folder, "IMG_foo_R2C1.TIF"));
        Should.Throw<Refused>(() => DimapDelivery.Open(metadata)).Refusal.Code.ShouldBe("DELIVERY_INCOMPLETE");
        foreach (var outside in new[] { "../../../etc/passwd", "/etc/passwd", "..\\..\\x.TIF" })
        {
            File.WriteAllText(metadata, File.ReadAllText(RealFiles.Folder("dimap", "dev", "gdal_dimap2_phr_bundle", "DIM_foo.XML")).Replace("IMG_foo_R2C1.TIF", outside, StringComparison.Ordinal));
            Should.Throw<Refused>(() => DimapDelivery.Open(metadata)).Refusal.Code.ShouldBe("DELIVERY_OUTSIDE_PATH");
        }
    }

    [Fact]
    public void An_item_leaves_out_what_is_not_known_and_turns_the_outline_counter_clockwise()
    {
        var spot = DimapItem.Of(Read("gdal_dimap1_spot/METADATA.DIM").Product!, "spot-5");
        var properties = spot["properties"]!.AsObject();
        properties.ContainsKey("eo:cloud_cover").ShouldBeFalse();
        properties["view:incidence_angle"]!.GetValue<double>().ShouldBe(19.978, 1e-3);
        properties["platform"]!.GetValue<string>().ShouldBe("spot-4");
        properties["datetime"]!.GetValue<string>().ShouldBe("2001-11-29T10:30:43Z");
        var ring = spot["geometry"]!["coordinates"]![0]!.AsArray().Select(c => (X: c![0]!.GetValue<double>(), Y: c[1]!.GetValue<double>())).ToList();
        ring[0].ShouldBe(ring[^1]);
        ring.Zip(ring.Skip(1)).Sum(e => e.First.X * e.Second.Y - e.Second.X * e.First.Y).ShouldBeGreaterThan(0);

        var sensor = DimapItem.Of(Read("asp_phr1a_synthetic/DIM_PHR1A_202111071029126_PAN_synthetic.XML").Product!, "pleiades")["properties"]!.AsObject();
        sensor.ContainsKey("proj:code").ShouldBeFalse();
        sensor["gsd"]!.GetValue<double>().ShouldBe(0.33);
        sensor["eo:cloud_cover"]!.GetValue<double>().ShouldBe(0);

        var ortho = DimapItem.Of(Read("gdal_dimap2_pneo_msfs/MS-FS/DIM_MS-FS.XML").Product!, "pleiades")["properties"]!.AsObject();
        ortho["proj:code"]!.GetValue<string>().ShouldBe("EPSG:4326");
        ortho["gsd"]!.GetValue<double>().ShouldBe(1.216, 1e-3);

        var minimal = DimapItem.Of(Read("gdal_dimap1_spot_min/METADATA.DIM").Product!, "spot-5");
        minimal["geometry"].ShouldBeNull();
        minimal.ContainsKey("bbox").ShouldBeFalse();
    }
}
