using Dinamis.Activity.Experiences;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using RoleName = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.Activity.Rpc;

sealed partial class ActivityService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.ExperienceView> SubmitExperience(Wire.SubmitExperienceRequest request, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        var organisation = await rights.RequireAsync(ct, RoleName.User, RoleName.Referent, RoleName.Officer, RoleName.Instructor, RoleName.Signatory, RoleName.Operator);
        var telling = new Telling(
            request.Title, request.Text, request.Theme, request.Audience, request.Tools, [.. request.Scenes.Select(s => (s.Collection, s.Item))], request.PictureSha256, request.PictureAlt);
        var experience = new Experience(Guid.CreateVersion7(Now), caller.PersonId!.Value, organisation, telling, Now);
        // Another's picture is not his to show.
        if (telling.PictureSha256.Length > 0 && !await db.Pictures.AnyAsync(p => p.Sha256 == telling.PictureSha256 && p.SentBy == caller.PersonId, ct))
            throw new Refused(Refusals.PictureMissing);
        db.Experiences.Add(experience);
        await db.SaveChangesAsync(ct);
        return View(experience, reviewable: false);
    }
}
