using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Mails;
using Dinamis.Membership.Partners;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.PartnerFormView> ObjectToContact(Wire.LinkRequest request, ServerCallContext context)
    {
        var (link, _) = await PartnerLinkAsync(request.Link, context.CancellationToken);
        if (link.ObjectedAt is null)
        {
            var (address, now) = (link.Address, clock.GetUtcNow());
            if (!await contact.HasObjectedAsync(link.RelayId, address, context.CancellationToken))
                db.Objections.Add(new() { RelayId = link.RelayId, AddressHash = Secrets.Hash(address), At = now });
            // An address may stand in several lines: a person of two bodies, or a shared mailbox.
            var lines = (await db.Partners.Where(p => p.RelayId == link.RelayId).ToListAsync(context.CancellationToken)).Where(p => p.Addresses.Contains(address)).ToList();
            foreach (var line in lines) line.Forget(address);
            await CloseUnsignedAsync(link.RelayId, address, context.CancellationToken);
            foreach (var sent in await db.PartnerLinks.Where(l => l.RelayId == link.RelayId && l.Address == address).ToListAsync(context.CancellationToken)) sent.Object(now);
        }
        var partner = await db.Partners.FirstOrDefaultAsync(p => p.Id == link.PartnerId, context.CancellationToken);
        return await PartnerFormAsync(link, partner, context.CancellationToken);
    }

    /// <summary>What the relay prepared in the name of this person and nobody has signed is closed: nothing more is written to her for it.</summary>
    async Task CloseUnsignedAsync(Guid relay, string address, CancellationToken cancellationToken)
    {
        const string Why = "Une personne que le dossier nomme s’est opposée à l’usage de son adresse. Indiquez-en une autre, et envoyez-le de nouveau.";
        var open = await db.Adhesions.Where(a => a.RelayId == relay && a.State == AdhesionState.AwaitingRepresentative && a.AddressProvenAt == null).ToListAsync(cancellationToken);
        foreach (var file in open.Where(a => !a.Validated && (a.Representative.Address == address || a.Referent.Address == address)))
        {
            file.Decline(Why, caller.ActorId, clock.GetUtcNow());
            await Freezing.VoidDeedsAsync(db, file.Id, caller.ActorId, cancellationToken);
            await officers.TellAsync(file, (name, page) => ToOfficers.Objected(file, name, page), cancellationToken);
        }
    }
}
