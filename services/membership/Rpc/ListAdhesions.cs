using Dinamis.Membership.Register;
using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using System.Globalization;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    const int UsualPage = 50;
    const int LongestPage = 200;

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ListAdhesionsReply> ListAdhesions(Wire.ListAdhesionsRequest request, ServerCallContext context)
    {
        var (skip, take) = Page(request.PageToken, request.PageSize);
        var found = await db.Adhesions.AsNoTracking().VisibleToAsync(caller, rights, context.CancellationToken);
        if (request.States.Count > 0) found = found.Where(a => request.States.Contains(a.State));
        if (request.HasAwaitsRelay)
        {
            var waiting = db.Deeds.AwaitingRelay().Select(d => d.AdhesionId);
            found = found.Where(a => (a.State == AdhesionState.Submitted && waiting.Contains(a.Id)) == request.AwaitsRelay);
        }
        foreach (var word in Folding.Key(request.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries)) found = found.Where(a => a.SearchKey.Contains(word));
        var page = await found.OrderByDescending(a => a.StateSince).ThenBy(a => a.Siren).Skip(skip).Take(take + 1).ToListAsync(context.CancellationToken);
        var ids = page.Select(a => a.Id).ToList();
        var sealing = (await db.Deeds.Where(d => ids.Contains(d.AdhesionId) && d.Sealing != SealingState.None).Select(d => new { d.AdhesionId, d.Sealing }).ToListAsync(context.CancellationToken)).ToLookup(d => d.AdhesionId, d => d.Sealing);
        var awaitsRelay = await db.Deeds.AwaitingRelay().Where(d => ids.Contains(d.AdhesionId)).Select(d => d.AdhesionId).ToHashSetAsync(context.CancellationToken);
        var relays = await db.Organisations.Where(o => o.Kind == OrganisationKind.Relay).Select(o => new { o.Id, o.ShortName }).ToDictionaryAsync(o => o.Id, o => o.ShortName, context.CancellationToken);
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
                }),
            },
            NextPageToken = Next(page.Count, skip, take),
        };
    }

    /// <summary>Where a page begins and how long it is; a token that we did not give is refused.</summary>
    static (int Skip, int Take) Page(string token, int size)
    {
        var skip = 0;
        new Checks().That(token.Length == 0 || (int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out skip) && skip <= 1_000_000), "page_token", "Cette page n’existe pas.").ThrowIfAny();
        return (skip, size <= 0 ? UsualPage : Math.Min(size, LongestPage));
    }

    static string Next(int found, int skip, int take) => found > take ? (skip + take).ToString(CultureInfo.InvariantCulture) : "";
}
