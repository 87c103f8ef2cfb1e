namespace Dinamis.Demo.Scenes;

/// <summary>Where the sun stands, degrees: azimuth from north by east, elevation above the horizon.</summary>
readonly record struct Sun(double Azimuth, double Elevation)
{
    /// <summary>Good to about half a degree, which is enough for shadows (formulas of the Astronomical Almanac, low precision).</summary>
    public static Sun At(DateTimeOffset moment, double lon, double lat)
    {
        const double radians = Math.PI / 180;
        var days = (moment.UtcDateTime - new DateTime(2000, 1, 1, 12, 0, 0, DateTimeKind.Utc)).TotalDays;
        double anomaly = (357.528 + 0.9856003 * days) * radians, longitude = (280.46 + 0.9856474 * days + 1.915 * Math.Sin(anomaly) + 0.02 * Math.Sin(2 * anomaly)) * radians;
        var tilt = (23.439 - 4e-7 * days) * radians;
        double ascension = Math.Atan2(Math.Cos(tilt) * Math.Sin(longitude), Math.Cos(longitude)), declination = Math.Asin(Math.Sin(tilt) * Math.Sin(longitude));
        var hour = (280.46061837 + 360.98564736629 * days + lon) * radians - ascension;
        var elevation = Math.Asin(Math.Sin(lat * radians) * Math.Sin(declination) + Math.Cos(lat * radians) * Math.Cos(declination) * Math.Cos(hour));
        var azimuth = Math.Atan2(-Math.Sin(hour), Math.Tan(declination) * Math.Cos(lat * radians) - Math.Sin(lat * radians) * Math.Cos(hour)) / radians;
        return new((azimuth + 360) % 360, elevation / radians);
    }
}
