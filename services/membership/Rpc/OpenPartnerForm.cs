using Dinamis.Membership.Links;
using Dinamis.Membership.Partners;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.PartnerFormView> OpenPartnerForm(Wire.LinkRequest request, ServerCallContext context)
    {
        var (link, partner) = await PartnerLinkAsync(request.Link, context.CancellationToken);
        return await PartnerFormAsync(link, partner, context.CancellationToken);
    }

    /// <summary>The link, which becomes the caller, and the line of the registry; its objection stands although the line is gone.</summary>
    async Task<(PartnerLink Link, Partner? Partner)> PartnerLinkAsync(string token, CancellationToken cancellationToken)
    {
        var link = await contact.FindAsync(token, cancellationToken) ?? throw new Refused(LinkRefusals.Gone);
        caller.LinkId = link.Id;
        return (link, await db.Partners.FirstOrDefaultAsync(p => p.Id == link.PartnerId, cancellationToken));
    }

    async Task<Wire.PartnerFormView> PartnerFormAsync(PartnerLink link, Partner? partner, CancellationToken cancellationToken)
    {
        var relay = await db.Organisations.SingleAsync(o => o.Id == link.RelayId, cancellationToken);
        var view = new Wire.PartnerFormView
        {
            OrganisationName = partner?.Facts.Name ?? "",
            Siren = partner?.Siren ?? "",
            RelayName = relay.ShortName,
            RelayFullName = relay.Name,
            MaskedAddress = Views.Mask(link.Address),
            AnsweredAt = link.AnsweredAt is { } answered ? Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(answered) : null,
            ObjectedAt = link.ObjectedAt is { } objected ? Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(objected) : null,
        };
        if (partner is null || !link.AwaitsAnswer(clock.GetUtcNow())) return view;
        view.Asked.AddRange(partner.Lacks(await IsMemberAsync(partner.Siren, cancellationToken)));
        view.Partner = partner.Facts;
        return view;
    }

    Task<bool> IsMemberAsync(string siren, CancellationToken cancellationToken) => db.Organisations.AnyAsync(o => o.Siren == siren && o.Kind == OrganisationKind.Entity && o.ActInForce, cancellationToken);
}
