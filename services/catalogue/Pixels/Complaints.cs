using BitMiracle.LibTiff.Classic;

namespace Dinamis.Catalogue.Pixels;

/// <summary>What the decoder says about the block it reads. Its default handler prints to the console and goes on with grey pixels.</summary>
sealed class Complaints : TiffErrorHandler
{
    public static readonly Complaints Handler = new();

    [ThreadStatic]
    static bool any;

    /// <summary>Whether something was said on this thread since <see cref="Clear"/>.</summary>
    public static bool Any => any;

    public static void Clear() => any = false;

    public override void ErrorHandler(Tiff tif, string method, string format, params object[] args) => any = true;

    public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args) { }

    // Warnings speak of unknown tags; a damaged JPEG stream is a warning too, and is told from them by its method.
    public override void WarningHandler(Tiff tif, string method, string format, params object[] args) => any |= method.Contains("JPEG", StringComparison.Ordinal);

    public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args) { }
}
