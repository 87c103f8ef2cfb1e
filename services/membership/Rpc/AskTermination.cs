using Dinamis.Membership.Links;
using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AskTerminationReply> AskTermination(Wire.AskTerminationRequest request, ServerCallContext context)
    {
        var file = await OwnInForceAsync(request.EntityId, context.CancellationToken);
        if (!await links.MayMailAsync(file.Representative.Address, context.CancellationToken)) throw new Refused(LinkRefusals.TooManyMails);
        file.AskTermination(request.Reason, caller.ActorId, clock.GetUtcNow());
        outbox.Send(file.Representative.Address, ToRepresentative.TerminationAsked(file, request.Reason, await links.ForRepresentativeAsync(file, context.CancellationToken)));
        return new();
    }

    /// <summary>The adhesion in force, or suspended, of the entity whose référent calls.</summary>
    async Task<Adhesions.Adhesion> OwnInForceAsync(string entityId, CancellationToken cancellationToken)
    {
        var entity = Id(entityId);
        // Whoever is no référent of this entity learns nothing of it, its relay included: it decides nothing in the body's place.
        if (caller.OrganisationId != entity) throw new Refused(Refusals.NotFound);
        await rights.RequireAsync(cancellationToken, Role.Referent);
        return await InForceAsync(entity, cancellationToken);
    }

    async Task<Adhesions.Adhesion> InForceAsync(Guid entity, CancellationToken cancellationToken) =>
        await campaigns.FileAsync(entity, cancellationToken) ?? throw new Refused(Adhesions.AdhesionRefusals.NotInForce);
}
