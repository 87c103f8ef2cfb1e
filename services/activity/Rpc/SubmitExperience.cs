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
        var organisation = await AuthorsOrganisationAsync(ct);
        var experience = new Experience(Guid.CreateVersion7(Now), caller.PersonId!.Value, organisation, TellingOf(request), Now);
        await RequirePictureAsync(request.PictureSha256, ct);
        db.Experiences.Add(experience);
        await db.SaveChangesAsync(ct);
        return View(experience, reviewable: false);
    }

    Task<Guid> AuthorsOrganisationAsync(CancellationToken cancellationToken) =>
        rights.RequireAsync(cancellationToken, RoleName.User, RoleName.Referent, RoleName.Officer, RoleName.Instructor, RoleName.Signatory, RoleName.Operator);

    static Telling TellingOf(Wire.SubmitExperienceRequest request) => new(
        request.Title, request.Text, request.Theme, request.Audience, request.Tools, [.. request.Scenes.Select(s => (s.Collection, s.Item))], request.PictureSha256, request.PictureAlt);

    /// <summary>Another's picture is not his to show.</summary>
    async Task RequirePictureAsync(string sha256, CancellationToken cancellationToken)
    {
        if (sha256.Length > 0 && !await db.Pictures.AnyAsync(p => p.Sha256 == sha256 && p.SentBy == caller.PersonId, cancellationToken)) throw new Refused(Refusals.PictureMissing);
    }
}
