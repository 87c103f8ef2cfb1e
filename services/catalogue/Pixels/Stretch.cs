namespace Dinamis.Catalogue.Pixels;

/// <summary>
/// How the values of one asset become the 0–255 of a screen. Made once per asset and kept with it, so that neighbouring tiles match.
/// </summary>
/// <param name="Bands">Positions of red, green and blue; three times the same for a grey image.</param>
/// <param name="Low">Value shown as 0, by channel.</param>
/// <param name="High">Value shown as 255, by channel.</param>
sealed record Stretch(int[] Bands, float[] Low, float[] High)
{
    /// <summary>Of an opened image: bytes stay as they are, everything else from the 1st to the 99th percentile of a sample.</summary>
    public static Stretch Of(GeoTiff image)
    {
        var names = image.BandNames.ToList();
        int red = names.IndexOf("Red"), green = names.IndexOf("Green"), blue = names.IndexOf("Blue");
        int[] bands = red >= 0 && green >= 0 && blue >= 0 ? [red, green, blue] : image.Bands >= 3 ? [0, 1, 2] : [0, 0, 0];
        if (image is { Bits: 8, SampleFormat: 1 }) return new(bands, [0, 0, 0], [255, 255, 255]);

        var level = image.Levels.Count - 1;
        while (level > 0 && image.Levels[level].Width < 200) level--;
        var d = image.Levels[level];
        var sample = image.Read(level, 0, 0, d.Width, d.Height, Math.Max(1, Math.Max(d.Width, d.Height) / 512), bands);
        float[] low = new float[3], high = new float[3];
        for (var channel = 0; channel < 3; channel++)
        {
            var values = sample.Bands[channel].Where((v, i) => sample.Valid[i] && float.IsFinite(v)).ToArray();
            if (values.Length == 0) continue;
            Array.Sort(values);
            low[channel] = values[values.Length / 100];
            high[channel] = Math.Max(values[values.Length - 1 - values.Length / 100], low[channel] + 1e-3f);
        }
        return new(bands, low, high);
    }

    public byte Apply(int channel, float value) =>
        (byte)Math.Clamp((value - Low[channel]) / (High[channel] - Low[channel]) * 255 + 0.5f, 0, 255);
}
