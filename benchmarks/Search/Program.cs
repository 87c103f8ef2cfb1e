using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dinamis.Benchmarks;
using Npgsql;

// Prints, and asserts nothing but that the answers agree: search and import of our API through the gateway beside SQL written by hand in the same
// database, and beside pgSTAC where its connection string is given. Started by benchmarks/search.sh, which starts the system.
// With BENCH_LOADED the scenes are in the tables of all already, and only questions are asked. On PostgreSQL, what is beyond the first BENCH_IMPORTED
// (100 000) is copied into our table by SQL, in the form in which the import left those: that is sooner done, and what is asked is the same.
// Arguments: <origin> <operator's secret> <connection string of a database of its own> <sizes, as 10000,100000> <postgres|sqlite: our store> [connection string of pgSTAC]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var (origin, secret, sizes) = (new Uri(args[0]), args[1], args[3].Split(',').Select(int.Parse).Order().ToList());
await using var database = NpgsqlDataSource.Create(args[2]);
var (onPostgres, loaded) = (args[4] == "postgres", Environment.GetEnvironmentVariable("BENCH_LOADED") is { Length: > 0 });
await using var peer = args.Length > 5 ? new PgStac(args[5]) : null;
using var client = new HttpClient { BaseAddress = origin, Timeout = TimeSpan.FromMinutes(10) };
var imported = int.Parse(Environment.GetEnvironmentVariable("BENCH_IMPORTED") ?? "100000", CultureInfo.InvariantCulture);
var raw = new RawSql(database);
var contenders = new List<(string Name, IContender Contender)> { ("ours, through the gateway", new Ours(client)), ("raw+ SQL in the database", raw) };
if (peer is not null) contenders.Add(("pgSTAC in its database", peer));

const int WarmUp = 45;
const int Rounds = 5;
const int Seconds = 3;
using var extension = database.CreateCommand("CREATE EXTENSION IF NOT EXISTS postgis; CREATE EXTENSION IF NOT EXISTS btree_gist");
await extension.ExecuteNonQueryAsync();
if (peer is not null && !loaded) await peer.CreateAsync();
foreach (var collection in loaded ? [] : Dataset.Collections)
    await WriteAsync("/stac/collections", JsonContent.Create(new { type = "Collection", id = collection, title = collection, description = "Banc d’essai." }), null);

