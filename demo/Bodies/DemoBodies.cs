using Dinamis.Kernel;

namespace Dinamis.Demo.Bodies;

enum BodyKind { Region, Department, Grouping, Commune }

/// <summary>A real public body of the demonstration.</summary>
/// <param name="Seat">Commune of its seat; for a grouping its most populated member.</param>
/// <param name="Department">INSEE code, such as 47.</param>
/// <param name="At">Longitude and latitude of the seat's town; null where GeoNames has no town of that name.</param>
sealed record DemoBody(BodyKind Kind, string Name, string Siren, string InseeCode, string PostalCode, string Seat, string Department, int Population, (double Lon, double Lat)? At);

/// <summary>About sixty real bodies: most in PIGMA's perimeter, a few in that of the other relay.</summary>
static class DemoBodies
{
    /// <summary>Region and départements with their SIREN and the commune of their seat: the lists of communes have none of them. Only those checked against the public register.</summary>
    static readonly (BodyKind Kind, string Name, string Siren, string Seat)[] listed =
    [
        (BodyKind.Region, "Région Nouvelle-Aquitaine", "200053759", "33063"),
        (BodyKind.Department, "Département de la Charente", "221600018", "16015"),
        (BodyKind.Department, "Département de la Charente-Maritime", "221700016", "17300"),
        (BodyKind.Department, "Département de la Dordogne", "222400012", "24322"),
        (BodyKind.Department, "Département de la Gironde", "223300013", "33063"),
        (BodyKind.Department, "Département des Landes", "224000018", "40192"),
        (BodyKind.Department, "Département de Lot-et-Garonne", "224700013", "47001"),
        (BodyKind.Department, "Département des Pyrénées-Atlantiques", "226400018", "64445"),
        (BodyKind.Department, "Département de la Vienne", "228600011", "86194"),
    ];

    /// <summary>Communes of the scenes with pixels, so that their own people find their own images.</summary>
    static readonly string[] pictured = ["Marmande", "La Réole", "Gujan-Mestras", "Saint-Émilion", "Guéret", "Périgueux", "Fleurance"];

    public static IReadOnlyList<DemoBody> Load()
    {
        var byCode = Gazetteer.Communes.ToDictionary(c => c.Code);
        IEnumerable<DemoBody> bodies = listed.Select(b => Of(b.Kind, b.Name, b.Siren, byCode[b.Seat]));
        bodies = bodies.Concat(Groupings(byCode, c => c.Region == Gazetteer.NouvelleAquitaine, 20)).Concat(Groupings(byCode, c => Gazetteer.OtherRelay.Contains(c.Department), 4));
        bodies = bodies.Concat(Communes(c => c.Region == Gazetteer.NouvelleAquitaine, 14, 10)).Concat(Communes(c => Gazetteer.OtherRelay.Contains(c.Department), 3, 2));
        return [.. bodies.Where(b => Siren.IsSiren(b.Siren)).DistinctBy(b => b.Siren)];
    }

    static IEnumerable<DemoBody> Groupings(Dictionary<string, Commune> byCode, Func<Commune, bool> inside, int count) =>
        Gazetteer.Groupings.Where(g => byCode.TryGetValue(g.Members[0], out var seat) && inside(seat))
            .OrderByDescending(g => pictured.Contains(byCode[g.Members[0]].Name)).ThenByDescending(g => g.Population).Take(count)
            .Select(g => Of(BodyKind.Grouping, Spelled(g.Name), g.Siren, byCode[g.Members[0]]) with { Population = g.Population });

    /// <summary>Pictured towns, then large ones, then villages of different départements.</summary>
    static IEnumerable<DemoBody> Communes(Func<Commune, bool> inside, int large, int small)
    {
        var here = Gazetteer.Communes.Where(c => inside(c) && c.At is not null).ToList();
        return here.Where(c => pictured.Contains(c.Name))
            .Concat(here.OrderByDescending(c => c.Population).Take(large))
            .Concat(here.Where(c => c.Population is > 1500 and < 6000).GroupBy(c => c.Department).Select(g => g.OrderBy(c => c.Siren[8]).ThenBy(c => c.Siren[7]).First()).Take(small))
            .Select(c => Of(BodyKind.Commune, $"Commune {Of(c.Name.Replace('\'', '’'))}", c.Siren, c));
    }

    static DemoBody Of(BodyKind kind, string name, string siren, Commune seat) =>
        new(kind, name, siren, seat.Code, seat.PostalCode, seat.Name, seat.Department, seat.Population, seat.At);

    /// <summary>The list abbreviates the legal form, which some names repeat.</summary>
    static string Spelled(string name)
    {
        name = name.Replace('\'', '’');
        var rest = name.Length > 3 ? name[3..] : name;
        return name[..Math.Min(3, name.Length)] switch
        {
            "CA " or "CU " when rest.Contains("Agglomération", StringComparison.Ordinal) || rest.Contains("Métropole", StringComparison.Ordinal) => rest,
            "CA " => "Communauté d’agglomération " + rest,
            "CC " => "Communauté de communes " + rest,
            "CU " => "Communauté urbaine " + rest,
            _ => name,
        };
    }

    /// <summary>« de Marmande », « du Bouscat », « des Herbiers », « d’Agen ».</summary>
    static string Of(string name) =>
        name.StartsWith("Le ", StringComparison.Ordinal) ? "du " + name[3..]
        : name.StartsWith("Les ", StringComparison.Ordinal) ? "des " + name[4..]
        : "AEIOUYÉÈÊÎŒ".Contains(name[0], StringComparison.Ordinal) ? "d’" + name
        : "de " + name;
}
