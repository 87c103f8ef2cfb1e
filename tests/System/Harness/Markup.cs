using System.Diagnostics;
using System.Text.Json;

namespace Dinamis.SystemTests.Harness;

/// <summary>Judges saved pages by html-validate's preset « standard », all in one run (its exceptions stand in <c>.htmlvalidate.json</c>).</summary>
sealed class Markup : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("dinamis-pages-").FullName;
    readonly Dictionary<string, (string Role, string Page)> kept = [];
    readonly Lock access = new();

    /// <summary>Keeps a page as it was sent, before any script touched it.</summary>
    public void Keep(string role, string page, string html)
    {
        string file;
        lock (access)
        {
            file = Path.Combine(folder, $"{kept.Count:000}.html");
            kept[file] = (role, page);
        }
        File.WriteAllText(file, html);
    }

    public async Task<IEnumerable<Finding>> JudgeAsync()
    {
        var tools = Path.Combine(RunningSystem.Root, "tests", "System");
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(tools, "node_modules", "html-validate", "bin", "html-validate.mjs"),
            "--config", Path.Combine(tools, ".htmlvalidate.json"), "--formatter", "json", Path.Combine(folder, "*.html")])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var wrong = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (said.Length == 0 && await wrong is { Length: > 0 } failure) throw new InvalidOperationException(failure);
        using var report = JsonDocument.Parse(said.Length == 0 ? "[]" : said);
        return [.. from result in report.RootElement.EnumerateArray()
                   let seen = kept[Path.GetFullPath(result.GetProperty("filePath").GetString()!)]
                   from m in result.GetProperty("messages").EnumerateArray()
                   select new Finding(seen.Role, seen.Page, m.GetProperty("ruleId").GetString()!, $"{m.GetProperty("selector")}: {m.GetProperty("message")}")];
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
