using Dinamis.Activity.Experiences;
using Dinamis.Kernel;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Audience = Dinamis.Wire.Experience.Types.Audience;
using Right = Dinamis.Wire.Mandate.Types.Right;
using RoleName = Dinamis.Wire.Role.Types.Name;
using State = Dinamis.Wire.Experience.Types.State;

namespace Dinamis.Activity;

/// <summary>Who may see what: each answers with a query or refuses as if the thing did not exist.</summary>
sealed class Readers(ActivityDb db, Caller caller, CallerRights rights, TimeProvider clock)
{
    /// <returns>The mandate under which a relay reads; null for the référent and for DINAMIS.</returns>
    /// <exception cref="Refused">404 unless the caller is référent of the entity, its relay under VIEW, or DINAMIS.</exception>
    public async Task<Wire.RelayMandate?> RequireEntityAsync(Guid entity, CancellationToken cancellationToken)
    {
        if (await IsDinamisAsync(cancellationToken)) return null;
        if (caller.OrganisationId == entity && (await rights.RolesInAsync(entity, cancellationToken)).Contains(RoleName.Referent)) return null;
        return await rights.MandateOverAsync(entity, Right.View, cancellationToken) ?? throw new Refused(Kernel.Refusals.NotFound);
    }

    /// <summary>Entities whose use this relay shows: those under the mandates of the officer who calls; for DINAMIS, under all of its mandates in force.</summary>
    /// <exception cref="Refused">404 for anybody else.</exception>
    public async Task<IQueryable<Guid>> EntitiesOfRelayAsync(Guid relay, CancellationToken cancellationToken)
    {
        if (await IsDinamisAsync(cancellationToken))
        {
            var standing = await rights.StandingAsync(relay, cancellationToken) ?? throw new Refused(Kernel.Refusals.NotFound);
            var inForce = standing.OwnMandates.Where(m => m.IsInForce(clock.GetUtcNow())).Select(m => Guid.Parse(m.MandateId)).ToList();
            return db.Set<MandateOverRow>().Where(r => r.RelayId == relay && inForce.Contains(r.MandateId)).Select(r => r.OrganisationId).Distinct();
        }
        if (caller.OrganisationId != relay || (await rights.MandatesAsync(Right.View, cancellationToken)).Count == 0) throw new Refused(Kernel.Refusals.NotFound);
        return (await rights.EntitiesUnderMandateAsync(Right.View, cancellationToken)).Distinct();
    }

    /// <summary>Reports that the caller may read. Public ones need no right, so that they stay when rights are not known.</summary>
    public async Task<IQueryable<Experience>> ReadableAsync(CancellationToken cancellationToken)
    {
        if (caller.PersonId is not { } me) return db.Experiences.Where(e => e.State == State.Published && e.Audience == Audience.Public);
        if (!await IsMemberAsync(cancellationToken)) return db.Experiences.Where(e => (e.State == State.Published && e.Audience == Audience.Public) || e.AuthorId == me);
        var reviewable = (await ReviewableAsync(cancellationToken)).Select(e => e.Id);
        return db.Experiences.Where(e => e.State == State.Published || e.AuthorId == me || reviewable.Contains(e.Id));
    }

    /// <summary>Reports on which the caller may decide: of the entities under his relay's mandate with HELP, or all for DINAMIS; never his own.</summary>
    public async Task<IQueryable<Experience>> ReviewableAsync(CancellationToken cancellationToken)
    {
        var me = caller.PersonId;
        var others = db.Experiences.Where(e => e.AuthorId != me);
        if (await IsDinamisAsync(cancellationToken)) return others;
        var entities = await rights.EntitiesUnderMandateAsync(Right.Help, cancellationToken);
        return others.Where(e => entities.Contains(e.OrganisationId));
    }

    /// <summary>In whose name the caller decides on a report of this organisation.</summary>
    /// <param name="organisation">The author's.</param>
    /// <param name="mandateId">The mandate that the command names; empty: the one that applies.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    /// <exception cref="Refused">404 for who may not.</exception>
    public async Task<Reviewer> ReviewerAsync(Guid organisation, string mandateId, CancellationToken cancellationToken)
    {
        var me = caller.PersonId ?? throw new Refused(Kernel.Refusals.NotFound);
        if (await IsDinamisAsync(cancellationToken)) return new(me);
        var mine = (await rights.MandatesAsync(Right.Help, cancellationToken)).Select(m => Guid.Parse(m.MandateId))
            .Where(m => mandateId.Length == 0 || string.Equals(m.ToString(), mandateId, StringComparison.OrdinalIgnoreCase)).ToList();
        var mandate = await db.Set<MandateOverRow>().AsNoTracking()
            .Where(r => r.OrganisationId == organisation && r.RelayId == caller.OrganisationId && mine.Contains(r.MandateId))
            .OrderBy(r => r.MandateId).Select(r => (Guid?)r.MandateId).FirstOrDefaultAsync(cancellationToken) ?? throw new Refused(Kernel.Refusals.NotFound);
        return new(me, caller.OrganisationId, mandate);
    }

    /// <summary>Whether the caller may decide on this report; nobody does while rights are not known.</summary>
    public async Task<bool> MayReviewAsync(Guid id, CancellationToken cancellationToken) =>
        caller.PersonId is not null && await IsMemberAsync(cancellationToken) && await (await ReviewableAsync(cancellationToken)).AnyAsync(e => e.Id == id, cancellationToken);

    public Task<bool> IsDinamisAsync(CancellationToken cancellationToken) =>
        rights.IsDinamisAsync(cancellationToken, RoleName.Instructor, RoleName.Signatory, RoleName.Operator);

    async Task<bool> IsMemberAsync(CancellationToken cancellationToken)
    {
        try
        {
            return caller.OrganisationId is { } acting && (await rights.RolesInAsync(acting, cancellationToken)).Count > 0;
        }
        catch (Refused refused) when (refused.Refusal == Kernel.Refusals.RightsUnknown || refused.Refusal == Kernel.Refusals.Unauthenticated)
        {
            return false;
        }
    }
}
