using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Activity.Rpc;

sealed partial class ActivityService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ExperienceView> ReviseExperience(Wire.ReviseExperienceRequest request, ServerCallContext context)
    {
        var (id, ct) = (IdOf(request.ExperienceId), context.CancellationToken);
        var organisation = await AuthorsOrganisationAsync(ct);
        var experience = await db.Experiences.FirstOrDefaultAsync(e => e.Id == id && e.AuthorId == caller.PersonId && e.OrganisationId == organisation, ct)
            ?? throw new Refused(Kernel.Refusals.NotFound);
        var telling = request.Telling ?? new();
        experience.Revise(request.Version, TellingOf(telling), Now);
        await RequirePictureAsync(telling.PictureSha256, ct);
        await db.SaveChangesAsync(ct);
        return View(experience, reviewable: false);
    }
}
