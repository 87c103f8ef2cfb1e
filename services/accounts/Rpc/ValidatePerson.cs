using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Accounts.Rpc;

sealed partial class AccountsService
{
    [Authorize(Policies.SignedIn)]
    public override Task<Wire.PersonView> ValidatePerson(Wire.PersonCommand request, ServerCallContext context) =>
        DecideAsync(request, context, (person, organisation, by) =>
        {
            person.Validate(organisation, request.Version, by, Now);
            return letters.SayValidatedAsync(person, organisation, context.CancellationToken);
        });
}
