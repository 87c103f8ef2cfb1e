using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Dinamis.AppHost;

/// <summary>
/// Imports a file of items in pieces, so that each is answered: progress shows, and a stop loses nothing. The file's SHA-256 names the import:
/// the same file goes on where it stopped, another one is another import.
/// </summary>
static class ImportCommand
{
    const int Lines = 2_000;

    /// <returns>Whether every line was accepted.</returns>
    public static async Task<bool> RunAsync(Uri origin, Func<Task<string>> token, string file)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        await using var bytes = File.OpenRead(file);
        var key = Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes));
        bytes.Position = 0;
        using var reader = new StreamReader(bytes);
        // What an earlier run has committed is told to an empty piece.
        var report = await SendAsync("", 1);
        for (var line = 1L; ;)
        {
            var piece = new StringBuilder();
            var first = line;
            while (line - first < Lines && await reader.ReadLineAsync() is { } text)
                if (line++ > report.Line) piece.Append(text).Append('\n');
                else first = line;
            if (piece.Length == 0) break;
            report = await SendAsync(piece.ToString(), first);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Lignes lues : {report.Line} ; scènes enregistrées : {report.Accepted} ; lignes refusées : {report.Refused}"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Fini. Scènes enregistrées : {report.Accepted} ; lignes refusées : {report.Refused}."));
        return report.Refused == 0;

        async Task<(long Line, long Accepted, long Refused)> SendAsync(string piece, long first)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(origin, "/api/catalogue/v1/items:import?line=" + first.ToString(CultureInfo.InvariantCulture)))
            {
                Content = new StringContent(piece, Encoding.UTF8, "application/x-ndjson"),
                Headers = { { "Idempotency-Key", key }, { "Authorization", "Bearer " + await token() } },
            };
            using var response = await client.SendAsync(request);
            var answer = await response.Content.ReadAsStringAsync();
            if (!response.IsSuccessStatusCode) throw new HttpRequestException($"{(int)response.StatusCode} {answer}");
            (long, long, long) last = default;
            foreach (var told in answer.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                using var json = JsonDocument.Parse(told);
                if (json.RootElement.TryGetProperty("errors", out var errors)) await Console.Error.WriteLineAsync($"ligne {json.RootElement.GetProperty("line")} : {string.Join(" ; ", errors.EnumerateArray().Select(e => $"{e.GetProperty("field")} : {e.GetProperty("message")}"))}");
                else last = (json.RootElement.GetProperty("line").GetInt64(), json.RootElement.GetProperty("accepted").GetInt64(), json.RootElement.GetProperty("refused").GetInt64());
            }
            return last;
        }
    }
}
