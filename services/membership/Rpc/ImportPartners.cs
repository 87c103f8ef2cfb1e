using Dinamis.Membership.Partners;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ImportPartnersReply> ImportPartners(Wire.ImportPartnersRequest request, ServerCallContext context)
    {
        var relay = await RequireRelayAsync(request.RelayId, context.CancellationToken, MandateRight.Join);
        var checks = new Checks().That(request.Partners.Count is > 0 and <= 1000, "partners", "De 1 à 1 000 lignes à la fois.");
        for (var row = 0; row < request.Partners.Count; row++) Partner.Check(checks, request.Partners[row], row);
        checks.ThrowIfAny();
        var sirens = request.Partners.Select(p => Siren.Normalize(p.Siren)).ToList();
        var known = await db.Partners.Where(p => p.RelayId == relay && sirens.Contains(p.Siren)).ToDictionaryAsync(p => p.Siren, context.CancellationToken);
        var reply = new Wire.ImportPartnersReply();
        foreach (var facts in request.Partners)
        {
            if (known.TryGetValue(Siren.Normalize(facts.Siren), out var partner))
            {
                // A merge says who is a partner, as a whole line does.
                partner.Replace(request.Merge ? new(Partner.Merged(partner.Facts, facts)) { Partner = facts.Partner } : facts);
                reply.Replaced++;
                continue;
            }
            partner = Partner.Of(relay, facts, clock.GetUtcNow());
            db.Partners.Add(partner);
            known[partner.Siren] = partner;
            reply.Added++;
        }
        return reply;
    }
}
