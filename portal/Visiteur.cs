using Dinamis.Wire;
using Grpc.Core;

namespace Dinamis.Portal;

/// <summary>Who reads the page: names and roles for the header and the menu. What a person may do is decided by the services, never here.</summary>
sealed partial class Visiteur(Caller caller, Accounts.AccountsClient accounts, Membership.MembershipClient membership, ILogger<Visiteur> logger)
{
    Task<(PersonView?, string?)>? loaded;

    public bool Identifie => caller.PersonId is not null;

    public Guid? Organisation => caller.OrganisationId;

    public PersonView? Personne { get; private set; }

    public string? NomOrganisation { get; private set; }

    /// <summary>Asks once for the request. A menu without names is better than no page: an unreachable service only shortens it.</summary>
    public async Task ChargerAsync(CancellationToken cancellationToken)
    {
        if (Identifie) (Personne, NomOrganisation) = await (loaded ??= LoadAsync(cancellationToken));
    }

    /// <summary>Roles in the organisation for which the person acts.</summary>
    public bool A(params ReadOnlySpan<Role.Types.Name> noms)
    {
        foreach (var role in Personne?.Roles ?? [])
            if (role.State == Person.Types.State.Validated && Guid.TryParse(role.OrganisationId, out var id) && id == Organisation)
                foreach (var nom in noms)
                    if (role.Names.Contains(nom)) return true;
        return false;
    }

    async Task<(PersonView?, string?)> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var me = accounts.GetMeAsync(new(), cancellationToken: cancellationToken).ResponseAsync;
            var names = Organisation is { } id
                ? membership.NameOrganisationsAsync(new() { OrganisationIds = { id.ToString() } }, cancellationToken: cancellationToken).ResponseAsync
                : Task.FromResult(new NameOrganisationsReply());
            await Task.WhenAll(me, names);
            return (await me, (await names).Organisations.FirstOrDefault()?.Name);
        }
        catch (RpcException e)
        {
            Unnamed(logger, e.StatusCode);
            return (null, null);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The visitor's names and roles are unknown: {Status}")]
    static partial void Unnamed(ILogger logger, StatusCode status);
}
