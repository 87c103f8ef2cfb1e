using Dinamis.Accounts.Persons;
using Dinamis.Kernel;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Kind = Dinamis.Wire.Organisation.Types.Kind;
using Right = Dinamis.Wire.Mandate.Types.Right;
using RoleName = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Accounts;

/// <summary>Who may manage the accounts of an organisation, and in whose name.</summary>
sealed class Powers(AccountsDb db, Caller caller, CallerRights rights)
{
    /// <summary>
    /// The référent for his organisation, an officer of a relay under a mandate with the right ACCOUNTS over it, DINAMIS's operator
    /// for the staff of DINAMIS and of the relays. The operator may also name the référent of an entity, so that none stays without.
    /// </summary>
    /// <param name="organisation">Whose accounts.</param>
    /// <param name="mandateId">The mandate that a relay names; empty: the one that applies.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    /// <param name="given">Roles that are to be given by an invitation.</param>
    /// <exception cref="Refused">403 MANDATE_MISSING for a relay; 404 for everybody else; 503 when rights are not fresh.</exception>
    public async Task<By> RequireOverAsync(Guid organisation, string mandateId, CancellationToken cancellationToken, Roles given = Roles.None)
    {
        var acting = caller.OrganisationId ?? throw new Refused(Kernel.Refusals.NotFound);
        var roles = await rights.RolesInAsync(acting, cancellationToken);
        By self = new(caller.ActorId, caller.PersonId);
        if (mandateId.Length > 0 || roles.Contains(RoleName.Officer))
        {
            var mandate = await MandateAsync(organisation, mandateId, cancellationToken) ?? throw new Refused(Refusals.MandateMissing);
            return self with { RelayId = acting, MandateId = mandate };
        }
        if (acting == organisation && roles.Contains(RoleName.Referent)) return self;
        if (acting == WellKnown.Dinamis && roles.Contains(RoleName.Operator))
        {
            var names = given.HasFlag(Roles.Referent);
            if (names || await KindOfAsync(organisation, cancellationToken) is not Kind.Entity) return self;
        }
        throw new Refused(Kernel.Refusals.NotFound);
    }

    /// <summary>Kind of an organisation that membership has told of.</summary>
    /// <exception cref="Refused">404 for an unknown one.</exception>
    public async Task<Kind> KindOfAsync(Guid organisation, CancellationToken cancellationToken) =>
        organisation == WellKnown.Dinamis ? Kind.Dinamis
        : (await rights.StandingAsync(organisation, cancellationToken))?.Kind ?? throw new Refused(Kernel.Refusals.NotFound);

    /// <exception cref="Refused">409: people ask for an account in a member organisation alone.</exception>
    public async Task RequireMemberAsync(Guid organisation, CancellationToken cancellationToken)
    {
        if (await rights.StandingAsync(organisation, cancellationToken) is not { ActInForce: true, Kind: Kind.Entity })
            throw new Refused(Refusals.OrganisationNotMember);
    }

    /// <summary>People whose names the caller may read: all for our services and DINAMIS, otherwise himself, those of the organisation he serves and of the entities under his mandates.</summary>
    public async Task<IQueryable<Person>> VisibleTo(IQueryable<Person> persons, CancellationToken cancellationToken)
    {
        if (caller.IsService) return persons;
        var me = caller.PersonId;
        if (caller.OrganisationId is not { } acting) return persons.Where(p => p.Id == me);
        var roles = await rights.RolesInAsync(acting, cancellationToken);
        if (acting == WellKnown.Dinamis && roles.Count > 0) return persons;
        if (roles.Contains(RoleName.Referent)) return persons.Where(p => p.Id == me || p.Seats.Any(s => s.OrganisationId == acting));
        if (!roles.Contains(RoleName.Officer)) return persons.Where(p => p.Id == me);
        var accounts = await rights.EntitiesUnderMandateAsync(Right.Accounts, cancellationToken);
        var views = await rights.EntitiesUnderMandateAsync(Right.View, cancellationToken);
        return persons.Where(p => p.Seats.Any(s => s.OrganisationId == acting || accounts.Contains(s.OrganisationId) || views.Contains(s.OrganisationId)));
    }

    /// <summary>The act of a read of names, for the organisation that reads.</summary>
    public Wire.Act Reading(int count)
    {
        var act = new By(caller.ActorId, caller.PersonId).Did("personal-data.read", caller.OrganisationId ?? WellKnown.Dinamis, "person-names", Guid.Empty, 0);
        act.Facts["count"] = count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return act;
    }

    async Task<Guid?> MandateAsync(Guid organisation, string mandateId, CancellationToken cancellationToken)
    {
        var mine = (await rights.MandatesAsync(Right.Accounts, cancellationToken)).Select(m => Guid.Parse(m.MandateId))
            .Where(m => mandateId.Length == 0 || string.Equals(m.ToString(), mandateId, StringComparison.OrdinalIgnoreCase)).ToList();
        return await db.Set<MandateOverRow>().AsNoTracking()
            .Where(r => r.OrganisationId == organisation && r.RelayId == caller.OrganisationId && mine.Contains(r.MandateId))
            .OrderBy(r => r.MandateId).Select(r => (Guid?)r.MandateId).FirstOrDefaultAsync(cancellationToken);
    }
}
