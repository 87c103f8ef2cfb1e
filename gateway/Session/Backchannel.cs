using System.Text.Json;
using Dinamis.Kernel;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Dinamis.Gateway;

/// <summary>The identity provider says that a session ended (OpenID Connect Back-Channel Logout 1.0 §2.6).</summary>
static class Backchannel
{
    const string Event = "http://schemas.openid.net/event/backchannel-logout";

    static readonly TimeSpan oldest = TimeSpan.FromMinutes(5);

    public static async Task<IResult> HandleAsync(HttpContext http, IOptionsMonitor<OpenIdConnectOptions> options, Tickets tickets, TimeProvider clock)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        var token = await ValidateAsync(form["logout_token"].ToString(), options.Get(OpenIdConnectDefaults.AuthenticationScheme), clock, http.RequestAborted) ?? throw new Refused(GatewayRefusals.LogoutTokenInvalid);
        var (sid, subject) = (Text(token, "sid"), Text(token, "sub"));
        if ((sid is null && subject is null) || string.IsNullOrEmpty(token.Id) || !await tickets.FirstTimeAsync(token.Id, oldest * 2)) throw new Refused(GatewayRefusals.LogoutTokenInvalid);
        await tickets.EndAsync(sid, subject);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Ok();
    }

    static async Task<JsonWebToken?> ValidateAsync(string text, OpenIdConnectOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (text.Length is 0 or > 8192) return null;
        var configuration = await options.ConfigurationManager!.GetConfigurationAsync(cancellationToken);
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(text, new()
        {
            ValidIssuer = configuration.Issuer,
            ValidAudience = options.ClientId,
            IssuerSigningKeys = configuration.SigningKeys,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = ["logout+jwt"],
            ClockSkew = TimeSpan.FromSeconds(30),
        });
        if (result is not { IsValid: true, SecurityToken: JsonWebToken token })
        {
            // A key that is new to us is fetched for the next try: the provider repeats.
            if (result.Exception is SecurityTokenSignatureKeyNotFoundException) options.ConfigurationManager.RequestRefresh();
            return null;
        }
        var recent = token.IssuedAt > (clock.GetUtcNow() - oldest).UtcDateTime;
        var isLogout = token.TryGetPayloadValue<JsonElement>("events", out var events) && events.ValueKind == JsonValueKind.Object && events.TryGetProperty(Event, out _);
        return recent && isLogout && !token.TryGetPayloadValue<string>("nonce", out _) ? token : null;
    }

    static string? Text(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var value) && value.Length > 0 ? value : null;
}
