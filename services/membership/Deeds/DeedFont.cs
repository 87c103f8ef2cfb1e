using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace Dinamis.Membership.Deeds;

/// <summary>Atkinson Hyperlegible Next (OFL), embedded in this assembly: a deed never takes a font of the machine.</summary>
sealed class DeedFont : IFontResolver
{
    const string Family = "Atkinson Hyperlegible Next";

    static DeedFont() => GlobalFontSettings.FontResolver = new DeedFont();

    public static XFont Regular(double size) => new(Family, size, XFontStyleEx.Regular);

    public static XFont Bold(double size) => new(Family, size, XFontStyleEx.Bold);

    /// <summary>The whole font file, for the signature boxes: what will be written there is not known when the deed is frozen.</summary>
    public static byte[] File(string face)
    {
        using var resource = typeof(DeedFont).Assembly.GetManifestResourceStream($"{face}.ttf") ?? throw new InvalidOperationException($"Font {face} is not embedded.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }

    public byte[]? GetFont(string faceName) => File(faceName);

    public FontResolverInfo? ResolveTypeface(string familyName, bool bold, bool italic) => new(bold ? "Atkinson-Bold" : "Atkinson-Regular");
}
