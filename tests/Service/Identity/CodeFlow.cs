using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;

namespace Dinamis.ServiceTests.Identity;

/// <summary>A web front-end in another origin: the public client <c>demo-spa</c>, code + PKCE.</summary>
static class CodeFlow
{
    public const string Redirect = "http://localhost:5173/retour";

    static readonly string verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Url(string scope = "openid offline_access", Action<Dictionary<string, string>>? change = null)
    {
        var query = new Dictionary<string, string>
        {
            ["client_id"] = "demo-spa",
            ["redirect_uri"] = Redirect,
            ["response_type"] = "code",
            ["scope"] = scope,
            ["state"] = "s",
            ["nonce"] = "n",
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        };
        change?.Invoke(query);
        return "/connect/authorize?" + string.Join('&', query.Select(q => q.Key + "=" + Uri.EscapeDataString(q.Value)));
    }

    /// <summary>Signs in on the page and comes back with the answer of the provider.</summary>
    public static async Task<System.Collections.Specialized.NameValueCollection> AuthorizeAsync(Visitor visitor, string address, string url)
    {
        var page = await visitor.GetAsync(url);
        if (page.Location is null) page = await visitor.SubmitAsync(page, new() { ["Adresse"] = address, ["MotDePasse"] = IdentityRun.Password });
        page.Location.ShouldNotBeNull(page.Html).GetLeftPart(UriPartial.Path).ShouldBe(Redirect);
        return HttpUtility.ParseQueryString(page.Location.Query);
    }

    public static Task<(int Status, JsonElement Body)> RedeemAsync(IdentityRun identity, string code, string? with = null) => identity.PostAsync("/connect/token",
        ("grant_type", "authorization_code"), ("client_id", "demo-spa"), ("redirect_uri", Redirect), ("code", code), ("code_verifier", with ?? verifier));

    public static Task<(int Status, JsonElement Body)> RefreshAsync(IdentityRun identity, string token) =>
        identity.PostAsync("/connect/token", ("grant_type", "refresh_token"), ("client_id", "demo-spa"), ("refresh_token", token));
}
