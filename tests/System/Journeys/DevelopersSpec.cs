using System.Text.Json.Nodes;
using Dinamis.SystemTests.Harness;

namespace Dinamis.SystemTests.Journeys;

/// <summary>A developer finds every interface from the footer, and what the pages name answers.</summary>
[Collection(nameof(InTown))]
public sealed class DevelopersSpec(Browser browser, Town town)
{
    static readonly string[] services = ["catalogue", "identity", "membership", "accounts", "activity"];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_developers_pages_list_every_operation_of_the_documents_that_the_gateway_serves()
    {
        var system = town.System;
        using var http = new HttpClient { BaseAddress = system.Gateway };
        await using var visitor = await browser.VisitorAsync(system.Gateway);

        await visitor.GoAsync("/");
        await visitor.Page.Locator("footer a", new() { HasText = "Développeurs" }).ClickAsync();
        await visitor.SeesAsync("Commencer");
        await visitor.PictureAsync("docs");
        var listed = await visitor.Page.Locator("main a.chemin").AllInnerTextsAsync();
        foreach (var service in services)
        {
            var document = JsonNode.Parse(await http.GetStringAsync($"/openapi/{service}.json", Ct))!;
            foreach (var (path, item) in document["paths"]!.AsObject())
                foreach (var (method, _) in item!.AsObject()) listed.ShouldContain($"{method.ToUpperInvariant()} {path}");
            await visitor.GoAsync($"/docs/{service}");
            await visitor.SeesAsync("Types");
            await visitor.PictureAsync("docs-" + service);
        }

        var problem = JsonNode.Parse(await (await http.GetAsync("/api/accounts/v1/me", Ct)).Content.ReadAsStringAsync(Ct))!;
        await visitor.GoAsync((string)problem["type"]!);
        (await visitor.Page.Locator($"tr[id=\"{problem["reason"]}\"]").InnerTextAsync()).ShouldContain((string)problem["reason"]!);
        await visitor.PictureAsync("docs-erreurs");

        var landing = JsonNode.Parse(await http.GetStringAsync("/stac", Ct))!;
        foreach (var rel in (string[])["service-desc", "service-doc"])
        {
            var link = landing["links"]!.AsArray().Single(l => (string)l!["rel"]! == rel)!;
            using var answer = await http.GetAsync((string)link["href"]!, Ct);
            answer.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType.ShouldBe(((string)link["type"]!).Split(';')[0]);
        }
    }
}
