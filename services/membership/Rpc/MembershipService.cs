using Dinamis.Mail;
using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Batches;
using Dinamis.Membership.Bodies;
using Dinamis.Membership.Links;
using Dinamis.Membership.Notices;
using Dinamis.Membership.Partners;
using Dinamis.Membership.Sealing;
using Dinamis.Membership.Texts;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Options;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

/// <summary>The rpcs of membership.proto, one file each: validate, load what the caller may see, one verb, reply.</summary>
sealed partial class MembershipService(
    MembershipDb db, CallerRights rights, Caller caller, LinkDesk links, Freezing freezing, ActeForce force, Views views, TextCampaigns campaigns, OfficersDesk officers, RelayJoining joining, RelayLeaving leaving, FirstContact contact, Prospects prospects, FollowUp followUp, Outbox outbox, TrustSource trust, IOptions<DinamisOptions> options, TimeProvider clock,
    ILogger<MembershipService> logger, IBodyDirectory? directory = null)
    : Wire.Membership.MembershipBase
{
    /// <summary>The caller acts for DINAMIS and has one of these roles there.</summary>
    async Task RequireDinamisAsync(CancellationToken cancellationToken, params Role[] anyOf)
    {
        if (!await rights.IsDinamisAsync(cancellationToken, anyOf)) throw new Refused(Refusals.Forbidden);
    }

    static void RequireVersion(Aggregate aggregate, long seen)
    {
        if (aggregate.Version != seen) throw new Refused(Refusals.Stale);
    }

    /// <summary>An id of a message; a wrong one is as absent as an unknown one.</summary>
    static Guid Id(string text) => Guid.TryParse(text, out var id) ? id : throw new Refused(Refusals.NotFound);
}
