using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Activity.Rpc;

sealed partial class ActivityService
{
    [Authorize(Policies.PersonOrService)]
    public override async Task<Wire.VerifyJournalReply> VerifyJournal(Wire.VerifyJournalRequest request, ServerCallContext context)
    {
        if (!caller.IsService && !await rights.IsDinamisAsync(context.CancellationToken, Wire.Role.Types.Name.Operator)) throw new Refused(Kernel.Refusals.NotFound);
        return await check.RunAsync(context.CancellationToken);
    }
}
