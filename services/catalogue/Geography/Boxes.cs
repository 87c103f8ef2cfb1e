using Dinamis.Kernel;
using Dinamis.Wire;
using NetTopologySuite.Geometries;

namespace Dinamis.Catalogue.Geography;

static class Boxes
{
    /// <exception cref="Refused">INVALID on <paramref name="field"/>.</exception>
    public static Geometry Read(Box box, string field)
    {
        new Checks()
            .That(Math.Abs(box.West) <= 180 && Math.Abs(box.East) <= 180, field, "Une longitude va de -180 à 180.")
            .That(Math.Abs(box.South) <= 90 && Math.Abs(box.North) <= 90, field, "Une latitude va de -90 à 90.")
            .That(box.South <= box.North, field, "Le sud est au nord du nord.")
            .ThrowIfAny();
        return Antimeridian.Box(box.West, box.South, box.East, box.North);
    }

    public static Box Of(double[] bounds) => new() { West = bounds[0], South = bounds[1], East = bounds[^2], North = bounds[^1] };
}
