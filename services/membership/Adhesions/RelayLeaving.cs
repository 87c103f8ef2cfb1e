using Dinamis.Membership.Links;
using Dinamis.Membership.Organisations;
using Dinamis.Membership.Register;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Adhesions;

/// <summary>A member leaves its relay: the avenant is asked for, and takes effect once both have signed it. In the caller's transaction.</summary>
sealed class RelayLeaving(MembershipDb db, Freezing freezing, LinkDesk links, TimeProvider clock)
{
    /// <param name="member">In force or suspended.</param>
    /// <param name="relayId">The relay that it leaves.</param>
    /// <param name="asked">Reason and first day.</param>
    /// <param name="byRelay">An officer asks, under the mandate; otherwise the référent.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<Adhesion> AskAsync(Adhesion member, Guid relayId, Wire.RelayDeparture asked, bool byRelay, string by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mandate = await MandateAsync(member.OrganisationId, relayId, now, cancellationToken);
        if (await db.Adhesions.AnyAsync(a => a.OpenSiren == member.Siren, cancellationToken)) throw new Refused(AdhesionRefusals.AlreadyApplying);
        if (!await links.MayMailAsync(member.Representative.Address, cancellationToken)) throw new Refused(LinkRefusals.TooManyMails);
        var ended = await Binding(member.OrganisationId, relayId).OrderBy(d => d.Number).ToListAsync(cancellationToken);
        asked.Ended.Add(ended.Select(d => new Wire.RelayDeparture.Types.Ended { Number = d.Number, Kind = d.Kind, InForceFrom = d.InForceFrom!.Value.ToTimestamp() }));
        var file = Adhesion.StartDeparture(member, new(relayId, mandate.Id, DeedKind.Departure), asked, byRelay, by, now);
        db.Adhesions.Add(file);
        await freezing.FreezeAsync(file, "", by, cancellationToken, byRelay);
        return file;
    }

    /// <summary>Nothing binds the body to the relay any more: its standing tells it to every service, and each deed and file says so.</summary>
    /// <param name="file">Its avenant is sealed by both.</param>
    public async Task TakeEffectAsync(Adhesion file, string by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var relay = file.RelayId!.Value;
        file.ActivateWithoutActe(by, at);
        (await db.Organisations.SingleAsync(o => o.Id == file.OrganisationId, cancellationToken)).LeaveRelay(relay, file.MandateId!.Value, by);
        foreach (var deed in await Binding(file.OrganisationId, relay).ToListAsync(cancellationToken)) deed.End(DeedStatus.Terminated, by, at);
        foreach (var joined in await db.Adhesions.Where(a => a.OrganisationId == file.OrganisationId && a.RelayId == relay && a.RelayDeed != DeedKind.Departure).ToListAsync(cancellationToken))
        {
            // What has ended by itself stays as it was.
            if (joined.WithActe && Life.From(joined.State, Life.LeaveRelay) is not null) joined.LeaveRelay(by, at);
            else if (!joined.WithActe && Life.From(joined.State, Life.EndAvenant) is not null) joined.EndAvenant(by, at);
        }
    }

    /// <summary>The mandate under which the relay acts for the body now.</summary>
    async Task<Mandate> MandateAsync(Guid organisationId, Guid relayId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var body = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == organisationId, cancellationToken);
        var over = body.MandatesOver.Where(m => m.RelayId == $"{relayId}").Select(m => m.MandateId).ToHashSet();
        if (over.Count == 0) throw new Refused(OrganisationRefusals.NotUnderMandate);
        var relay = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == relayId, cancellationToken);
        return relay.Mandates.FirstOrDefault(m => over.Contains($"{m.Id}") && m.InForce(now)) ?? throw new Refused(OrganisationRefusals.MandateEnded);
    }

    /// <summary>Avenants and conventions in force of the body and the relay.</summary>
    IQueryable<Deed> Binding(Guid organisationId, Guid relayId) =>
        db.Deeds.Where(d => d.OrganisationId == organisationId && d.RelayId == relayId && d.Kind != DeedKind.Departure && d.Status == DeedStatus.InForce);
}
