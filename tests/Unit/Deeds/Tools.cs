using System.Diagnostics;

namespace Dinamis.UnitTests.Deeds;

/// <summary>Independent programs of the machine; a test that needs an absent one is skipped, visibly.</summary>
static class Tools
{
    /// <summary>For the eyes: writes the file where `DEED_FOLDER` says.</summary>
    public static void Keep(string name, byte[] bytes)
    {
        if (Environment.GetEnvironmentVariable("DEED_FOLDER") is { Length: > 0 } folder) File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }

    public static async Task<string> TextAsync(byte[] pdf, CancellationToken cancel)
    {
        using var folder = new Folder();
        return (await RunAsync("pdftotext", [folder.Write("a.pdf", pdf), "-"], cancel)).Output;
    }

    public static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments, CancellationToken cancel)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists);
        if (path is null) Assert.Skip($"{program} is not installed.");
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, await output + await errors);
    }
}

/// <summary>A temporary folder, gone after the test.</summary>
sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dinamis-deeds").FullName;

    public string Write(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
