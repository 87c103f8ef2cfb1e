using Dinamis.Membership.Mails;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AskRelayDepartureReply> AskRelayDeparture(Wire.AskRelayDepartureRequest request, ServerCallContext context)
    {
        var byRelay = await IsRelayOfAsync(request.EntityId, context.CancellationToken);
        var member = await InForceAsync(Id(request.EntityId), context.CancellationToken);
        var relay = byRelay ? caller.OrganisationId!.Value : Id(request.RelayId);
        // One paragraph of the avenant, however it was typed.
        var reason = string.Join(' ', request.Reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var file = await leaving.AskAsync(member, relay, new() { Reason = reason, FirstDay = request.FirstDay }, byRelay, caller.ActorId, context.CancellationToken);
        // The side that did not ask; the représentant légal has his mail, which asks him to sign.
        if (!byRelay) await officers.TellAsync(file, (name, page) => ToOfficers.DepartureAsked(file, name, page), context.CancellationToken);
        else if (file.Referent.Address != file.Representative.Address) outbox.Send(file.Referent.Address, ToReferent.DepartureAsked(file, await officers.RelayNameAsync(file, context.CancellationToken)));
        return new();
    }

    /// <summary>Who speaks of the bond between an entity and its relay: the référent of the entity, or an officer who may make bodies join.</summary>
    /// <returns>True for the officer.</returns>
    async Task<bool> IsRelayOfAsync(string entityId, CancellationToken cancellationToken)
    {
        var entity = Id(entityId);
        if (caller.OrganisationId != entity) return await rights.MandateOverAsync(entity, MandateRight.Join, cancellationToken) is not null ? true : throw new Refused(Refusals.NotFound);
        await rights.RequireAsync(cancellationToken, Role.Referent);
        return false;
    }
}
