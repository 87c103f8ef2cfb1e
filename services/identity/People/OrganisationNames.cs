using Microsoft.EntityFrameworkCore;

namespace Dinamis.Identity;

sealed record OrganisationChoice(Guid Id, string Name);

/// <summary>The organisations among which a person chooses, with the names that membership gives.</summary>
sealed class OrganisationNames(IdentityDb db, Wire.Membership.MembershipClient? membership = null)
{
    public async Task<IReadOnlyList<OrganisationChoice>> OfAsync(Guid person, CancellationToken cancellationToken)
    {
        var ids = await db.Affiliations.AsNoTracking().Where(a => a.PersonId == person).Select(a => a.OrganisationId).ToListAsync(cancellationToken);
        if (ids.Count == 0 || membership is null) return [];
        var reply = await membership.NameOrganisationsAsync(new() { OrganisationIds = { ids.Select(i => i.ToString()) } }, cancellationToken: cancellationToken);
        var names = reply.Organisations.ToDictionary(o => Guid.Parse(o.OrganisationId), o => o.Name);
        return [.. ids.Select(i => new OrganisationChoice(i, names.GetValueOrDefault(i, "Organisme sans nom"))).OrderBy(c => c.Name, StringComparer.Create(new("fr-FR"), ignoreCase: true))];
    }
}
