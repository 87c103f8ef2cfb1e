using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Accounts.Rpc;

sealed partial class AccountsService
{
    [Authorize(Policies.SignedIn)]
    public override Task<Wire.PersonView> SuspendPerson(Wire.PersonCommand request, ServerCallContext context) =>
        DecideAsync(request, context, (person, organisation, by) =>
        {
            person.Suspend(organisation, request.Version, request.Reason, by, Now);
            return letters.SaySuspendedAsync(person, organisation, context.CancellationToken);
        });
}
