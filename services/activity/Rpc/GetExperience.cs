using Dinamis.Kernel;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Activity.Rpc;

sealed partial class ActivityService
{
    [AllowAnonymous]
    public override async Task<Wire.ExperienceView> GetExperience(Wire.GetExperienceRequest request, ServerCallContext context)
    {
        var (id, ct) = (IdOf(request.ExperienceId), context.CancellationToken);
        var experience = await (await readers.ReadableAsync(ct)).AsNoTracking().FirstOrDefaultAsync(e => e.Id == id, ct) ?? throw new Refused(Kernel.Refusals.NotFound);
        return View(experience, await readers.MayReviewAsync(id, ct));
    }
}
