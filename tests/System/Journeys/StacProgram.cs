using System.Net.Http.Json;
using System.Text.Json;

namespace Dinamis.SystemTests.Journeys;

/// <summary>A program that knows STAC and nothing of us: it begins at the landing page and follows links.</summary>
static class StacProgram
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static IReadOnlyList<string> Ids(JsonElement found) => [.. found.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetString()!)];

    /// <param name="program">Without credentials.</param>
    /// <param name="twoDates">Ids of two Pléiades scenes of one place, the later first.</param>
    public static async Task AnswersAsync(HttpClient program, IReadOnlyList<string> twoDates)
    {
        var landing = await GetAsync("/stac");
        (await GetAsync(Href(landing, "conformance"))).GetProperty("conformsTo").EnumerateArray().Select(c => c.GetString()).ShouldContain("https://api.stacspec.org/v1.0.0/item-search");
        var collections = (await GetAsync(Href(landing, "data"))).GetProperty("collections").EnumerateArray().ToList();
        collections.Select(c => c.GetProperty("id").GetString()).ShouldBe(["pleiades", "spot-5", "spot-6-7", "spot-6-7-drs"], ignoreOrder: true);
        var items = await GetAsync(Href(collections.Single(c => c.GetProperty("id").GetString() == "pleiades"), "items") + "?limit=3");
        Ids(items).Count.ShouldBe(3);
        items.GetProperty("numberMatched").GetInt64().ShouldBe(7);

        // Every page once, by links alone.
        var search = Href(landing, "search");
        var walked = new List<string>();
        for (var page = search + "?limit=5"; page is not null;)
        {
            var found = await GetAsync(page);
            found.GetProperty("numberMatched").GetInt64().ShouldBe(12);
            walked.AddRange(Ids(found));
            page = found.GetProperty("links").EnumerateArray().Where(l => l.GetProperty("rel").GetString() == "next").Select(l => l.GetProperty("href").GetString()).SingleOrDefault();
        }
        walked.Distinct().Count().ShouldBe(12);
        walked.Count.ShouldBe(12);

        // The same question by GET and by POST.
        Ids(await GetAsync($"{search}?bbox=-0.06,44.56,-0.01,44.61&datetime=2020-01-01T00:00:00Z/..&collections=pleiades")).ShouldBe([twoDates[0]]);
        Ids(await PostAsync(new { bbox = new[] { -0.06, 44.56, -0.01, 44.61 }, datetime = "../2020-01-01T00:00:00Z", collections = new[] { "pleiades", "spot-5" } })).ShouldBe([twoDates[1]]);
        Ids(await GetAsync($"{search}?ids={twoDates[1]},{twoDates[0]}")).ShouldBe(twoDates);
        var first = await PostAsync(new { ids = twoDates, limit = 1 });
        var next = first.GetProperty("links").EnumerateArray().Single(l => l.GetProperty("rel").GetString() == "next");
        var token = next.GetProperty("body").GetProperty("token").GetString();
        Ids(first).Concat(Ids(await PostAsync(new { ids = twoDates, limit = 1, token }))).ShouldBe(twoDates);

        async Task<JsonElement> GetAsync(string address)
        {
            using var answer = await program.GetAsync(address, Cancel);
            answer.IsSuccessStatusCode.ShouldBeTrue(address);
            return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        }

        async Task<JsonElement> PostAsync(object asked)
        {
            using var answer = await program.PostAsJsonAsync(search, asked, Cancel);
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Cancel));
            return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        }
    }

    static string Href(JsonElement document, string rel) => document.GetProperty("links").EnumerateArray().First(l => l.GetProperty("rel").GetString() == rel).GetProperty("href").GetString()!;
}
