using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Links;
using Dinamis.Membership.Mails;
using Dinamis.Membership.Partners;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Role = Dinamis.Wire.Role.Types.Name;
using Side = Dinamis.Wire.ReferentProposal.Types.Side;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ProposeReferentReply> ProposeReferent(Wire.ProposeReferentRequest request, ServerCallContext context)
    {
        var entity = Id(request.EntityId);
        var (side, mandate) = await ForEntityAsync(entity, context.CancellationToken);
        var file = await InForceAsync(entity, context.CancellationToken);
        await ProposeReferentAsync(file, request.Referent, side, mandate, context.CancellationToken);
        return new();
    }

    /// <summary>In whose name the caller asks something of the member: its référent, its relay, or DINAMIS.</summary>
    async Task<(Side Side, Wire.MandateOver? Mandate)> ForEntityAsync(Guid entity, CancellationToken cancellationToken)
    {
        if (caller.OrganisationId == entity)
        {
            await rights.RequireAsync(cancellationToken, Role.Referent);
            return (Side.Referent, null);
        }
        if (await rights.IsDinamisAsync(cancellationToken, Role.Instructor)) return (Side.Dinamis, null);
        if (await rights.MandateOverAsync(entity, MandateRight.Accounts, cancellationToken) is { } mandate)
            return (Side.Relay, new() { RelayId = $"{caller.OrganisationId}", MandateId = mandate.MandateId });
        throw new Refused(Refusals.NotFound);
    }

    /// <summary>The person is asked to prove the address; the référent in place hears of it when he is not who asks.</summary>
    async Task ProposeReferentAsync(Adhesion file, Wire.ReferentForm? form, Side side, Wire.MandateOver? mandate, CancellationToken cancellationToken)
    {
        var referent = new Wire.ReferentForm(form ?? new());
        referent.Address = MailAddresses.Normalize(referent.Address);
        new FormChecks().Referent(referent, functionField: "referent.function").ThrowIfAny();
        if (mandate is not null && await contact.HasObjectedAsync(Guid.Parse(mandate.RelayId), referent.Address, cancellationToken)) throw new Refused(PartnerRefusals.Objected);
        if (!await links.MayMailAsync(referent.Address, cancellationToken)) throw new Refused(LinkRefusals.TooManyMails);
        file.ProposeReferent(referent, side, mandate, caller.ActorId, clock.GetUtcNow());
        outbox.Send(referent.Address, ToNewReferent.PleaseProve(file, await links.ForNewReferentAsync(file, cancellationToken)));
        if (side is not Side.Referent) outbox.Send(file.Referent.Address, ToReferent.SuccessorProposed(file));
    }
}
