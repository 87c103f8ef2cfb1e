using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Accounts.Rpc;

sealed partial class AccountsService
{
    [Authorize(Policies.SignedIn)]
    public override Task<Wire.PersonView> RefusePerson(Wire.PersonCommand request, ServerCallContext context) =>
        DecideAsync(request, context, (person, organisation, by) =>
        {
            person.Refuse(organisation, request.Version, request.Reason, by, Now);
            return letters.SayRefusedAsync(person, organisation, context.CancellationToken);
        });
}
