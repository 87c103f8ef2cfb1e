using Dinamis.Membership.Register;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.CountersignDeedsReply> CountersignDeeds(Wire.CountersignDeedsRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Signatory);
        new Checks().That(request.Deeds.Count is > 0 and <= MostDeedsAtOnce, "deeds", $"Choisissez au moins un acte, et {MostDeedsAtOnce} au plus.").ThrowIfAny();
        RequireJustSignedIn();
        var numbers = request.Deeds.Select(d => d.Number).ToList();
        var deeds = await db.Deeds.Where(d => numbers.Contains(d.Number)).ToDictionaryAsync(d => d.Number, context.CancellationToken);
        var ids = deeds.Values.Select(d => d.AdhesionId).ToList();
        var files = await db.Adhesions.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, context.CancellationToken);
        return new() { Outcomes = { request.Deeds.Select(Outcome) } };

        // What is refused is refused before anything of it has changed: the others go on.
        Wire.CountersignOutcome Outcome(Wire.CountersignDeedRequest one)
        {
            try
            {
                var deed = deeds.GetValueOrDefault(one.Number) ?? throw new Refused(Refusals.NotFound);
                Countersign(deed, files[deed.AdhesionId], one);
                return new() { Number = one.Number };
            }
            catch (Refused refused)
            {
                return new() { Number = one.Number, Refused = refused.Refusal.Code, Message = refused.Refusal.Message };
            }
        }
    }

    /// <summary>The same for one act and for a hundred: seen in this state, by another person than the one who accepted, who has just signed in for it.</summary>
    void Countersign(Deed deed, Adhesions.Adhesion file, Wire.CountersignDeedRequest seen)
    {
        if (!deed.Content.WithDinamis) throw new Refused(DeedRefusals.WrongKind);
        RequireVersion(deed, seen.Version);
        RequireJustSignedIn(deed);
        file.RequireCountersignable(caller.ActorId);
        deed.Countersign(seen.Sha256, caller.ActorId, clock.GetUtcNow());
    }
}
