using System.Security.Claims;
using Dinamis.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Identity;

/// <summary>Opens, finds and ends sign-ins. The cookie holds the session's id alone: what counts is its row.</summary>
sealed class Sessions(IdentityDb db, IHttpContextAccessor accessor, TimeProvider clock)
{
    public const string Scheme = "compte";
    const string SidClaim = "sid";

    public static readonly TimeSpan BrowserLife = TimeSpan.FromHours(12);
    static readonly TimeSpan DeviceLife = TimeSpan.FromDays(90);

    HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("No request.");

    /// <summary>The living session of this browser, if its person may still sign in.</summary>
    public async Task<Session?> CurrentAsync(CancellationToken cancellationToken)
    {
        var result = await Http.AuthenticateAsync(Scheme);
        return Guid.TryParse(result.Principal?.FindFirstValue(SidClaim), out var id) ? await AliveAsync(id, cancellationToken) : null;
    }

    /// <summary>Dead: ended, expired, older than the person's generation, or of a person who may not sign in any more.</summary>
    public async Task<Session?> AliveAsync(Guid id, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.FirstOrDefaultAsync(s => s.Id == id, cancellationToken);
        if (session is null || !session.IsAlive(clock.GetUtcNow())) return null;
        var person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == session.PersonId, cancellationToken);
        return person is { MaySignIn: true } && session.Generation >= person.Generation ? session : null;
    }

    /// <summary>A new session for this browser; the one it had ends (no fixation).</summary>
    /// <param name="credential">Of the person.</param>
    /// <param name="person">Who signs in.</param>
    /// <param name="method">How.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="provenAt">When the person proved who she is, if it was not just now and here.</param>
    public async Task<Session> BeginAsync(Credential credential, Person person, string method, CancellationToken cancellationToken, DateTimeOffset? provenAt = null)
    {
        var now = clock.GetUtcNow();
        if (await CurrentAsync(cancellationToken) is { } former) former.End(now);
        var organisations = await OrganisationsOfAsync(person.Id, cancellationToken);
        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            PersonId = person.Id,
            Method = method,
            Generation = person.Generation,
            StartedAt = provenAt is { } at && at < now ? at : now,
            ExpiresAt = now + BrowserLife,
            OrganisationId = organisations.Count == 1 ? organisations[0].OrganisationId : organisations.Find(o => o.OrganisationId == credential.OrganisationId)?.OrganisationId,
        };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(cancellationToken);
        var identity = new ClaimsIdentity([new(SidClaim, session.Id.ToString())], Scheme);
        await Http.SignInAsync(Scheme, new ClaimsPrincipal(identity), new() { AllowRefresh = false, ExpiresUtc = session.ExpiresAt });
        return session;
    }

    /// <summary>A session that a device keeps after the browser of its owner has signed out.</summary>
    public async Task<Session> BeginDeviceAsync(Session browser, Guid? organisation, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            PersonId = browser.PersonId,
            Method = Session.Device,
            Generation = browser.Generation,
            OrganisationId = organisation,
            StartedAt = now,
            ExpiresAt = now + DeviceLife,
        };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(cancellationToken);
        return session;
    }

    public Task<List<Affiliation>> OrganisationsOfAsync(Guid person, CancellationToken cancellationToken) =>
        db.Affiliations.AsNoTracking().Where(a => a.PersonId == person).OrderBy(a => a.OrganisationId).ToListAsync(cancellationToken);

    /// <exception cref="Refused">404 when the person does not belong to that organisation.</exception>
    public async Task ChooseAsync(Session session, Guid organisation, CancellationToken cancellationToken)
    {
        if (!(await OrganisationsOfAsync(session.PersonId, cancellationToken)).Exists(o => o.OrganisationId == organisation)) throw new Refused(Kernel.Refusals.NotFound);
        session.OrganisationId = organisation;
        await db.Credentials.Where(c => c.Id == session.PersonId).ExecuteUpdateAsync(s => s.SetProperty(c => c.OrganisationId, organisation), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Ends this browser's session, if it has one; its clients are told in the background.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        var result = await Http.AuthenticateAsync(Scheme);
        if (Guid.TryParse(result.Principal?.FindFirstValue(SidClaim), out var id) && await db.Sessions.FirstOrDefaultAsync(s => s.Id == id, cancellationToken) is { } session)
        {
            session.End(clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }
        await Http.SignOutAsync(Scheme);
    }

    /// <summary>Ends every session of a person, except one.</summary>
    public async Task EndAllAsync(Guid person, Guid? except, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var session in await db.Sessions.Where(s => s.PersonId == person && s.EndedAt == null && s.Id != except).ToListAsync(cancellationToken)) session.End(now);
        await db.SaveChangesAsync(cancellationToken);
    }
}
