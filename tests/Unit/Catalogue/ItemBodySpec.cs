using System.Text.Json.Nodes;
using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Items;

namespace Dinamis.UnitTests.Catalogue;

public sealed class ItemBodySpec
{
    static readonly Asset image = new() { Key = "image", Sha256 = new string('a', 64), Size = 10, MediaType = "image/tiff", Roles = ["data"] };

    [Fact]
    public void Bands_stand_on_the_asset_that_has_the_pixels()
    {
        var sent = Sent("""{"datetime":"2025-06-01T00:00:00Z","bands":[{"name":"red","eo:common_name":"red"}]}""");
        var with = Made(sent, image);
        with["properties"]!.AsObject().ContainsKey("bands").ShouldBeFalse();
        with["assets"]!["image"]!["bands"]![0]!["name"]!.GetValue<string>().ShouldBe("red");
        with["stac_extensions"]!.AsArray().Select(e => e!.GetValue<string>()).ShouldContain("https://stac-extensions.github.io/eo/v2.0.0/schema.json");
        Made(sent)["properties"]!.AsObject().ContainsKey("bands").ShouldBeFalse();
    }

    [Fact]
    public void Links_and_versions_are_ours_and_the_rest_is_the_senders()
    {
        var sent = Sent("""{"datetime":"2025-06-01T00:00:00Z","custom":1,"view:off_nadir":3}""");
        sent["links"] = new JsonArray(new JsonObject { ["rel"] = "self", ["href"] = "https://elsewhere.example" });
        sent["stac_extensions"] = new JsonArray("https://stac-extensions.github.io/view/v1.0.0/schema.json", "https://elsewhere.example/schema.json");
        var made = Made(sent, image);

        made.ToJsonString().ShouldNotContain("https://elsewhere.example\"");
        made["properties"]!["custom"]!.GetValue<int>().ShouldBe(1);
        made["stac_version"]!.GetValue<string>().ShouldBe("1.1.0");
        made["stac_extensions"]!.AsArray().Select(e => e!.GetValue<string>()).ShouldBe(
        [
            "https://stac-extensions.github.io/view/v1.1.0/schema.json",
            "https://stac-extensions.github.io/file/v2.1.0/schema.json",
            "https://stac-extensions.github.io/authentication/v1.1.0/schema.json",
            "https://elsewhere.example/schema.json",
        ], ignoreOrder: true);
    }

    [Fact]
    public void The_public_origin_enters_while_the_bytes_leave()
    {
        var item = ItemBody.Make(Sent("""{"datetime":"2025-06-01T00:00:00Z"}"""), Collection(), [image]);
        var text = new PublicOrigin("https://dinamis.example", []).Text(item.Body);

        text.ShouldContain("https://dinamis.example/assets/spot/a/image");
        text.ShouldNotContain("origin.invalid");
    }

    static JsonObject Sent(string properties) => new()
    {
        ["type"] = "Feature",
        ["id"] = "a",
        ["geometry"] = JsonNode.Parse("""{"type":"Point","coordinates":[0,45]}"""),
        ["properties"] = JsonNode.Parse(properties),
    };

    static JsonObject Made(JsonObject sent, params Asset[] files) => JsonNode.Parse(ItemBody.Make(sent, Collection(), files).Body)!.AsObject();

    static Collection Collection()
    {
        var collection = new Collection();
        collection.Describe(new() { CollectionId = "spot", Title = "SPOT", Description = "Essai." }, "test");
        return collection;
    }
}
