using Dinamis.Membership.Register;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    static readonly TimeSpan JustNow = TimeSpan.FromMinutes(5);

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.AdhesionView> CountersignRelayDeed(Wire.CountersignDeedRequest request, ServerCallContext context)
    {
        var mine = (await rights.MandatesAsync(MandateRight.Join, context.CancellationToken)).Select(m => Guid.Parse(m.MandateId)).ToList();
        var deed = await db.Deeds.FirstOrDefaultAsync(d => d.Number == request.Number && d.RelayId == caller.OrganisationId && mine.Contains(d.MandateId!.Value), context.CancellationToken)
            ?? throw new Refused(Refusals.NotFound);
        RequireVersion(deed, request.Version);
        RequireJustSignedIn(deed);
        deed.Countersign(request.Sha256, caller.ActorId, clock.GetUtcNow());
        await db.SaveChangesAsync(context.CancellationToken);
        return await views.AdhesionAsync(await db.Adhesions.SingleAsync(a => a.Id == deed.AdhesionId, context.CancellationToken), context.CancellationToken);
    }

    /// <summary>Who signs has proven who he is for this: a moment ago, and since the body's signature was there (to the second, as tokens say it).</summary>
    /// <param name="deed">Null: of none in particular.</param>
    /// <exception cref="Refused">403 <c>SIGN_IN_AGAIN</c>.</exception>
    void RequireJustSignedIn(Deed? deed = null)
    {
        if (caller.SignedInAt is not { } at || at < clock.GetUtcNow() - JustNow || at < deed?.SignedByMemberAt?.AddSeconds(-1)) throw new Refused(DeedRefusals.SignInAgain with { Cure = deed?.RelayId is null ? DeedRefusals.SignInToCountersign : DeedRefusals.SignInAgain.Cure });
    }
}
