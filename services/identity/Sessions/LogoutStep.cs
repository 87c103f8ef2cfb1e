using Dinamis.ServiceDefaults;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Dinamis.Identity;

/// <summary>Tells the gateway that a session ended (OpenID Connect Back-Channel Logout 1.0), until it has heard.</summary>
sealed class LogoutStep(TokenKeys keys, IHttpClientFactory clients, IOptions<DinamisOptions> options, Store<IdentityDb> store, StoreSignal<IdentityDb> signal, TimeProvider clock, ILogger<LogoutStep> logger)
    : BackgroundStep<IdentityDb>(store, signal, clock, logger)
{
    public const string Event = "http://schemas.openid.net/event/backchannel-logout";

    protected override TimeSpan Interval => TimeSpan.FromSeconds(2);

    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken) => Store.ReadAsync((db, ct) => db.Sessions.AnyAsync(s => s.LogoutDue, ct), cancellationToken);

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        var session = await Store.ReadAsync((db, ct) => db.Sessions.AsNoTracking().Where(s => s.LogoutDue).OrderBy(s => s.EndedAt).FirstOrDefaultAsync(ct), cancellationToken);
        if (session is null) return;
        var origin = options.Value.Origin;
        using var client = clients.CreateClient(nameof(LogoutStep));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Resources.Http(Resources.Gateway), "/bff/backchannel"))
        {
            Content = new FormUrlEncodedContent([new("logout_token", Token(session, options.Value.Public("/")))]),
        };
        request.Headers.Host = origin.Authority;
        using var response = await client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        await Store.RunAsync((db, ct) => db.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.LogoutDue, false), ct), cancellationToken);
    }

    string Token(Session session, Uri issuer)
    {
        var now = Clock.GetUtcNow();
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "logout+jwt",
            Issuer = issuer.AbsoluteUri,
            Audience = Resources.Gateway,
            IssuedAt = now.UtcDateTime,
            Expires = now.UtcDateTime.AddMinutes(2),
            SigningCredentials = keys.Current,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = session.PersonId.ToString(),
                ["sid"] = session.Id.ToString(),
                ["jti"] = Guid.CreateVersion7(now).ToString(),
                ["events"] = new Dictionary<string, object> { [Event] = new Dictionary<string, object>() },
            },
        });
    }
}
