using Dinamis.Membership.Templates;
using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    const int MostTemplateVersions = 100;

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.DeedTemplateView> GetDeedTemplate(Wire.GetDeedTemplateRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Operator);
        var versions = db.DeedTemplates.Of(request.Kind);
        var template = await versions.FirstOrDefaultAsync(t => request.Number == 0 || t.Number == request.Number, context.CancellationToken) ?? throw new Refused(Refusals.NotFound);
        var others = await versions.Take(MostTemplateVersions).Select(t => new { t.Number, t.Sha256, t.Reason, t.PublishedBy, t.PublishedAt }).ToListAsync(context.CancellationToken);
        return new()
        {
            Template = template.View(withText: true),
            Versions = { others.Select(o => new Wire.DeedTemplateVersion { Kind = request.Kind, Number = o.Number, Sha256 = o.Sha256, Reason = o.Reason, PublishedBy = o.PublishedBy, PublishedAt = o.PublishedAt.ToTimestamp() }) },
            Variables = { DeedVariables.Of(request.Kind).Select(v => new Wire.DeedTemplateVariable { Name = v.Name, Meaning = v.Meaning, MayBeAbsent = v.May }) },
        };
    }
}
