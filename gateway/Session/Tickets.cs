using Dinamis.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using StackExchange.Redis;

namespace Dinamis.Gateway;

/// <summary>
/// Sessions of browsers. The cookie holds a random key; the tokens stay here, sealed by the gateway's own ring. Indexed by the
/// identity provider's session and by person, so that a sign-out there ends them here.
/// </summary>
sealed class Tickets(IConnectionMultiplexer redis, IDataProtectionProvider protection, TimeProvider clock) : ITicketStore
{
    /// <summary>Without a request for so long, the session ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    /// <summary>Item of the ticket's properties: its own key.</summary>
    public const string Key = ".key";

    readonly IDataProtector ring = protection.CreateProtector("tickets");

    IDatabase Db => redis.GetDatabase();

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Secrets.NewToken();
        await RenewAsync(key, ticket);
        foreach (var index in Indexes(ticket))
        {
            await Guard(() => Db.SetAddAsync(index, key));
            await Guard(() => Db.KeyExpireAsync(index, Life(ticket)));
        }
        return key;
    }

    public async Task RenewAsync(string key, AuthenticationTicket ticket) =>
        await Guard(() => Db.StringSetAsync(Name(key), ring.Protect(TicketSerializer.Default.Serialize(ticket)), Shortest(Idle, Life(ticket))));

    /// <summary>A new sign-in never goes on under the key of the one before.</summary>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (httpContext.Request.Path != SessionSetup.CallbackPath) return await RetrieveAsync(key);
        await RemoveAsync(key);
        return null;
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var sealedTicket = await Guard(() => Db.StringGetAsync(Name(key)));
        if (sealedTicket.IsNull) return null;
        try
        {
            var ticket = TicketSerializer.Default.Deserialize(ring.Unprotect((byte[])sealedTicket!));
            ticket?.Properties.Items[Key] = key;
            return ticket;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Sealed by a ring that is gone: as good as flushed.
            return null;
        }
    }

    public async Task RemoveAsync(string key) => await Guard(() => Db.KeyDeleteAsync(Name(key)));

    /// <summary>The session was used: it stays for another idle time, not past its end.</summary>
    public async Task TouchAsync(string key, AuthenticationTicket ticket) => await Guard(() => Db.KeyExpireAsync(Name(key), Shortest(Idle, Life(ticket))));

    /// <summary>Ends the sessions of one sign-in, or all of one person.</summary>
    public async Task EndAsync(string? sid, string? subject)
    {
        var index = sid is not null ? BySid(sid) : BySubject(subject!);
        foreach (var key in await Guard(() => Db.SetMembersAsync(index))) await Guard(() => Db.KeyDeleteAsync(Name(key!)));
        await Guard(() => Db.KeyDeleteAsync(index));
    }

    /// <summary>True the first time only: a logout token counts once.</summary>
    public Task<bool> FirstTimeAsync(string id, TimeSpan during) => Guard(() => Db.StringSetAsync("gw:jti:" + id, 1, during, When.NotExists));

    /// <summary>One refresh at a time over all replicas.</summary>
    public Task<bool> LockAsync(string key) => Guard(() => Db.StringSetAsync("gw:lock:" + key, 1, TimeSpan.FromSeconds(15), When.NotExists));

    public Task UnlockAsync(string key) => Guard(() => Db.KeyDeleteAsync("gw:lock:" + key));

    static async Task<T> Guard<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (Redis.IsAway(e))
        {
            throw new Refused(GatewayRefusals.SessionStoreAway) { RetryAfter = TimeSpan.FromSeconds(3) };
        }
    }

    TimeSpan Life(AuthenticationTicket ticket) => (ticket.Properties.ExpiresUtc ?? clock.GetUtcNow() + Idle) - clock.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.FromSeconds(1);

    static TimeSpan Shortest(TimeSpan a, TimeSpan b) => a < b ? a : b;

    static IEnumerable<string> Indexes(AuthenticationTicket ticket)
    {
        if (ticket.Principal.FindFirst("sid")?.Value is { } sid) yield return BySid(sid);
        if (ticket.Principal.FindFirst("sub")?.Value is { } subject) yield return BySubject(subject);
    }

    static string Name(string key) => "gw:ticket:" + key;
    static string BySid(string sid) => "gw:sid:" + sid;
    static string BySubject(string subject) => "gw:sub:" + subject;
}
