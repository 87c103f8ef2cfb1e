using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Dinamis.Catalogue;
using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Downloads;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Dinamis.ServiceTests.Catalogue;

public sealed class DownloadSpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task A_member_gets_the_same_bytes_by_a_signed_address_and_by_ranges(StoreKind kind)
    {
        var (world, bytes) = await ReadyAsync(kind);
        var url = await SignAsync(world);
        var anonymous = world.Http();

        using var head = await anonymous.SendAsync(new(HttpMethod.Head, url), Ct);
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(bytes.Length);
        head.Headers.AcceptRanges.ShouldBe(["bytes"]);
        head.Headers.ETag!.Tag.ShouldBe($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"");
        var whole = await anonymous.GetByteArrayAsync(url, Ct);
        whole.ShouldBe(bytes);

        using var part = await RangeAsync(anonymous, url, new(1000, 1999));
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        part.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes 1000-1999/{bytes.Length}");
        (await part.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(bytes[1000..2000]);
    }

    [Theory, Stores]
    public async Task The_end_of_its_relays_mandate_leaves_a_user_his_downloads_and_his_requests(StoreKind kind)
    {
        var (world, bytes) = await ReadyAsync(kind);
        var (relay, mandate) = (Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString());
        await world.JoinAsync(member => member.Mandates.Add(new MandateOver { RelayId = relay, MandateId = mandate }));
        await world.Host.LearnAsync(new Standing { OrganisationId = relay, Version = 1, Kind = Organisation.Types.Kind.Relay, OwnMandates = { new RelayMandate { MandateId = mandate, Rights = { Mandate.Types.Right.Help }, Ended = true } } });

        (await world.Http().GetByteArrayAsync(await SignAsync(world), Ct)).ShouldBe(bytes);
        // Rights are fresh for 30 s, and a busy machine may have taken longer for the bytes.
        await world.Host.LearnAsync();
        (await world.TaskingAsUser.CreateImageryRequestAsync(TaskingSpec.Soon(TaskingSpec.Wish()), Calls.Key(), cancellationToken: Ct)).State.ShouldBe(ImageryRequest.Types.State.Received);
    }

    [Theory, Stores]
    public async Task One_logical_download_is_counted_whatever_the_number_of_ranges(StoreKind kind)
    {
        var (world, bytes) = await ReadyAsync(kind);
        var url = await SignAsync(world);
        var client = world.Http();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            using var part = await RangeAsync(client, url, new(i * 100_000, i * 100_000 + 99_999));
            part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
            await part.Content.ReadAsByteArrayAsync(Ct);
        }));
        await world.Host.Services.GetRequiredService<DownloadMeter>().FlushAsync(Ct);

        var mine = await world.AsUser.ListDownloadsAsync(new(), cancellationToken: Ct);
        var download = mine.Downloads.ShouldHaveSingleItem();
        download.Bytes.ShouldBe(2_000_000);
        download.Purpose.ShouldBe("urbanisme");
        download.LicenceVersion.ShouldBe(1);
        download.AreaM2.ShouldBe(88e6, 2e6);
        var act = (await world.Host.ActsAsync()).Single(a => a.ObjectId == download.DownloadId);
        act.Verb.ShouldBe("download.opened");
        act.Facts["collection"].ShouldBe(world.Collection);
        act.ActorId.ShouldBe(world.Person.ToString());
        bytes.Length.ShouldBeGreaterThan(2_000_000);
    }

    [Theory, Stores]
    public async Task A_look_at_the_header_is_no_download(StoreKind kind)
    {
        var (world, _) = await ReadyAsync(kind);
        var url = await SignAsync(world);
        using var probe = await RangeAsync(world.Http(), url, new(0, 16_383));
        await probe.Content.ReadAsByteArrayAsync(Ct);
        await world.Host.Services.GetRequiredService<DownloadMeter>().FlushAsync(Ct);

        (await world.AsUser.ListDownloadsAsync(new(), cancellationToken: Ct)).Downloads.ShouldBeEmpty();
    }

    [Theory, Stores]
    public async Task A_quota_lets_exactly_as_many_through_as_it_holds(StoreKind kind)
    {
        var (world, _) = await ReadyAsync(kind);
        // One scene of about 88 km²: a second person's download no longer fits.
        await world.AsInstructor.SetDownloadQuotaAsync(new() { OrganisationId = world.Organisation.ToString(), Km2 = 100 }, Calls.Key(), cancellationToken: Ct);
        var people = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            var person = Guid.CreateVersion7();
            await world.Host.LearnAsync(CatalogueWorld.PersonOf(person, world.Organisation, Organisation.Types.Kind.Entity, 1, Role.Types.Name.User));
            await new Wire.Catalogue.CatalogueClient(world.Host.As(person, world.Organisation)).ChoosePurposeAsync(new() { Family = world.Family, Purpose = "foret" }, Calls.Key(), cancellationToken: Ct);
            return person;
        }));

        var statuses = await Task.WhenAll(people.Select(async person =>
        {
            using var response = await world.Http(person, world.Organisation).GetAsync(PathOf(world), Ct);
            return response.StatusCode;
        }));

        statuses.Count(s => s == HttpStatusCode.OK).ShouldBe(1);
        statuses.Count(s => s == HttpStatusCode.Forbidden).ShouldBe(9);
        // The one that is open goes on.
        var winner = people[Array.IndexOf(statuses, HttpStatusCode.OK)];
        using var again = await world.Http(winner, world.Organisation).GetAsync(PathOf(world), Ct);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_signed_address_is_good_for_its_file_its_person_and_its_time_alone()
    {
        var (world, _) = await ReadyAsync(StoreKind.Sqlite);
        var url = await SignAsync(world);
        var client = world.Http();

        foreach (var bad in new[]
        {
            url.Replace("X-Amz-Expires=600", "X-Amz-Expires=6000", StringComparison.Ordinal),
            url.Replace(world.Person.ToString("N"), Guid.CreateVersion7().ToString("N"), StringComparison.Ordinal),
            url[..^1] + (url[^1] == '0' ? '1' : '0'),
            url.Replace("X-Amz-Algorithm=DINAMIS-HMAC-SHA256", "X-Amz-Algorithm=NONE", StringComparison.Ordinal),
        }) (await ReasonAsync(bad)).ShouldBe("URL_INVALID");

        // Signed by the same key, when this one was not there yet.
        var options = world.Host.Services.GetRequiredService<IOptions<ServiceDefaults.DinamisOptions>>();
        var earlier = new SignedUrls(options, new FakeTimeProvider(TimeProvider.System.GetUtcNow() - SignedUrls.Life));
        var asset = (await world.AsNobody.GetItemAsync(new() { CollectionId = world.Collection, ItemId = "scene" }, cancellationToken: Ct)).Assets.Single(a => a.Key == "image");
        (await ReasonAsync(earlier.Sign(PathOf(world), asset.Sha256, world.Person, world.Organisation).Url.PathAndQuery)).ShouldBe("URL_EXPIRED");

        async Task<string> ReasonAsync(string address)
        {
            using var response = await client.GetAsync(address, Ct);
            response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            return (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!["reason"]!.GetValue<string>();
        }
    }

    [Fact]
    public async Task A_suspended_person_is_stopped_at_the_next_byte_even_with_a_signed_address()
    {
        var (world, _) = await ReadyAsync(StoreKind.Sqlite);
        var url = await SignAsync(world);
        await world.JoinAsync(person: p => p.State = Person.Types.State.Suspended);

        using var response = await world.Http().GetAsync(url, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!["reason"]!.GetValue<string>().ShouldBe("PERSON_NOT_VALIDATED");
    }

    [Fact]
    public async Task Without_credentials_the_answer_is_a_problem_and_never_a_page()
    {
        var (world, _) = await ReadyAsync(StoreKind.Sqlite);
        var client = world.Http();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html,*/*;q=0.8");

        using var response = await client.GetAsync(PathOf(world), Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
    }

    [Theory]
    [InlineData("image.aux.xml")]
    [InlineData("image.ovr")]
    [InlineData("nothing")]
    public async Task What_gdal_looks_for_beside_an_image_is_not_there(string key)
    {
        var (world, _) = await ReadyAsync(StoreKind.Sqlite);
        using var response = await world.AsUserHttp.GetAsync($"/assets/{world.Collection}/scene/{key}", Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Tiles_show_pixels_to_a_member_and_nothing_to_others()
    {
        var (world, _) = await ReadyAsync(StoreKind.Sqlite);
        var item = await world.AsUser.GetItemAsync(new() { CollectionId = world.Collection, ItemId = "scene" }, cancellationToken: Ct);
        var tilejson = await world.Http().GetFromJsonAsync<JsonObject>(item.Tilejson, Ct);
        tilejson!["tiles"]![0]!.GetValue<string>().ShouldEndWith("/WebMercatorQuad/{z}/{y}/{x}");

        using var tile = await world.AsUserHttp.GetAsync($"/tiles/{world.Collection}/scene/WebMercatorQuad/0/0/0", Ct);
        tile.StatusCode.ShouldBe(HttpStatusCode.OK);
        tile.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        (await tile.Content.ReadAsByteArrayAsync(Ct))[..4].ShouldBe([0x89, 0x50, 0x4E, 0x47]);
        using var refused = await world.Http().GetAsync($"/tiles/{world.Collection}/scene/WebMercatorQuad/0/0/0", Ct);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var outside = await world.AsUserHttp.GetAsync($"/tiles/{world.Collection}/scene/WebMercatorQuad/1/2/0", Ct);
        outside.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    static string PathOf(CatalogueWorld world) => $"/assets/{world.Collection}/scene/image";

    async Task<(CatalogueWorld World, byte[] Bytes)> ReadyAsync(StoreKind kind)
    {
        var bytes = Rasters.Bytes(Rasters.RgbNir);
        // A byte after the end makes another file of it: other tests' files are other assets.
        byte[] own = [.. bytes, .. Guid.CreateVersion7().ToByteArray()];
        var world = await hosts.OnAsync(kind);
        await world.IngestRasterAsync("scene", own);
        await world.JoinAsync();
        await world.ChoosePurposeAsync();
        return (world, own);
    }

    static async Task<string> SignAsync(CatalogueWorld world)
    {
        var signed = await world.AsUser.SignDownloadAsync(new() { CollectionId = world.Collection, ItemId = "scene", AssetKey = "image" }, cancellationToken: Ct);
        signed.Url.ShouldStartWith(TestTokens.Origin + "/assets/");
        return signed.Url[TestTokens.Origin.Length..];
    }

    static async Task<HttpResponseMessage> RangeAsync(HttpClient client, string url, RangeHeaderValue range)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = range } };
        return await client.SendAsync(request, Ct);
    }
}
