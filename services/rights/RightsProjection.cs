using Dinamis.Storage;
using Dinamis.Wire;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Rights;

/// <summary>Applies published states to this database's copy: an upsert if newer, so that repeating or reordering changes nothing.</summary>
public sealed class RightsProjection : IOwnStates
{
    public async Task ApplyAsync(StoreDb db, IMessage state, CancellationToken cancellationToken)
    {
        switch (state)
        {
            case Person person when await UpsertAsync<PersonRow>(db, person.PersonId, person.Version, person, cancellationToken):
                await RolesAsync(db, person, cancellationToken);
                break;
            case Standing standing when await UpsertAsync<StandingRow>(db, standing.OrganisationId, standing.Version, standing, cancellationToken):
                await MandatesAsync(db, standing, cancellationToken);
                break;
            case Licence licence:
                await UpsertAsync<LicenceRow>(db, licence.Family, licence.Version, licence, cancellationToken);
                break;
        }
    }

    static async Task<bool> UpsertAsync<TRow>(StoreDb db, string key, long version, IMessage message, CancellationToken cancellationToken) where TRow : StateRow, new()
    {
        var row = await db.Set<TRow>().FindAsync([key], cancellationToken);
        if (row is null)
        {
            row = new() { Key = key };
            db.Add(row);
        }
        else if (row.Version >= version)
        {
            return false;
        }
        (row.Version, row.Payload) = (version, message.ToByteArray());
        return true;
    }

    static async Task RolesAsync(StoreDb db, Person person, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(person.PersonId);
        var wanted = person.Roles.Where(r => r.State == Person.Types.State.Validated)
            .SelectMany(r => r.Names.Select(n => (Organisation: Guid.Parse(r.OrganisationId), Role: n))).ToHashSet();
        // Local rows too: one batch may hold several versions of one person.
        await db.Set<RoleRow>().Where(r => r.PersonId == id).LoadAsync(cancellationToken);
        foreach (var row in db.Set<RoleRow>().Local.Where(r => r.PersonId == id).ToList())
            if (!wanted.Remove((row.OrganisationId, row.Role))) db.Remove(row);
        db.AddRange(wanted.Select(w => new RoleRow { PersonId = id, OrganisationId = w.Organisation, Role = w.Role }));
    }

    static async Task MandatesAsync(StoreDb db, Standing standing, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(standing.OrganisationId);
        var wanted = standing.Mandates.Select(m => (Relay: Guid.Parse(m.RelayId), Mandate: Guid.Parse(m.MandateId))).ToHashSet();
        await db.Set<MandateOverRow>().Where(r => r.OrganisationId == id).LoadAsync(cancellationToken);
        foreach (var row in db.Set<MandateOverRow>().Local.Where(r => r.OrganisationId == id).ToList())
            if (!wanted.Remove((row.RelayId, row.MandateId))) db.Remove(row);
        db.AddRange(wanted.Select(w => new MandateOverRow { OrganisationId = id, RelayId = w.Relay, MandateId = w.Mandate }));
    }

    /// <summary>Removes every state of the kinds that this producer owns, before they are replaced.</summary>
    internal static async Task ClearAsync(StoreDb db, string producer, CancellationToken cancellationToken)
    {
        if (producer == ServiceDefaults.Resources.Accounts)
        {
            await db.Set<PersonRow>().ExecuteDeleteAsync(cancellationToken);
            await db.Set<RoleRow>().ExecuteDeleteAsync(cancellationToken);
        }
        else if (producer == ServiceDefaults.Resources.Membership)
        {
            await db.Set<StandingRow>().ExecuteDeleteAsync(cancellationToken);
            await db.Set<MandateOverRow>().ExecuteDeleteAsync(cancellationToken);
            await db.Set<LicenceRow>().ExecuteDeleteAsync(cancellationToken);
        }
    }
}

/// <summary>Keeps the rights of a service by following their owners.</summary>
public sealed class RightsFollower<TDb>(RightsProjection projection) : IFeedHandler<TDb> where TDb : StoreDb
{
    public static string Consumer => "rights";

    public Task ApplyAsync(TDb db, string producer, FeedEvent e, CancellationToken cancellationToken) =>
        State(e) is { } state ? projection.ApplyAsync(db, state, cancellationToken) : Task.CompletedTask;

    public async Task ReplaceAsync(TDb db, string producer, IReadOnlyList<FeedEvent> states, CursorRow lost, CancellationToken cancellationToken)
    {
        await RightsProjection.ClearAsync(db, producer, cancellationToken);
        foreach (var state in states.Select(State).OfType<IMessage>()) await projection.ApplyAsync(db, state, cancellationToken);
    }

    static IMessage? State(FeedEvent e) => e.KindCase switch
    {
        FeedEvent.KindOneofCase.Person => e.Person,
        FeedEvent.KindOneofCase.Standing => e.Standing,
        FeedEvent.KindOneofCase.Licence => e.Licence,
        _ => null,
    };
}
