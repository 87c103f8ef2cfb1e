using Dinamis.Membership.Deeds;
using Dinamis.Membership.Register;
using Dinamis.Membership.Templates;
using Dinamis.ServiceDefaults;
using Google.Api;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Role = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<HttpBody> PreviewDeedTemplate(Wire.PreviewDeedTemplateRequest request, ServerCallContext context)
    {
        await RequireDinamisAsync(context.CancellationToken, Role.Operator);
        var text = DeedTemplate.Normalized(request.Text);
        TemplateRules.Check(request.Kind, text).ThrowIfAny();
        var sample = SampleDeed.Of(request.Kind, new DeedClauses(0, "", text), request.ByDelegation, clock.GetUtcNow(), options.Value.Public("/verifier").AbsoluteUri);
        return new() { ContentType = "application/pdf", Data = ByteString.CopyFrom(DeedPdf.Draw(sample)) };
    }
}
