using Dinamis.Storage;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Identity;

/// <summary>Follows the people of accounts: a suspension ends their sessions, a changed address is fetched by <see cref="AddressStep"/>.</summary>
sealed class PersonFeed(TimeProvider clock) : IFeedHandler<IdentityDb>
{
    public static string Consumer => "people";

    public Task ApplyAsync(IdentityDb db, string producer, FeedEvent e, CancellationToken cancellationToken) =>
        e.Person is { } state ? ApplyAsync(db, state, cancellationToken) : Task.CompletedTask;

    public async Task ReplaceAsync(IdentityDb db, string producer, IReadOnlyList<FeedEvent> states, CursorRow lost, CancellationToken cancellationToken)
    {
        await db.Affiliations.ExecuteDeleteAsync(cancellationToken);
        await db.People.ExecuteDeleteAsync(cancellationToken);
        db.ChangeTracker.Clear();
        foreach (var state in states) await ApplyAsync(db, producer, state, cancellationToken);
    }

    async Task ApplyAsync(IdentityDb db, Wire.Person state, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(state.PersonId);
        var person = await db.People.FirstOrDefaultAsync(p => p.Id == id, cancellationToken);
        if (person is null) db.People.Add(person = new() { Id = id });
        else if (person.Version >= state.Version) return;
        (person.Version, person.State, person.Generation, person.AddressVersion) = (state.Version, state.State, state.Generation, state.AddressVersion);
        db.Affiliations.RemoveRange(await db.Affiliations.Where(a => a.PersonId == id).ToListAsync(cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        db.Affiliations.AddRange(state.Roles.Where(r => r.State == Wire.Person.Types.State.Validated)
            .Select(r => new Affiliation { PersonId = id, OrganisationId = Guid.Parse(r.OrganisationId), Kind = r.Kind }));
        var now = clock.GetUtcNow();
        foreach (var session in await db.Sessions.Where(s => s.PersonId == id && s.EndedAt == null).ToListAsync(cancellationToken))
            if (!person.MaySignIn || session.Generation < person.Generation)
                session.End(now);
        await db.SaveChangesAsync(cancellationToken);
    }
}
