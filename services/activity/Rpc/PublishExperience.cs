using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Dinamis.Activity.Rpc;

sealed partial class ActivityService
{
    [Authorize(Policies.SignedIn)]
    public override Task<Wire.ExperienceView> PublishExperience(Wire.ExperienceCommand request, ServerCallContext context) =>
        DecideAsync(request, context, (experience, by) => experience.Accept(request.Version, by, Now));
}