Console.WriteLine($"{Environment.ProcessorCount} cores; {Rounds} interleaved rounds of {Seconds} s a cell; median of the rounds (least–greatest); our store: {args[4]}; {(peer is null ? "peer absent" : "peer pgSTAC given")}; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
var medians = new Dictionary<(string What, int Size), double>();
for (var (at, before) = (0, 0); at < sizes.Count; before = sizes[at++])
{
    var size = sizes[at];
    var (ours, copied) = (0.0, 0.0);
    var begun = Stopwatch.GetTimestamp();
    var imports = before < imported || !onPostgres;
    // Pieces of both in turn, so that the machine is the same for both.
    for (var first = loaded ? size : before; first < size; first += 5_000)
    {
        List<string> lines = [.. Dataset.Lines(first, Math.Min(size, first + 5_000))];
        var sent = Stopwatch.GetTimestamp();
        if (imports) await WriteAsync($"/api/catalogue/v1/items:import?line={first + 1}", new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson"), "benchmark");
        ours += Stopwatch.GetElapsedTime(sent).TotalSeconds;
        copied += lines.Count / await raw.LoadAsync(lines, create: first == 0);
        if (peer is not null) await peer.LoadAsync(lines);
    }
    if (!loaded && !imports) await raw.CopyToOursAsync(before);
    Console.WriteLine($"\n## {size} scenes (loaded in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s), load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
    if (!loaded && imports) Console.WriteLine($"import through the API: {(size - before) / ours:0}/s; COPY into the indexed table: {(size - before) / copied:0}/s; ratio {copied / ours:0.00} (goal 8: at least 0.4)");
    // What autovacuum does in the minutes that follow.
    await using (var analyze = database.CreateCommand($"VACUUM ANALYZE {RawSql.Table}{(onPostgres ? ", item" : "")}"))
    {
        analyze.CommandTimeout = 1_800;
        await analyze.ExecuteNonQueryAsync();
    }
    if (peer is not null && !loaded) await peer.EndAsync();
    await AgreeAsync();
    // Until the runtime has compiled for good what is asked, thousands of requests later: a server runs for weeks.
    foreach (var (i, (_, contender)) in (at == 0 ? contenders : []).Index())
        await RoundAsync(contender, 4, chance => Question.Next(chance, limit: chance.Next(2) == 0 ? 10 : 100, polygon: chance.Next(4) == 0), seed: 99, i == 0 ? WarmUp : Seconds);

    await CellAsync(size, "bbox and year, 10", 1, c => Question.Next(c));
    await CellAsync(size, "bbox and year, 100", 1, c => Question.Next(c, limit: 100));
    await CellAsync(size, "polygon and cloud, 10", 1, c => Question.Next(c, polygon: true));
    await CellAsync(size, "count of bbox and year", 1, c => Question.Next(c, limit: 1, count: true));
    await CellAsync(size, "bbox and year, 10", 8, c => Question.Next(c));
    await PagesAsync(size);
}
if (sizes.Count > 1)
{
    Console.WriteLine("\n## Scaling exponent of ours, first size to last (goal 7: search 0.20, count 0.30, tenth page 0.05, item 0.03)");
    foreach (var what in medians.Keys.Select(k => k.What).Distinct())
        Console.WriteLine($"{what}: {Math.Log(medians[(what, sizes[^1])] / medians[(what, sizes[0])]) / Math.Log((double)sizes[^1] / sizes[0]):0.00}");
}

// Before anything is timed: the same ids in the same order.
async Task AgreeAsync()
{
    var chance = new Random(42);
    for (var i = 0; i < 30; i++)
    {
        foreach (var question in (Question[])[Question.Next(chance), Question.Next(chance, polygon: true), Question.Next(chance, limit: 1, count: true)])
        {
            var answers = new List<string>();
            foreach (var (_, contender) in contenders) answers.Add(string.Join(' ', await contender.AskAsync(question, read: true)));
            if (answers.Distinct().Count() > 1) throw new InvalidOperationException($"The contenders do not agree on {question}:\n{string.Join('\n', answers)}");
        }
    }
    Console.WriteLine("30 boxes, 30 polygons and 30 counts: the same answers");
}

async Task CellAsync(int size, string what, int concurrency, Func<Random, Question> next)
{
    var rounds = contenders.ConvertAll(_ => new List<(double Median, double P99, double Rate)>());
    for (var round = 0; round < Rounds; round++)
        foreach (var (i, (_, contender)) in contenders.Index()) rounds[i].Add(await RoundAsync(contender, concurrency, next, seed: round));
    Console.WriteLine($"{what}, {concurrency} at once");
    var anchors = contenders.Select((c, i) => (c.Name, Rounds: rounds[i])).Skip(1).ToList();
    foreach (var (i, (name, _)) in contenders.Index())
        Console.WriteLine($"  {name}: {Spread(rounds[i], r => r.Median, "0.00")} ms, p99/p50 {Spread(rounds[i], r => r.P99 / r.Median, "0.0")}, {Spread(rounds[i], r => r.Rate, "0")}/s");
    foreach (var anchor in anchors)
        Console.WriteLine($"  ours / {anchor.Name}: time {Spread(rounds[0].Zip(anchor.Rounds), p => p.First.Median / p.Second.Median, "0.00")}, throughput {Spread(rounds[0].Zip(anchor.Rounds), p => p.First.Rate / p.Second.Rate, "0.00")}");
    if (concurrency == 1) medians[(what, size)] = rounds[0].Select(r => r.Median).Order().ElementAt(Rounds / 2);
}

// Of ours alone: the tenth page against the first, and one item.
async Task PagesAsync(int size)
{
    var (first, tenth, one) = (new List<double>(), new List<double>(), new List<double>());
    for (var i = 0; i < 20; i++)
    {
        var next = $"/stac/search?collections={string.Join(',', Dataset.Collections)}&bbox={-1 + i * 0.3},46,{i * 0.3},47&limit=10";
        for (var page = 1; page <= 10; page++)
        {
            var begun = Stopwatch.GetTimestamp();
            var bytes = await client.GetByteArrayAsync(next);
            var took = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            using var answer = JsonDocument.Parse(bytes);
            if (page == 1) first.Add(took);
            else if (page == 10) tenth.Add(took);
            if (answer.RootElement.GetProperty("links").EnumerateArray().FirstOrDefault(l => l.GetProperty("rel").GetString() == "next") is not { ValueKind: JsonValueKind.Object } link) break;
            next = new Uri(link.GetProperty("href").GetString()!).PathAndQuery;
            var item = answer.RootElement.GetProperty("features")[0];
            begun = Stopwatch.GetTimestamp();
            await client.GetByteArrayAsync($"/stac/collections/{item.GetProperty("collection").GetString()}/items/{item.GetProperty("id").GetString()}");
            one.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
    }
    double Median(List<double> all) => all.Count == 0 ? double.NaN : all.Order().ElementAt(all.Count / 2);
    (medians[("tenth page", size)], medians[("one item", size)]) = (Median(tenth), Median(one));
    Console.WriteLine($"ours: first page of a degree {Median(first):0.00} ms, tenth {Median(tenth):0.00} ms, ratio {Median(tenth) / Median(first):0.00} (goal 7: at most 1.2); one item {Median(one):0.00} ms");
}

static async Task<(double Median, double P99, double Rate)> RoundAsync(IContender contender, int concurrency, Func<Random, Question> next, int seed, int seconds = Seconds)
{
    var until = Stopwatch.GetTimestamp() + seconds * Stopwatch.Frequency;
    var all = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(async worker =>
    {
        var (chance, times) = (new Random(seed * 100 + worker), new List<double>());
        while (Stopwatch.GetTimestamp() is var begun && begun < until)
        {
            await contender.AskAsync(next(chance), read: false);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        return times;
    }));
    var sorted = all.SelectMany(t => t).Order().ToList();
    return (sorted[sorted.Count / 2], sorted[(int)(sorted.Count * 0.99)], sorted.Count / (double)seconds);
}

static string Spread<T>(IEnumerable<T> rounds, Func<T, double> value, string format)
{
    var all = rounds.Select(value).Order().ToList();
    return $"{Text(all[all.Count / 2])} ({Text(all[0])}–{Text(all[^1])})";

    string Text(double figure) => figure.ToString(format, CultureInfo.InvariantCulture);
}

async Task WriteAsync(string path, HttpContent content, string? key)
{
    using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "operator", ["client_secret"] = secret, ["scope"] = "internal" });
    using var token = await client.PostAsync("/connect/token", form);
    using var json = JsonDocument.Parse(await token.Content.ReadAsStringAsync());
    using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", json.RootElement.GetProperty("access_token").GetString());
    if (key is not null) request.Headers.Add("Idempotency-Key", key);
    using var response = await client.SendAsync(request);
    var answer = await response.Content.ReadAsStringAsync();
    if (!response.IsSuccessStatusCode || answer.Contains("\"errors\"", StringComparison.Ordinal)) throw new InvalidOperationException($"{path}: {(int)response.StatusCode} {answer[..Math.Min(500, answer.Length)]}");
}
