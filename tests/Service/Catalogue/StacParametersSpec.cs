using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.ServiceTests.Harness;

namespace Dinamis.ServiceTests.Catalogue;

/// <summary>What a search is asked, and how it is told what is wrong with it: the parameter, the place, the rule, the limit.</summary>
public sealed class StacParametersSpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("datetime", "1985-04-12")]
    [InlineData("datetime", "1985-04-12T23:20:50%2B0100")]
    [InlineData("datetime", "1985-04-12T23:20:50,52Z")]
    [InlineData("datetime", "37-01-01T12:00:27.87Z")]
    [InlineData("datetime", "1985-13-12T23:20:50Z")]
    [InlineData("datetime", "1985-12-12T23:59:61Z")]
    [InlineData("datetime", "../..")]
    [InlineData("datetime", "/")]
    [InlineData("datetime", "2025-01-01T00:00:00Z/2024-01-01T00:00:00Z")]
    [InlineData("datetime", "2023-01-01T00:00:00Z/2024-01-01T00:00:00Z/2025-01-01T00:00:00Z")]
    [InlineData("bbox", "-181,0,0,1")]
    [InlineData("bbox", "0,2,1,1")]
    [InlineData("bbox", "0,0,1")]
    [InlineData("bbox", "0,0,NaN,1")]
    [InlineData("bbox", "a,b,c,d")]
    [InlineData("limit", "0")]
    [InlineData("limit", "-1")]
    [InlineData("limit", "many")]
    [InlineData("token", "not-ours")]
    [InlineData("intersects", "{")]
    [InlineData("intersects", """{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}""")]
    [InlineData("intersects", """{"type":"MultiPolygon","coordinates":[[[[0,0],[2,2],[2,0],[0,2],[0,0]]]]}""")]
    [InlineData("sortby", "geometry")]
    [InlineData("sortby", "datetime,")]
    [InlineData("sortby", "id,id,id,id,id,id,id,id,id")]
    [InlineData("fields", "id,,datetime")]
    [InlineData("query", "{")]
    [InlineData("query", """{"gsd":{"near":3}}""")]
    [InlineData("query", """{"gsd":{"lt":"three"}}""")]
    [InlineData("ids", "a,,b")]
    [InlineData("ids", "a%00")]
    [InlineData("q", "%00")]
    [InlineData("filter", "platform%3D'%00'")]
    [InlineData("token", "WzAsIlx1MDAwMCIsImMiXQ")]
    [InlineData("filter", "id=")]
    [InlineData("f", "xml")]
    [InlineData("bbox", "0,0,1,1,2")]
    public async Task A_bad_parameter_is_refused_by_its_name(string parameter, string value)
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        using var response = await world.Http().GetAsync($"/stac/search?{parameter}={(value.Contains('%') ? value : Uri.EscapeDataString(value))}", Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync<JsonObject>(Ct);
        problem!["reason"]!.GetValue<string>().ShouldBe("INVALID");
        problem["errors"]![0]!["field"]!.GetValue<string>().ShouldBe(parameter);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
    }

    [Theory]
    [InlineData("datetime=/1985-04-12T23:20:50.52Z")]
    [InlineData("datetime=1985-04-12T23:20:50.52Z/")]
    [InlineData("datetime=../1985-04-12T23:20:50.52Z")]
    [InlineData("datetime=1985-04-12t23:20:50.52z")]
    [InlineData("limit=1000000000000")]
    [InlineData("collections=absent")]
    // Tokens that name the end of a long integer, an endless page, the first instant that there is.
    [InlineData("token=WzkyMjMzNzIwMzY4NTQ3NzU4MDcsImEiLCJiIiw1LHRydWUsMV0")]
    [InlineData("token=WzAsImEiLCJiIiw1LHRydWUsOTIyMzM3MjAzNjg1NDc3NTgwN10")]
    [InlineData("token=Wy02MjEzNTU5NjgwMDAwMDAwMCwiYSIsImIiLDUsdHJ1ZSwxMDAwMDAwXQ")]
    public async Task What_the_standards_allow_is_answered(string query)
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        using var response = await world.Http().GetAsync("/stac/search?" + query, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/geo+json");
    }

    [Theory]
    [InlineData("""{"bbox":[0,0,1,1],"intersects":{"type":"Point","coordinates":[0,0]}}""", "intersects")]
    [InlineData("""{"ids":"a"}""", "ids")]
    [InlineData("""{"limit":"ten"}""", "limit")]
    [InlineData("""{"sortby":[{"field":"datetime","direction":"up"}]}""", "sortby")]
    [InlineData("""{"sortby":"datetime"}""", "sortby")]
    [InlineData("""{"fields":["id"]}""", "fields")]
    [InlineData("""{"query":[]}""", "query")]
    [InlineData("""{"ids":["\ud800"]}""", "ids")]
    [InlineData("""{"ids":["\u0000"]}""", "ids")]
    [InlineData("""{"filter":{"op":"=","args":[{"property":"platform"},"\ud800"]}}""", "filter")]
    [InlineData("""{"query":{"\ud800":{"eq":1}}}""", "query")]
    [InlineData("""{"sortby":[{"field":"\udc00"}]}""", "sortby")]
    [InlineData("""{"datetime":"\ud800"}""", "datetime")]
    [InlineData("""{"\ud800":1}""", "body")]
    [InlineData("""{"query":{"altitude":{"lt":3}}}""", "query")]
    [InlineData("""[1]""", "body")]
    [InlineData("""{""", "body")]
    [InlineData("""{"limit":1,"limit":2}""", "limit")]
    public async Task A_bad_posted_search_is_refused_by_the_parameters_name(string body, string parameter)
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        using var content = new StringContent(body, null, "application/json");
        using var response = await world.Http().PostAsync("/stac/search", content, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!["errors"]![0]!["field"]!.GetValue<string>().ShouldBe(parameter);
    }

    [Fact]
    public async Task A_body_that_is_no_text_and_a_filter_too_deep_are_told_as_what_they_are()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        (await FaultAsync([.. "{\"ids\":[\""u8, 0xFF, .. "\"]}"u8])).ShouldBe(("body", "Le corps n’est pas de l’UTF-8."));
        var deep = string.Concat(Enumerable.Repeat("""{"op":"not","args":[""", 60)) + """{"op":"=","args":[{"property":"gsd"},1]}""" + string.Concat(Enumerable.Repeat("]}", 60));
        var (field, message) = await FaultAsync(System.Text.Encoding.UTF8.GetBytes($$"""{"filter":{{deep}}}"""));
        field.ShouldBe("filter");
        message.ShouldEndWith(".args[0] : le filtre s’emboîte sur plus de 32 niveaux.");

        async Task<(string, string)> FaultAsync(byte[] body)
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
            using var response = await world.Http().PostAsync("/stac/search", content, Ct);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            var error = (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!["errors"]!.AsArray().ShouldHaveSingleItem()!;
            return ((string)error["field"]!, (string)error["message"]!);
        }
    }

    public static TheoryData<string, string, string> TooMuch() => new()
    {
        { "ids", Many(201), "200 valeurs au plus." },
        { "collections", Many(201), "200 valeurs au plus." },
        { "q", Many(21), "20 termes et 1 000 caractères au plus." },
        { "sortby", Many(9), "8 clés de tri au plus." },
        { "fields", Many(201), "200 champs au plus." },
        { "query", "{\"gsd\":{" + string.Join(',', Enumerable.Range(0, 101).Select(i => $"\"gt\":{i}")) + "}}", "100 conditions au plus." },
        { "filter", "gsd > 1" + new string(' ', 16_384), "16384 caractères" },
        { "intersects", "{\"type\":\"MultiPoint\",\"coordinates\":[" + string.Join(',', Enumerable.Repeat("[0,0]", 5_001)) + "]}", "5000 au plus." },
    };

    static string Many(int count) => string.Join(',', Enumerable.Range(0, count));

    [Theory, MemberData(nameof(TooMuch))]
    public async Task What_is_over_a_limit_is_refused_and_the_limit_is_named(string parameter, string value, string limit)
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        using var response = await world.Http().GetAsync($"/stac/search?{parameter}={Uri.EscapeDataString(value)}", Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!["errors"]![0]!;
        ((string)error["field"]!).ShouldBe(parameter);
        ((string)error["message"]!).ShouldContain(limit);
    }

    [Fact]
    public async Task A_body_over_its_limit_is_refused_and_the_limit_is_named()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        using var content = new StringContent(new string(' ', 1024 * 1024 + 1), null, "application/json");
        using var response = await world.Http().PostAsync("/stac/search", content, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        ((string)(await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!["errors"]![0]!["message"]!).ShouldBe("1 Mio au plus.");
    }
}
