using Dinamis.Membership.Texts;
using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    const int MostWaiting = 200;

    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.TextCampaign> GetTextCampaign(Wire.GetTextCampaignRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Instructor, Role.Signatory, Role.Operator);
        var text = await TextAsync(request.Family, context.CancellationToken);
        var last = text.Versions[^1];
        var asked = db.TextAcceptances.AsNoTracking().Where(a => a.Family == text.Family && a.Number == last.Number);
        var waiting = await asked.Where(a => a.AcceptedAt == null)
            .Join(db.Organisations, a => a.OrganisationId, o => o.Id, (a, o) => new { o.Id, o.Name, o.Siren, a.MailedAt })
            .OrderBy(b => b.Name).ThenBy(b => b.Id).Take(MostWaiting).ToListAsync(context.CancellationToken);
        return new()
        {
            Family = text.Family,
            Name = text.Name,
            Number = last.Number,
            InForceFrom = last.InForceFrom.ToTimestamp(),
            Asked = await asked.CountAsync(context.CancellationToken),
            Accepted = await asked.CountAsync(a => a.AcceptedAt != null, context.CancellationToken),
            Waiting = { waiting.Select(b => new Wire.TextCampaign.Types.Body { EntityId = $"{b.Id}", Name = b.Name, Siren = b.Siren, MailedAt = b.MailedAt?.ToTimestamp() }) },
        };
    }

    async Task<Text> TextAsync(string family, CancellationToken cancellationToken) =>
        await db.Texts.AsNoTracking().FirstOrDefaultAsync(t => t.Family == family, cancellationToken) ?? throw new Refused(Refusals.NotFound);
}
