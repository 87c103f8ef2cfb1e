using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Mails;
using Dinamis.Membership.Organisations;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [AllowAnonymous]
    public override async Task<Wire.StartAdhesionReply> StartAdhesion(Wire.StartAdhesionRequest request, ServerCallContext context)
    {
        var siren = BodyId.Normalize(request.Siren);
        var referent = new Wire.ReferentForm
        {
            GivenName = request.GivenName.Trim(),
            FamilyName = request.FamilyName.Trim(),
            Address = MailAddresses.Normalize(request.Address),
        };
        new Checks()
            .That(BodyId.IsValid(siren), "siren", NoSuchBodyId(siren))
            .That(Departments.IsCode(request.Department) && (!BodyId.IsForeign(siren) || request.Department == Departments.Abroad), "department", "Choisissez le département du siège.")
            .That(MailAddresses.IsPlausible(referent.Address), "address", "Indiquez votre adresse professionnelle, par exemple nom@mairie.fr.")
            .Filled(referent.GivenName, "given_name", "Indiquez votre prénom.", 100)
            .Filled(referent.FamilyName, "family_name", "Indiquez votre nom.", 100)
            .That(request.Road is not Road.Unspecified, "road", "Choisissez une voie : seul, ou avec le relais.")
            .ThrowIfAny();
        var road = request.Road is Road.WithRelay ? await RoadAsync(request, siren, context.CancellationToken) : null;

        var open = await db.Adhesions.FirstOrDefaultAsync(a => a.OpenSiren == siren, context.CancellationToken);
        if (open is not null && open.Referent.Address == referent.Address) await SendReferentsLinkAsync(open, context.CancellationToken);
        else if (await ReferentsFileAsync(siren, open, context.CancellationToken) is { } other) WarnReferent(other);
        else await BeginAsync(siren, referent, request.Department, road, context.CancellationToken);
        return new();
    }

    async Task BeginAsync(string siren, Wire.ReferentForm referent, string department, RelayRoad? road, CancellationToken cancellationToken)
    {
        foreach (var earlier in await links.UnprovenAsync(siren, cancellationToken))
            if (earlier.Referent.Address == referent.Address) await links.ForgetAsync(earlier, cancellationToken);
        var organisation = await db.Organisations.Where(o => o.Siren == siren && o.Kind == OrganisationKind.Entity).Select(o => (Guid?)o.Id).FirstOrDefaultAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var file = Adhesion.Start(organisation ?? Guid.CreateVersion7(now), siren, department, referent, caller.ActorId, now);
        if (road is not null) file.TakeRoadWith(road);
        db.Adhesions.Add(file);
        await SendReferentsLinkAsync(file, cancellationToken);
    }

    async Task<RelayRoad> RoadAsync(Wire.StartAdhesionRequest request, string siren, CancellationToken cancellationToken)
    {
        var relay = await db.Organisations.FirstOrDefaultAsync(o => o.Id == Id(request.RelayId) && o.Kind == OrganisationKind.Relay, cancellationToken);
        var mandate = relay?.MandateToJoin(request.Department, clock.GetUtcNow());
        new Checks().That(mandate is not null, "relay_id", "Ce relais n’intervient pas dans ce département.").ThrowIfAny();
        return new(relay!.Id, mandate!.Id, await DeedWithAsync(relay.Id, siren, cancellationToken));
    }

    /// <summary>An avenant for a body bound to the relay already, a convention for another.</summary>
    async Task<DeedKind> DeedWithAsync(Guid relayId, string siren, CancellationToken cancellationToken) =>
        await db.Partners.FirstOrDefaultAsync(p => p.RelayId == relayId && p.Siren == siren, cancellationToken) is { IsPartner: true } ? DeedKind.Avenant : DeedKind.Convention;

    /// <summary>The file whose référent is warned: the open one, or that of a member, suspended or not.</summary>
    async Task<Adhesion?> ReferentsFileAsync(string siren, Adhesion? open, CancellationToken cancellationToken)
    {
        if (open is not null) return open;
        return await db.Adhesions.Where(a => a.Siren == siren && a.WithActe && (a.State == AdhesionState.Active || a.State == AdhesionState.Suspended)).OrderByDescending(a => a.StateSince).FirstOrDefaultAsync(cancellationToken);
    }

    void WarnReferent(Adhesion file)
    {
        if (file.Warn(clock.GetUtcNow())) outbox.Send(file.Referent.Address, ToReferent.SomebodyApplies(file));
    }

    /// <summary>The mail that fits where the file stands: prove the address, or go on.</summary>
    async Task SendReferentsLinkAsync(Adhesion file, CancellationToken cancellationToken)
    {
        if (!await links.MayMailAsync(file.Referent.Address, cancellationToken)) return;
        var link = links.ForReferent(file);
        outbox.Send(file.Referent.Address, file.IsUnproven ? ToReferent.ProveAddress(file, link) : ToReferent.FreshLink(file, link));
    }
}
