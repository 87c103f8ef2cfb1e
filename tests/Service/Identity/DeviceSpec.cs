using System.Text.Json;
using Dinamis.ServiceTests.Harness;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.ServiceTests.Identity;

public sealed class DeviceSpec
{
    const string Known = "marie@mairie.example";

    static readonly Guid town = Guid.CreateVersion7();

    [Theory, Stores]
    public async Task Gdal_gets_a_token_once_its_code_is_accepted_on_the_page_and_keeps_it_after_the_browser_signed_out(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known, State.Validated, town);
        var request = await AskAsync(identity);
        request.GetProperty("interval").GetInt32().ShouldBe(5);
        var device = request.GetProperty("device_code").GetString()!;
        var (status, waiting) = await PollAsync(identity, device);
        (status, waiting.GetProperty("error").GetString()).ShouldBe((400, "authorization_pending"));

        var visitor = identity.Visitor();
        var page = await visitor.GetAsync(new Uri(request.GetProperty("verification_uri_complete").GetString()!).PathAndQuery);
        page = await visitor.SubmitAsync(page, new() { ["Adresse"] = Known, ["MotDePasse"] = IdentityRun.Password });
        page.Html.ShouldContain("QGIS, GDAL");
        page.Html.ShouldContain(request.GetProperty("user_code").GetString()!);
        page = await visitor.SubmitAsync(page, new() { ["Decision"] = "accepter" });
        page.Html.ShouldContain("Revenez au logiciel");

        (status, var tokens) = await PollAsync(identity, device);
        status.ShouldBe(200, tokens.ToString());
        var token = IdentityRun.Read(tokens);
        (token.Audiences.Single(), token.GetClaim("org").Value).ShouldBe(("catalogue", town.ToString()));
        token.TryGetClaim("auth_time", out _).ShouldBeFalse();
        tokens.GetProperty("refresh_expires_in").GetInt64().ShouldBe(5 * 24 * 3600);

        await visitor.SubmitAsync(await visitor.GetAsync("/compte/deconnexion"), []);
        var (refreshed, _) = await identity.PostAsync("/connect/token", ("grant_type", "refresh_token"), ("client_id", "gdal"), ("scope", "openid offline_access"), ("refresh_token", tokens.GetProperty("refresh_token").GetString()!));
        refreshed.ShouldBe(200);
    }

    [Fact]
    public async Task A_refused_code_gives_nothing()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var identity = new IdentityRun(store);
        await identity.PersonAsync(Known, State.Validated, town);
        var request = await AskAsync(identity);
        var visitor = identity.Visitor();
        await SignInSpec.SignInAsync(visitor, Known, IdentityRun.Password);
        (await visitor.GetAsync("/compte/appareil?user_code=0000-0000-0000")).Html.ShouldContain("pas connu");
        var page = await visitor.GetAsync("/compte/appareil?user_code=" + request.GetProperty("user_code").GetString());
        (await visitor.SubmitAsync(page, new() { ["Decision"] = "refuser" })).Html.ShouldContain("refusée");
        var (status, body) = await PollAsync(identity, request.GetProperty("device_code").GetString()!);
        (status, body.GetProperty("error").GetString()).ShouldBe((400, "access_denied"));
    }

    static async Task<JsonElement> AskAsync(IdentityRun identity) => (await identity.PostAsync("/connect/auth/device", ("client_id", "gdal"), ("scope", "openid offline_access"))).Body;

    static Task<(int Status, JsonElement Body)> PollAsync(IdentityRun identity, string device) =>
        identity.PostAsync("/connect/token", ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", "gdal"), ("device_code", device));
}
