using Dinamis.Activity.Experiences;
using Dinamis.Kernel;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Activity.Rpc;

sealed partial class ActivityService
{
    Wire.ExperienceView View(Experience experience, bool reviewable)
    {
        var view = new Wire.ExperienceView
        {
            ExperienceId = experience.Id.ToString(),
            Version = experience.Version,
            State = experience.State,
            Audience = experience.Audience,
            Title = experience.Title,
            Text = experience.Text,
            Theme = experience.Theme,
            Tools = { experience.Tools.Split('\n', StringSplitOptions.RemoveEmptyEntries) },
            Scenes = { experience.Scenes.OrderBy(s => s.Rank).Select(s => new Wire.SceneLink { Collection = s.Collection, Item = s.Item, Href = options.Value.Public($"/stac/collections/{s.Collection}/items/{s.Item}").AbsoluteUri }) },
            PicturePath = experience.PictureSha256.Length == 0 ? "" : $"/api/activity/v1/experiences/{experience.Id}/picture",
            PictureAlt = experience.PictureAlt,
            OrganisationId = experience.OrganisationId.ToString(),
            SubmittedAt = experience.SubmittedAt.ToTimestamp(),
            DecidedAt = experience.DecidedAt?.ToTimestamp(),
            Reviewable = reviewable && experience.State is Wire.Experience.Types.State.Submitted,
        };
        if (caller.PersonId is not null) view.AuthorId = experience.AuthorId.ToString();
        if (reviewable || experience.AuthorId == caller.PersonId) view.Reason = experience.Reason;
        return view;
    }

    /// <summary>What publishing and refusing share: the report inside what the caller may decide, in whose name, one verb.</summary>
    async Task<Wire.ExperienceView> DecideAsync(Wire.ExperienceCommand request, ServerCallContext context, Action<Experience, Reviewer> verb)
    {
        var (id, ct) = (IdOf(request.ExperienceId), context.CancellationToken);
        // His own report is refused by name, whoever he is: he may know it.
        var experience = await db.Experiences.FirstOrDefaultAsync(e => e.Id == id, ct) ?? throw new Refused(Kernel.Refusals.NotFound);
        var by = await readers.ReviewerAsync(experience.OrganisationId, request.MandateId, ct);
        verb(experience, by);
        await db.SaveChangesAsync(ct);
        return View(experience, reviewable: true);
    }
}
