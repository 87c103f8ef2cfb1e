using Dinamis.Kernel;
using Dinamis.Storage;
using Audience = Dinamis.Wire.Experience.Types.Audience;
using State = Dinamis.Wire.Experience.Types.State;

namespace Dinamis.Activity.Experiences;

/// <summary>A retour d'expérience: what somebody did with which scenes. Read by others once the relay or DINAMIS has published it.</summary>
sealed class Experience : Aggregate
{
    readonly List<Scene> scenes = [];

    Experience() { }

    public Experience(Guid id, Guid authorId, Guid organisationId, Telling telling, DateTimeOffset at)
    {
        (Id, AuthorId, OrganisationId) = (id, authorId, organisationId);
        Tell(telling, at);
        Publish("experience.submitted", authorId.ToString());
    }

    public Guid AuthorId { get; private set; }
    public Guid OrganisationId { get; private set; }
    public State State { get; private set; }
    public Audience Audience { get; private set; }
    public string Title { get; private set; } = "";
    public string Text { get; private set; } = "";
    public string Theme { get; private set; } = "";

    /// <summary>One a line.</summary>
    public string Tools { get; private set; } = "";

    public string PictureSha256 { get; private set; } = "";
    public string PictureAlt { get; private set; } = "";
    public string SearchKey { get; private set; } = "";
    public DateTimeOffset SubmittedAt { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string Reason { get; private set; } = "";
    public IReadOnlyList<Scene> Scenes => scenes;

    /// <summary>Its author mends what was refused; it is reviewed again, beside the reason of the refusal.</summary>
    public void Revise(long seen, Telling telling, DateTimeOffset at)
    {
        if (seen != Version) throw new Refused(Kernel.Refusals.Stale);
        if (State is not State.Refused) throw new Refused(Refusals.NotSentBack);
        Tell(telling.PictureSha256.Length > 0 ? telling : telling with { PictureSha256 = PictureSha256 }, at);
        DecidedAt = null;
        Publish("experience.revised", AuthorId.ToString());
    }

    void Tell(Telling telling, DateTimeOffset at)
    {
        telling.Check();
        (SubmittedAt, State) = (at, State.Submitted);
        (Title, Text, Theme, Audience) = (telling.Title.Trim(), telling.Text.Trim(), telling.Theme, telling.Audience);
        Tools = string.Join('\n', telling.Tools.Select(t => t.Trim()));
        scenes.Clear();
        scenes.AddRange(telling.Scenes.Select((s, i) => new Scene { ExperienceId = Id, Rank = i, Collection = s.Collection, Item = s.Item }));
        (PictureSha256, PictureAlt) = (telling.PictureSha256, telling.PictureAlt.Trim());
        SearchKey = Folding.Key($"{Title} {Text} {Tools}");
    }

    public void Accept(long seen, Reviewer by, DateTimeOffset at)
    {
        Decide(seen, by, State.Published, at);
        Reason = "";
        Publish("experience.published", by.ActorId, by);
    }

    public void Refuse(long seen, string reason, Reviewer by, DateTimeOffset at)
    {
        new Checks().Filled(reason, "reason", "Donnez le motif : il est montré à l’auteur.", 1000).ThrowIfAny();
        Decide(seen, by, State.Refused, at);
        Reason = reason.Trim();
        Publish("experience.refused", by.ActorId, by);
    }

    void Decide(long seen, Reviewer by, State state, DateTimeOffset at)
    {
        if (by.PersonId == AuthorId) throw new Refused(Refusals.OwnExperience);
        if (seen != Version) throw new Refused(Kernel.Refusals.Stale);
        if (State is not State.Submitted) throw new Refused(Refusals.DecidedAlready);
        (State, DecidedAt) = (state, at);
    }

    void Publish(string verb, string actor, Reviewer? by = null) => Raise(new Wire.Act
    {
        Verb = verb,
        ActorId = actor,
        OrganisationId = OrganisationId.ToString(),
        RelayId = by?.RelayId?.ToString() ?? "",
        MandateId = by?.MandateId?.ToString() ?? "",
        ObjectType = "experience",
        ObjectId = Id.ToString(),
        ObjectVersion = Version + 1,
    });
}

/// <summary>A scene that was used, by its STAC ids.</summary>
sealed class Scene
{
    public Guid ExperienceId { get; init; }
    public int Rank { get; init; }
    public required string Collection { get; init; }
    public required string Item { get; init; }
}

/// <summary>Who decides on a retour d'expérience.</summary>
/// <param name="RelayId">The relay and the mandate under which it decides; null for DINAMIS.</param>
sealed record Reviewer(Guid PersonId, Guid? RelayId = null, Guid? MandateId = null)
{
    public string ActorId => PersonId.ToString();
}
