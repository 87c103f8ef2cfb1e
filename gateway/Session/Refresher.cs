using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Dinamis.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Dinamis.Gateway;

/// <summary>Renews the tokens of a session before they end: one request does it, the others of the same session wait for it.</summary>
sealed class Refresher(Tickets tickets, IHttpClientFactory clients, IOptionsMonitor<OpenIdConnectOptions> options, TimeProvider clock)
{
    static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    readonly ConcurrentDictionary<string, SemaphoreSlim> inProcess = new();

    /// <summary>The ticket with a token that lasts; null when the identity provider says that the session has ended.</summary>
    /// <exception cref="Refused">503 when the token has ended and the identity provider is away.</exception>
    public async Task<AuthenticationTicket?> FreshAsync(string key, AuthenticationTicket ticket, CancellationToken cancellationToken)
    {
        if (!IsDue(ticket)) return ticket;
        var gate = inProcess.GetOrAdd(key, _ => new(1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            for (var waited = 0; ; waited++)
            {
                if (await tickets.RetrieveAsync(key) is not { } current) return null;
                if (!IsDue(current)) return current;
                if (await tickets.LockAsync(key)) break;
                // Another replica renews it; past its patience we do it ourselves, within the provider's leeway.
                if (waited == 20) break;
                await Task.Delay(TimeSpan.FromMilliseconds(250), clock, cancellationToken);
            }
            return await RenewAsync(key, await tickets.RetrieveAsync(key) ?? ticket, cancellationToken);
        }
        finally
        {
            gate.Release();
            inProcess.TryRemove(key, out _);
        }
    }

    /// <summary>The refresh token is worth nothing any more, even if it was copied.</summary>
    public async Task RevokeAsync(AuthenticationTicket ticket, CancellationToken cancellationToken)
    {
        if (ticket.Properties.GetTokenValue("refresh_token") is not { } token) return;
        var (o, configuration) = await ProviderAsync(cancellationToken);
        using var response = await PostAsync(o, new(configuration.AdditionalData.TryGetValue("revocation_endpoint", out var uri) ? uri.ToString()! : o.Authority + "/connect/revocation"), cancellationToken, ("token", token), ("token_type_hint", "refresh_token"));
    }

    async Task<AuthenticationTicket?> RenewAsync(string key, AuthenticationTicket ticket, CancellationToken cancellationToken)
    {
        try
        {
            if (ticket.Properties.GetTokenValue("refresh_token") is not { } token) return await DropAsync(key);
            var (o, configuration) = await ProviderAsync(cancellationToken);
            using var response = await PostAsync(o, new(configuration.TokenEndpoint), cancellationToken, ("grant_type", "refresh_token"), ("refresh_token", token));
            if (response.StatusCode == HttpStatusCode.BadRequest) return await DropAsync(key);
            response.EnsureSuccessStatusCode();
            using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
            foreach (var name in (string[])["access_token", "refresh_token", "id_token"])
                if (answer.RootElement.TryGetProperty(name, out var value))
                    ticket.Properties.UpdateTokenValue(name, value.GetString()!);
            var ends = clock.GetUtcNow().AddSeconds(answer.RootElement.GetProperty("expires_in").GetInt32());
            ticket.Properties.UpdateTokenValue("expires_at", ends.ToString("o", CultureInfo.InvariantCulture));
            await tickets.RenewAsync(key, ticket);
            return ticket;
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException { InnerException: HttpRequestException or IOException })
        {
            // Away: what is left of the token still serves.
            if (Ends(ticket) > clock.GetUtcNow()) return ticket;
            throw new Refused(GatewayRefusals.IdentityAway) { RetryAfter = TimeSpan.FromSeconds(5) };
        }
        finally
        {
            await tickets.UnlockAsync(key);
        }
    }

    async Task<AuthenticationTicket?> DropAsync(string key)
    {
        await tickets.RemoveAsync(key);
        return null;
    }

    async Task<(OpenIdConnectOptions Options, Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration Configuration)> ProviderAsync(CancellationToken cancellationToken)
    {
        var o = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        return (o, await o.ConfigurationManager!.GetConfigurationAsync(cancellationToken));
    }

    async Task<HttpResponseMessage> PostAsync(OpenIdConnectOptions o, Uri endpoint, CancellationToken cancellationToken, params (string Name, string Value)[] form)
    {
        using var client = clients.CreateClient(nameof(Refresher));
        using var content = new FormUrlEncodedContent(form.Append(("client_id", o.ClientId!)).Append(("client_secret", o.ClientSecret!)).Select(p => KeyValuePair.Create(p.Item1, p.Item2)));
        return await client.PostAsync(endpoint, content, cancellationToken);
    }

    bool IsDue(AuthenticationTicket ticket) => Ends(ticket) < clock.GetUtcNow() + Margin;

    static DateTimeOffset Ends(AuthenticationTicket ticket) =>
        DateTimeOffset.TryParse(ticket.Properties.GetTokenValue("expires_at"), CultureInfo.InvariantCulture, out var at) ? at : DateTimeOffset.MinValue;
}
