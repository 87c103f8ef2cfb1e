namespace Dinamis.Demo.Scenes;

/// <summary>A built area: streets around a centre.</summary>
/// <param name="X">Metres east of the place's origin.</param>
/// <param name="Y">Metres north.</param>
/// <param name="Density">1 for old walls side by side, 0 for villas in gardens.</param>
sealed record Quarter(double X, double Y, double Radius, float Density, uint Seed);

/// <summary>A line through the landscape: points in metres from the origin, east and north.</summary>
sealed record Way(double Width, params (double X, double Y)[] Points);

/// <summary>What happened between two dates: a wood cut around a point, a quarter built, a river over its banks.</summary>
sealed record Change((double X, double Y, double Radius)? Cut = null, Quarter? Built = null, double FloodMetres = 0);

/// <summary>A piece of country of which scenes are drawn.</summary>
/// <param name="Town">Commune that gives it its name, as GeoNames writes it.</param>
/// <param name="Origin">Lambert-93 metres of local (0, 0).</param>
/// <param name="Shore">Direction, in degrees from north, in which the sea lies, and its distance from the origin in metres; null inland.</param>
sealed record Place(string Town, (double X, double Y) Origin, Land Land, uint Seed, Quarter[] Quarters, Way[] Roads, Way? River = null, (double Bearing, double Distance)? Shore = null, bool Pines = false)
{
    // The origins are whole hundreds of metres near the towns' centres.
    public static readonly Place Marmande = new("Marmande", (474_700, 6_382_300), Land.Garonne, 4720,
        [new(420, 520, 640, 0.9f, 11), new(-560, 760, 260, 0.25f, 12)],
        [new(9, (-1400, 980), (-500, 620), (420, 520), (900, 260), (1400, -60)), new(8, (420, 1500), (430, 520), (180, -200), (60, -520), (-60, -1500)), new(7, (420, 520), (-200, 300), (-1400, 120))],
        new(150, (1500, -980), (900, -700), (420, -560), (-60, -640), (-520, -430), (-900, -60), (-1500, 60)));

    public static readonly Place LaReole = new("La Réole", (458_800, 6_391_700), Land.Garonne, 3355,
        [new(-250, 330, 300, 1f, 21), new(380, 300, 170, 0.35f, 22)],
        [new(9, (-900, 260), (-250, 330), (380, 300), (900, 420)), new(7, (-250, 330), (-200, -80), (-120, -900))],
        new(120, (900, 30), (400, -60), (-100, 40), (-450, -70), (-900, -20)));

    public static readonly Place Gujan = new("Gujan-Mestras", (377_500, 6_401_300), Land.Landes, 3347,
        [new(0, 60, 430, 0.3f, 31), new(-420, -180, 230, 0.12f, 32)],
        [new(9, (-900, -60), (0, 60), (900, 20)), new(7, (30, 270), (0, 60), (-120, -900))], Shore: (10, 330), Pines: true);

    public static readonly Place SaintEmilion = new("Saint-Émilion", (450_900, 6_426_500), Land.Vineyard, 3330,
        [new(60, 120, 260, 1f, 41), new(-560, -300, 130, 0.4f, 42)],
        [new(8, (-1300, 200), (60, 120), (1300, -260)), new(7, (60, 120), (-120, -700), (-60, -1400))]);

    public static readonly Place Gueret = new("Guéret", (612_900, 6_564_200), Land.Bocage, 2300,
        [new(-180, 140, 420, 0.7f, 51), new(620, -420, 160, 0.3f, 52)],
        [new(9, (-1300, 60), (-180, 140), (500, -120), (1300, -40)), new(7, (-180, 140), (60, 800), (300, 1300))],
        new(9, (-1300, -700), (-500, -520), (200, -640), (760, -480), (1300, -620)));

    public static readonly Place Fleurance = new("Fleurance", (512_100, 6_308_400), Land.Gascony, 3213,
        [new(-120, -60, 380, 0.75f, 61), new(560, 260, 170, 0.2f, 62)],
        [new(12, (-1300, 640), (-200, 60), (500, -420), (1300, -900)), new(8, (-120, -60), (400, 700), (700, 1300))],
        new(14, (-1300, 420), (-420, -220), (260, -640), (1300, -1200)));

    public static readonly Place Perigueux = new("Périgueux", (520_500, 6_456_800), Land.Bocage, 2400,
        [new(120, 60, 900, 0.85f, 71), new(-1100, -520, 300, 0.25f, 72)],
        [new(10, (-2200, -300), (-600, -60), (120, 60), (1100, 420), (2200, 380)), new(9, (120, 60), (300, -900), (260, -2200))],
        new(48, (-2200, -980), (-1300, -760), (-700, -240), (-260, -420), (320, -520), (820, -60), (1300, 260), (2200, -100)));

    /// <summary>Beyond the border: the licence of the national coverage does not reach here.</summary>
    public static readonly Place SaintSebastien = new("Saint-Sébastien", (295_700, 6_258_900), Land.Bocage, 2000,
        [new(60, 240, 430, 0.9f, 81), new(-640, -260, 220, 0.3f, 82)],
        [new(10, (-1300, 60), (60, 240), (1300, -120)), new(8, (60, 240), (-120, -600), (40, -1400))],
        new(60, (-300, -1400), (120, -700), (520, -200), (420, 500), (480, 900)), Shore: (350, 560));
}
