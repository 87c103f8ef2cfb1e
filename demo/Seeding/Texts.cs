using Dinamis.Demo.Robot;
using Dinamis.Wire;
using Google.Protobuf.WellKnownTypes;

namespace Dinamis.Demo.Seeding;

/// <summary>Charter and licences, version 1, in force since the beginning of the year.</summary>
static class Texts
{
    /// <summary>Mainland France with its coastal islands and Corsica, simplified by hand to some 20 km (OGC:CRS84, counter-clockwise).</summary>
    const string MainlandFrance =
        """{"type":"MultiPolygon","coordinates":[[[[-1.9,43.2],[0.6,42.5],[3.3,42.3],[3.4,43.2],[4.9,43.2],[6.5,42.9],[7.7,43.7],[7.2,44.5],[7.2,45.5],[7.0,46.5],[6.3,46.9],[7.7,47.5],[8.3,49.0],[6.5,49.6],[4.9,50.2],[2.6,51.2],[1.4,50.9],[1.3,50.1],[0.0,49.8],[-1.2,49.5],[-2.1,49.9],[-2.0,48.8],[-5.0,49.0],[-5.3,48.0],[-3.5,47.1],[-2.7,46.5],[-1.6,45.5],[-1.4,44.3],[-1.9,43.2]]],[[[8.5,41.3],[9.6,41.3],[9.7,42.8],[9.2,43.1],[8.4,42.4],[8.5,41.3]]]]}""";

    static readonly (string Code, string Name)[] purposes =
        [("service-public", "Mission de service public"), ("recherche", "Recherche"), ("enseignement", "Enseignement"), ("prestation", "Prestation pour un organisme public")];

    public static async Task PublishAsync(World world, Session session, CancellationToken cancellationToken)
    {
        foreach (var (family, name) in new[] { ("charter", "Charte d’utilisation"), ("pleiades", "Licence Pléiades"), ("spot-6-7", "Licence SPOT 6-7"), ("spot-5", "Licence SPOT 5") })
        {
            var request = new PublishTextRequest { Family = family, Name = name, Text = await ReadAsync(family, cancellationToken), InForceFrom = FirstOfYear(world.Now).ToTimestamp() };
            if (family != "charter") request.Purposes.AddRange(purposes.Select(p => new Purpose { Code = p.Code, Name = p.Name }));
            if (family == "spot-6-7") request.Areas["spot-6-7-drs"] = new() { Geojson = MainlandFrance, Name = "France métropolitaine" };
            await session.PostAsync<TextVersion>("/api/membership/v1/licences", request, $"demo-text-{family}", cancellationToken);
        }
    }

    public static DateTimeOffset FirstOfYear(DateTimeOffset now) => new(now.Year, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static async Task<string> ReadAsync(string family, CancellationToken cancellationToken)
    {
        await using var stream = typeof(Texts).Assembly.GetManifestResourceStream($"Texts.{family}.md") ?? throw new InvalidOperationException($"No text {family}.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
