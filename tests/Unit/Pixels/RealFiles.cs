using System.Diagnostics;
using System.Globalization;

namespace Dinamis.UnitTests.Pixels;

/// <summary>The real inputs beside the repository, each copied before it is opened; and the tools of GDAL as a second opinion.</summary>
static class RealFiles
{
    public static readonly string? Root = Find();

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("DINAMIS_SHARED") is { Length: > 0 } given) return Directory.Exists(Path.Combine(given, "data")) ? Path.Combine(given, "data") : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "data") is var data && Directory.Exists(data)) return data;
        return null;
    }

    /// <summary>Path of a folder of the real inputs; skips the test when they are not there.</summary>
    public static string Folder(params string[] parts)
    {
        Assert.SkipWhen(Root is null, "The real inputs (../shared/data, or DINAMIS_SHARED) are not on this machine.");
        return Path.Combine([Root!, .. parts]);
    }

    public static string Copy(string file, TempFolder to)
    {
        var copy = to.File(Path.GetFileName(file));
        File.WriteAllBytes(copy, File.ReadAllBytes(file));
        return copy;
    }

    /// <summary>Standard output of a tool of Debian's gdal-bin; skips the test when it is not installed.</summary>
    public static async Task<string> Gdal(string tool, string? input, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["PROJ_NETWORK"] = "OFF";
        Process? process = null;
        try { process = Process.Start(start); }
        catch (System.ComponentModel.Win32Exception) { Assert.Skip($"{tool} (Debian package gdal-bin) is not installed."); }
        using (process)
        {
            if (input is not null) await process!.StandardInput.WriteAsync(input);
            process!.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            process.ExitCode.ShouldBe(0, await errors);
            return output;
        }
    }

    public static string Invariant(this double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

sealed class TempFolder : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dinamis-pixels-");

    public string File(string name) => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);
}
