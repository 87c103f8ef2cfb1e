using System.Numerics;

namespace Dinamis.Demo.Scenes;

/// <summary>Reflectances of what lies on the ground: red, green, blue, near infrared, × 10 000; crops change with the day of the year.</summary>
static class Spectra
{
    public static readonly Vector4 Asphalt = new(1230, 1130, 960, 1400), Gravel = new(2100, 1850, 1480, 2400), Dirt = new(2150, 1720, 1250, 2700), Concrete = new(2600, 2350, 1980, 2800);
    public static readonly Vector4 Tile = new(2350, 1480, 1060, 2800), OldTile = new(1850, 1330, 1010, 2350), Slate = new(1000, 950, 870, 1150), Metal = new(3500, 3250, 2850, 3800), FlatRoof = new(2350, 2120, 1800, 2550);
    public static readonly Vector4 Pool = new(800, 1750, 1950, 350), Water = new(330, 520, 500, 110), Muddy = new(1350, 1270, 800, 480), Flood = new(1600, 1400, 930, 600), Sea = new(270, 560, 680, 90);
    public static readonly Vector4 Sand = new(2900, 2520, 1950, 3500), Mud = new(1500, 1350, 1100, 1500), Weed = new(520, 640, 470, 900), Car = new(2700, 2500, 2200, 2600);
    public static readonly Vector4 Silt = new(2050, 1680, 1200, 2650), Peaty = new(1250, 1050, 800, 1750), Red = new(2300, 1680, 1120, 2900);

    static readonly Curve grass = new((1, new(750, 900, 520, 2700)), (75, new(560, 900, 450, 3700)), (140, new(460, 850, 400, 4500)), (205, new(1000, 1130, 640, 3300)), (245, new(1250, 1230, 750, 2900)), (300, new(680, 900, 480, 3300)));
    static readonly Curve wheat = new((1, new(1150, 1130, 700, 2400)), (60, new(750, 980, 520, 3400)), (115, new(330, 680, 320, 4900)), (150, new(520, 850, 400, 4300)), (182, new(2350, 1980, 1150, 3500)), (196, new(2500, 2100, 1350, 3400)), (240, new(2150, 1800, 1280, 2800)), (290, new(1750, 1450, 1050, 2350)), (330, new(1350, 1250, 800, 2300)));
    static readonly Curve maize = new((1, new(1700, 1450, 1120, 2200)), (115, new(1850, 1520, 1120, 2400)), (150, new(1350, 1300, 850, 2900)), (180, new(420, 760, 360, 4600)), (240, new(370, 690, 330, 4500)), (275, new(1300, 1250, 700, 3000)), (305, new(1900, 1650, 1200, 2600)));
    static readonly Curve rape = new((1, new(600, 850, 450, 3300)), (80, new(450, 780, 360, 4300)), (105, new(1900, 2000, 480, 4600)), (125, new(1500, 1750, 450, 4500)), (160, new(900, 1150, 500, 3700)), (185, new(2100, 1750, 1150, 3200)), (260, new(1700, 1420, 1050, 2400)), (320, new(800, 950, 520, 3000)));
    static readonly Curve sunflower = new((1, new(1650, 1380, 1050, 2150)), (120, new(1950, 1600, 1180, 2500)), (165, new(600, 900, 430, 4100)), (195, new(1350, 1350, 420, 4500)), (220, new(800, 1000, 450, 3900)), (255, new(1250, 1050, 700, 2500)), (300, new(1750, 1450, 1100, 2200)));
    static readonly Curve vine = new((1, new(1200, 950, 700, 1700)), (105, new(1100, 950, 650, 1900)), (150, new(450, 780, 360, 4200)), (250, new(400, 680, 330, 4100)), (290, new(1250, 950, 420, 3000)), (325, new(1150, 900, 650, 1800)));
    static readonly Curve oak = new((1, new(900, 800, 600, 1800)), (95, new(850, 850, 580, 2100)), (125, new(470, 830, 390, 4300)), (180, new(400, 690, 370, 4000)), (260, new(450, 700, 380, 3600)), (300, new(1000, 820, 450, 2800)), (330, new(900, 800, 580, 1900)));
    static readonly Curve pine = new((1, new(500, 620, 450, 2300)), (180, new(450, 620, 410, 2700)));

    public static Vector4 Grass(int day) => grass.At(day);

    public static Vector4 Wheat(int day) => wheat.At(day);

    public static Vector4 Maize(int day) => maize.At(day);

    public static Vector4 Rape(int day) => rape.At(day);

    public static Vector4 Sunflower(int day) => sunflower.At(day);

    public static Vector4 Vine(int day) => vine.At(day);

    public static Vector4 Oak(int day) => oak.At(day);

    public static Vector4 Pine(int day) => pine.At(day);

    /// <summary>A closed year through given days.</summary>
    sealed class Curve(params (int Day, Vector4 Colour)[] points)
    {
        public Vector4 At(int day)
        {
            for (var i = 0; i < points.Length; i++)
            {
                var (from, to) = (points[i], points[(i + 1) % points.Length]);
                var length = (to.Day - from.Day + 365) % 365;
                var passed = (day - from.Day + 365) % 365;
                if (length == 0 || passed <= length) return Vector4.Lerp(from.Colour, to.Colour, length == 0 ? 0 : passed / (float)length);
            }
            return points[0].Colour;
        }
    }
}
