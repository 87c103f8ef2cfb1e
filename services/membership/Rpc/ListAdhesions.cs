using System.Globalization;
using Dinamis.Membership.Register;
using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;
using Waited = Dinamis.Wire.AdhesionSummary.Types.Party;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    const int UsualPage = 50;
    const int LongestPage = 200;

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ListAdhesionsReply> ListAdhesions(Wire.ListAdhesionsRequest request, ServerCallContext context)
    {
        var (skip, take) = Page(request.PageToken, request.PageSize);
        await using var moment = await db.MomentAsync(context.CancellationToken);
        var found = await QueueAsync(request, context.CancellationToken);
        var ordered = request.OldestFirst ? found.OrderBy(a => a.SubmittedAt ?? a.StateSince) : found.OrderByDescending(a => a.StateSince);
        var page = await ordered.ThenBy(a => a.Siren).Skip(skip).Take(take + 1).ToListAsync(context.CancellationToken);
        var ids = page.Select(a => a.Id).ToList();
        var sealing = (await db.Deeds.Where(d => ids.Contains(d.AdhesionId) && d.Sealing != SealingState.None).Select(d => new { d.AdhesionId, d.Sealing }).ToListAsync(context.CancellationToken)).ToLookup(d => d.AdhesionId, d => d.Sealing);
        var awaitsRelay = await db.Deeds.AwaitingRelay().Where(d => ids.Contains(d.AdhesionId)).Select(d => d.AdhesionId).ToHashSetAsync(context.CancellationToken);
        var relays = await db.Organisations.Where(o => o.Kind == OrganisationKind.Relay).Select(o => new { o.Id, o.ShortName }).ToDictionaryAsync(o => o.Id, o => o.ShortName, context.CancellationToken);
        // For DINAMIS alone: nobody else learns who has a file in hand.
        var assigned = await rights.IsDinamisAsync(context.CancellationToken, Role.Instructor, Role.Signatory, Role.Operator)
            ? await db.Instructions.Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.AssignedTo, i.GroupId }).ToDictionaryAsync(i => i.Id, i => (i.AssignedTo, i.GroupId), context.CancellationToken)
            : [];
        var groups = await db.InstructionGroups.Select(g => new { g.Id, g.Name }).ToDictionaryAsync(g => g.Id, g => g.Name, context.CancellationToken);
        return new()
        {
            Adhesions =
            {
                page.Take(take).Select(a => new Wire.AdhesionSummary
                {
                    AdhesionId = $"{a.Id}",
                    OrganisationName = a.Entity.Name,
                    Siren = a.Siren,
                    State = a.State,
                    StateSince = a.StateSince.ToTimestamp(),
                    Road = a.Road,
                    RelayName = a.RelayId is { } relay ? relays[relay] : "",
                    Sealing = sealing[a.Id].DefaultIfEmpty(SealingState.None).Max(),
                    AwaitsRelay = awaitsRelay.Contains(a.Id),
                    WithActe = a.WithActe,
                    SubmittedAt = a.SubmittedAt?.ToTimestamp(),
                    AssignedTo = assigned.GetValueOrDefault(a.Id).AssignedTo ?? "",
                    GroupName = assigned.GetValueOrDefault(a.Id).GroupId is { } group ? groups.GetValueOrDefault(group, "") : "",
                    IsAmendment = a.IsAmendment,
                    IsDeparture = a.IsDeparture,
                    WaitsFor = WaitsFor(a, sealing[a.Id].Any(), awaitsRelay.Contains(a.Id)),
                }),
            },
            NextPageToken = Next(page.Count, skip, take),
        };
    }

    /// <summary>What the caller sees of all adhesions, as the filters of the request say; neither ordered nor paged.</summary>
    async Task<IQueryable<Adhesions.Adhesion>> QueueAsync(Wire.ListAdhesionsRequest request, CancellationToken cancellationToken)
    {
        var found = await db.Adhesions.AsNoTracking().VisibleToAsync(caller, rights, cancellationToken);
        if (request.States.Count > 0) found = found.Where(a => request.States.Contains(a.State));
        if (request.HasAwaitsRelay)
        {
            var waiting = db.Deeds.AwaitingRelay().Select(d => d.AdhesionId);
            found = found.Where(a => (a.State == AdhesionState.Submitted && waiting.Contains(a.Id)) == request.AwaitsRelay);
        }
        if (request.Delegations) found = found.Where(a => a.DelegationAskedAt != null);
        if (request.Road is not Road.Unspecified) found = found.Where(a => a.Road == request.Road);
        if (request.AssignedTo.Length > 0) found = await AssignedAsync(found, request.AssignedTo, cancellationToken);
        foreach (var word in Folding.Key(request.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries)) found = found.Where(a => a.SearchKey.Contains(word));
        if (request.Group.Length > 0) found = await OfGroupAsync(found, request.Group, cancellationToken);
        return found;
    }

    /// <param name="found">What the caller sees.</param>
    /// <param name="group">A group's id, <c>mine</c> or <c>none</c>.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    async Task<IQueryable<Adhesions.Adhesion>> OfGroupAsync(IQueryable<Adhesions.Adhesion> found, string group, CancellationToken cancellationToken)
    {
        await RequireDinamisAsync(cancellationToken, Role.Instructor, Role.Signatory, Role.Operator);
        if (group == "none") return found.Where(a => !db.Instructions.Any(i => i.Id == a.Id && i.GroupId != null));
        List<Guid?> groups = group == "mine"
            ? [.. (await db.InstructionGroups.AsNoTracking().ToListAsync(cancellationToken)).Where(g => g.Members.Contains(caller.ActorId)).Select(g => (Guid?)g.Id)]
            : [Id(group)];
        return found.Where(a => db.Instructions.Any(i => i.Id == a.Id && groups.Contains(i.GroupId)));
    }

    /// <param name="found">What the caller sees.</param>
    /// <param name="who">A person id, or <c>nobody</c>.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    async Task<IQueryable<Adhesions.Adhesion>> AssignedAsync(IQueryable<Adhesions.Adhesion> found, string who, CancellationToken cancellationToken)
    {
        await RequireDinamisAsync(cancellationToken, Role.Instructor, Role.Signatory, Role.Operator);
        if (who == "nobody") return found.Where(a => !db.Instructions.Any(i => i.Id == a.Id && i.AssignedTo != ""));
        return found.Where(a => db.Instructions.Any(i => i.Id == a.Id && i.AssignedTo == who));
    }

    static Waited WaitsFor(Adhesions.Adhesion file, bool sealing, bool awaitsRelay) => file.State switch
    {
        _ when sealing => Waited.Sealing,
        AdhesionState.Draft or AdhesionState.ComplementRequested => Waited.Referent,
        AdhesionState.AwaitingRepresentative when file.DelegationAskedAt is not null => Waited.Instructor,
        AdhesionState.AwaitingRepresentative => Waited.Representative,
        AdhesionState.Submitted when awaitsRelay => Waited.Relay,
        AdhesionState.Submitted or AdhesionState.UnderExamination when file.WithActe => Waited.Instructor,
        AdhesionState.Submitted when file.IsAmendment => Waited.Signatory,
        AdhesionState.Accepted => Waited.Signatory,
        AdhesionState.Suspended => Waited.Referent,
        _ => Waited.Nobody,
    };

    /// <summary>Where a page begins and how long it is; a token that we did not give is refused.</summary>
    static (int Skip, int Take) Page(string token, int size)
    {
        var skip = 0;
        new Checks().That(token.Length == 0 || (int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out skip) && skip <= 1_000_000), "page_token", "Cette page n’existe pas.").ThrowIfAny();
        return (skip, size <= 0 ? UsualPage : Math.Min(size, LongestPage));
    }

    static string Next(int found, int skip, int take) => found > take ? (skip + take).ToString(CultureInfo.InvariantCulture) : "";
}
