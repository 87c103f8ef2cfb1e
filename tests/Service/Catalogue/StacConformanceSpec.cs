using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json.Nodes;
using Dinamis.Catalogue;
using Dinamis.Catalogue.Stac;
using Dinamis.ServiceTests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class StacConformanceSpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact, Conforms(ConformsAttribute.Stac + "core", ConformsAttribute.Ogc + "ogcapi-features-1/1.0/conf/core")]
    public async Task Every_class_that_is_declared_has_a_test_and_no_other_is_tested()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        var declared = await ClassesAsync(world.Http(), "/stac/conformance");
        var exercised = typeof(StacConformanceSpec).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .Where(m => m.GetCustomAttributes().Any(a => a is FactAttribute))
            .SelectMany(m => m.GetCustomAttributes<ConformsAttribute>()).SelectMany(c => c.Classes).Distinct();

        declared.ShouldBeUnique();
        declared.ShouldBe(exercised, ignoreOrder: true);
        (await ClassesAsync(world.Http(), "/stac")).ShouldBe(declared);
    }

    [Fact, Conforms(ConformsAttribute.Ogc + "ogcapi-features-1/1.0/conf/oas30")]
    public async Task The_landing_page_leads_to_a_description_of_the_type_that_it_says()
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        var landing = await world.Http().GetFromJsonAsync<JsonObject>("/stac", Ct);
        var link = landing!["links"]!.AsArray().Single(l => (string)l!["rel"]! == "service-desc")!;
        using var description = await world.Http().GetAsync(((string)link["href"]!)[TestTokens.Origin.Length..], Ct);

        description.Content.Headers.ContentType.ShouldBe(System.Net.Http.Headers.MediaTypeHeaderValue.Parse((string)link["type"]!));
        var paths = JsonNode.Parse(await description.Content.ReadAsStringAsync(Ct))!["paths"]!;
        foreach (var parameter in (string[])["sortby", "fields", "query", "filter", "q"])
        {
            paths["/stac/search"]!["get"]!["parameters"]!.AsArray().ShouldContain(p => (string)p!["name"]! == parameter);
            paths["/stac/search"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!.AsObject().ShouldContainKey(parameter);
        }
    }

    [Fact]
    public async Task What_is_taken_out_takes_its_classes_routes_parameters_and_links_along()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        Capability[] kept = [StacEndpoints.Core, StacEndpoints.CollectionResources, StacEndpoints.Features, StacEndpoints.ItemSearch];
        await using var host = new ServiceHost<CatalogueDb, CatalogueDb>(store, "catalogue", services => services.AddSingleton(new StacApi(kept)));
        await host.LearnAsync(CatalogueWorld.Staff());
        var world = new CatalogueWorld(host);
        await world.OpenCollectionAsync();

        (await ClassesAsync(world.Http(), "/stac/conformance")).ShouldBe(kept.SelectMany(c => c.Classes));
        var taken = StacApi.Capabilities.Except(kept).ToList();
        foreach (var parameter in taken.SelectMany(c => c.Parameters).Where(p => p.Where.HasFlag(Asked.Search)))
            (await StatusAsync($"/stac/search?{parameter.Name}=1")).ShouldBe(HttpStatusCode.BadRequest, parameter.Name);
        foreach (var route in (string[])["queryables", "sortables", "children", "aggregate", "aggregations", $"collections/{world.Collection}/queryables", $"collections/{world.Collection}/children"])
            (await StatusAsync("/stac/" + route)).ShouldBe(HttpStatusCode.NotFound, route);
        foreach (var path in (string[])["/stac", "/stac/collections/" + world.Collection])
        {
            var links = (await world.Http().GetFromJsonAsync<JsonObject>(path, Ct))!["links"]!.AsArray().Select(l => (string)l!["rel"]!);
            links.Intersect(["children", "aggregate", "aggregations", "http://www.opengis.net/def/rel/ogc/1.0/queryables", "http://www.opengis.net/def/rel/ogc/1.0/sortables"]).ShouldBeEmpty(path);
        }

        async Task<HttpStatusCode> StatusAsync(string path)
        {
            using var response = await world.Http().GetAsync(path, Ct);
            return response.StatusCode;
        }
    }

    static async Task<List<string>> ClassesAsync(HttpClient client, string path) =>
        [.. (await client.GetFromJsonAsync<JsonObject>(path, Ct))!["conformsTo"]!.AsArray().Select(c => (string)c!)];
}
