using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Identity;

sealed record OrganisationChoice(Guid Id, string Name);

/// <summary>The organisations among which a person chooses, with the names that membership gives.</summary>
sealed class OrganisationNames(IdentityDb db, Wire.Membership.MembershipClient? membership = null)
{
    public async Task<IReadOnlyList<OrganisationChoice>> OfAsync(Guid person, CancellationToken cancellationToken)
    {
        var ids = await db.Affiliations.AsNoTracking().Where(a => a.PersonId == person).Select(a => a.OrganisationId).ToListAsync(cancellationToken);
        var names = await AskAsync(ids, cancellationToken);
        return membership is null ? [] : [.. ids.Select(i => new OrganisationChoice(i, names.GetValueOrDefault(i, "Organisme sans nom"))).OrderBy(c => c.Name, StringComparer.Create(new("fr-FR"), ignoreCase: true))];
    }

    /// <summary>Null where membership does not say it now: a page that only mentions it goes on without.</summary>
    public async Task<string?> OfOneAsync(Guid organisation, CancellationToken cancellationToken)
    {
        try
        {
            return (await AskAsync([organisation], cancellationToken)).GetValueOrDefault(organisation);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            return null;
        }
    }

    async Task<Dictionary<Guid, string>> AskAsync(List<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0 || membership is null) return [];
        var reply = await membership.NameOrganisationsAsync(new() { OrganisationIds = { ids.Select(i => i.ToString()) } }, cancellationToken: cancellationToken);
        return reply.Organisations.ToDictionary(o => Guid.Parse(o.OrganisationId), o => o.Name);
    }
}
