using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.Storage;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Rights;

/// <summary>Which producers this service follows for its rights; what it owns itself is always fresh.</summary>
public sealed record RightsSources(IReadOnlyList<string> Followed);

/// <summary>What the caller may do, from the projection. Not fresh → 503 <c>RIGHTS_UNKNOWN</c>, never 403; what needs no right goes on.</summary>
public sealed class CallerRights(StoreDb db, Caller caller, RightsSources sources, TimeProvider clock)
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    /// <summary>Refuses unless the caller is a validated person whose session counts, and has one of these roles in the organisation for which he acts.</summary>
    /// <exception cref="Refused">403, 401 (session ended), or 503 when rights are not fresh.</exception>
    public async Task<Guid> RequireAsync(CancellationToken cancellationToken, params Role.Types.Name[] anyOf)
    {
        var organisation = caller.OrganisationId ?? throw new Refused(Refusals.Forbidden);
        var roles = await RolesInAsync(organisation, cancellationToken);
        return roles.Any(anyOf.Contains) ? organisation : throw new Refused(Refusals.Forbidden);
    }

    /// <summary>The person who calls, if validated; his session generation counts.</summary>
    /// <exception cref="Refused">401 when nobody or when the session was ended, 503 when not fresh.</exception>
    public async Task<Person> PersonAsync(CancellationToken cancellationToken)
    {
        var id = caller.PersonId ?? throw new Refused(Refusals.Unauthenticated);
        await EnsureFreshAsync(Resources.Accounts, cancellationToken);
        var row = await db.Set<PersonRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Key == id.ToString(), cancellationToken);
        var person = row is null ? null : Person.Parser.ParseFrom(row.Payload);
        return person is { State: Person.Types.State.Validated } && caller.Generation >= person.Generation
            ? person
            : throw new Refused(Refusals.Unauthenticated);
    }

    /// <summary>Roles of the caller in this organisation; empty when there is none.</summary>
    public async Task<IReadOnlyList<Role.Types.Name>> RolesInAsync(Guid organisation, CancellationToken cancellationToken)
    {
        var person = await PersonAsync(cancellationToken);
        return person.Roles.FirstOrDefault(r => r.OrganisationId == organisation.ToString() && r.State == Person.Types.State.Validated)?.Names ?? [];
    }

    /// <summary>Is the caller one of DINAMIS's people with one of these roles, acting for DINAMIS?</summary>
    public async Task<bool> IsDinamisAsync(CancellationToken cancellationToken, params Role.Types.Name[] anyOf) =>
        caller.OrganisationId == WellKnown.Dinamis && (await RolesInAsync(WellKnown.Dinamis, cancellationToken)).Any(anyOf.Contains);

    /// <summary>State of an organisation; null when unknown.</summary>
    public async Task<Standing?> StandingAsync(Guid organisation, CancellationToken cancellationToken)
    {
        await EnsureFreshAsync(Resources.Membership, cancellationToken);
        var row = await db.Set<StandingRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Key == organisation.ToString(), cancellationToken);
        return row is null ? null : Standing.Parser.ParseFrom(row.Payload);
    }

    /// <summary>All published versions of a licence family; null when unknown.</summary>
    public async Task<Licence?> LicenceAsync(string family, CancellationToken cancellationToken)
    {
        await EnsureFreshAsync(Resources.Membership, cancellationToken);
        var row = await db.Set<LicenceRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Key == family, cancellationToken);
        return row is null ? null : Licence.Parser.ParseFrom(row.Payload);
    }

    /// <summary>Mandates in force now, with this right, in which the caller is named as officer, acting for the relay.</summary>
    public async Task<IReadOnlyList<RelayMandate>> MandatesAsync(Mandate.Types.Right right, CancellationToken cancellationToken)
    {
        if (caller.OrganisationId is not { } relay || caller.PersonId is not { } person) return [];
        if (!(await RolesInAsync(relay, cancellationToken)).Contains(Role.Types.Name.Officer)) return [];
        var standing = await StandingAsync(relay, cancellationToken);
        return [.. (standing?.OwnMandates ?? []).Where(m => m.IsInForce(clock.GetUtcNow()) && m.Rights.Contains(right) && m.Officers.Contains(person.ToString()))];
    }

    /// <summary>The mandate under which the caller's relay may do this for the entity; null when there is none.</summary>
    /// <param name="entity">Its avenant or convention with the relay must be sealed.</param>
    /// <param name="right">What is to be done.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<RelayMandate?> MandateOverAsync(Guid entity, Mandate.Types.Right right, CancellationToken cancellationToken)
    {
        var mine = await MandatesAsync(right, cancellationToken);
        if (mine.Count == 0) return null;
        var over = await db.Set<MandateOverRow>().AsNoTracking().Where(r => r.OrganisationId == entity && r.RelayId == caller.OrganisationId).Select(r => r.MandateId).ToListAsync(cancellationToken);
        return mine.FirstOrDefault(m => over.Contains(Guid.Parse(m.MandateId)));
    }

    /// <summary>Entities for which the caller's relay may do this: for <c>Where(x =&gt; ids.Contains(x.OrganisationId))</c>, inside the query.</summary>
    public async Task<IQueryable<Guid>> EntitiesUnderMandateAsync(Mandate.Types.Right right, CancellationToken cancellationToken)
    {
        var mandates = (await MandatesAsync(right, cancellationToken)).Select(m => Guid.Parse(m.MandateId)).ToList();
        return db.Set<MandateOverRow>().Where(r => mandates.Contains(r.MandateId)).Select(r => r.OrganisationId);
    }

    /// <exception cref="Refused">503 when the producer's states are not known to be recent.</exception>
    public async Task EnsureFreshAsync(string producer, CancellationToken cancellationToken)
    {
        if (!sources.Followed.Contains(producer)) return;
        var cursor = await db.Cursors.AsNoTracking().FirstOrDefaultAsync(c => c.Consumer == RightsRegistration.Cursor(producer), cancellationToken);
        if (cursor is null || !cursor.IsFresh(clock.GetUtcNow())) throw new Refused(Refusals.RightsUnknown) { RetryAfter = Soon };
    }
}

public static class Mandates
{
    public static bool IsInForce(this RelayMandate mandate, DateTimeOffset now) =>
        !mandate.Ended && mandate.From.ToDateTimeOffset() <= now && now < mandate.Until.ToDateTimeOffset();
}
