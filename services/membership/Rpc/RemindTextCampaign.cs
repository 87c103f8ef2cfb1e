using Dinamis.Membership.Texts;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.RemindTextCampaignReply> RemindTextCampaign(Wire.RemindTextCampaignRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Operator);
        var text = await TextAsync(request.Family, context.CancellationToken);
        var (number, now) = (text.Versions[^1].Number, clock.GetUtcNow());
        var before = now - TextAcceptance.Patience;
        return new()
        {
            Reminded = await db.TextAcceptances.Where(a => a.Family == text.Family && a.Number == number && a.AcceptedAt == null && a.MailedAt <= before && a.MailDueAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.MailDueAt, now), context.CancellationToken),
        };
    }
}
