using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dinamis.Kernel;
using Dinamis.ServiceTests.Harness;
using static Dinamis.ServiceTests.Activity.ActivityHost;
using Audience = Dinamis.Wire.Experience.Types.Audience;
using Shelf = Dinamis.Wire.ListExperiencesRequest.Types.Shelf;
using State = Dinamis.Wire.Experience.Types.State;

namespace Dinamis.ServiceTests.Activity;

public sealed class ExperiencesSpec
{
    internal static Wire.SubmitExperienceRequest Telling(Audience audience = Audience.Public, string title = "Suivre l’érosion de la dune") => new()
    {
        Title = title,
        Text = "Deux dates, une différence.",
        Theme = "littoral",
        Audience = audience,
        Tools = { "QGIS" },
        Scenes = { new Wire.SceneLink { Collection = "spot-6-7", Item = "S6_20260801" } },
    };

    static byte[] Picture(int width = 800)
    {
        byte[] bytes = [0x89, .. "PNG"u8, 13, 10, 26, 10, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 0, 0, 0, 2, 88, 8, 2, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, .. "IEND"u8, 1, 2, 3, 4];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        return bytes;
    }

    static Wire.ExperienceCommand Command(Wire.ExperienceView view, string reason = "") => new() { ExperienceId = view.ExperienceId, Version = view.Version, Reason = reason };

    [Theory, Stores]
    public async Task It_is_told_with_a_picture_reviewed_by_the_relay_and_read_by_anybody(StoreKind kind)
    {
        await using var app = await On(kind);
        using var author = app.Http(User, Mairie);
        using var sent = await author.PostAsync("/api/activity/v1/files", new ByteArrayContent(Picture()), TestContext.Current.CancellationToken);
        var telling = Telling();
        telling.PictureSha256 = (await sent.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("sha256").GetString();
        telling.PictureAlt = "La dune avant et après";
        var told = await app.As(User, Mairie).SubmitExperienceAsync(telling, Calls.Key());
        (told.State, told.Reviewable, told.Scenes[0].Href).ShouldBe((State.Submitted, false, "http://localhost:8080/stac/collections/spot-6-7/items/S6_20260801"));

        using var anybody = app.Http();
        (await anybody.GetAsync(told.PicturePath, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        // What only its author may see enters no shared cache.
        (await author.GetAsync(told.PicturePath, TestContext.Current.CancellationToken)).Headers.CacheControl!.Private.ShouldBeTrue();
        await app.Anybody.GetExperienceAsync(new() { ExperienceId = told.ExperienceId }).ShouldBeRefusedAsync("NOT_FOUND", 404);
        (await app.As(OtherOfficer, OtherRelay).ListExperiencesAsync(new() { Shelf = Shelf.ToReview })).Experiences.ShouldBeEmpty();
        var waiting = (await app.As(Officer, Pigma).ListExperiencesAsync(new() { Shelf = Shelf.ToReview })).Experiences.ShouldHaveSingleItem();
        waiting.Reviewable.ShouldBeTrue();

        await app.As(OtherOfficer, OtherRelay).PublishExperienceAsync(Command(waiting), Calls.Key()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        (await app.As(Officer, Pigma).PublishExperienceAsync(Command(waiting), Calls.Key())).State.ShouldBe(State.Published);
        var act = (await app.Host.ActsAsync())[^1];
        (act.Verb, act.ActorId, act.RelayId, act.MandateId).ShouldBe(("experience.published", Officer.ToString(), Pigma.ToString(), Mandate.ToString()));

        var read = (await app.Anybody.ListExperiencesAsync(new() { Search = "erosion" })).Experiences.ShouldHaveSingleItem();
        (read.Title, read.AuthorId, read.OrganisationId).ShouldBe(("Suivre l’érosion de la dune", "", Mairie.ToString()));
        using var picture = await anybody.GetAsync(told.PicturePath, TestContext.Current.CancellationToken);
        (picture.StatusCode, picture.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "image/png"));
        (await picture.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(Picture());
    }

    [Theory, Stores]
    public async Task A_reserved_one_is_for_members_and_a_refused_one_for_its_author(StoreKind kind)
    {
        await using var app = await On(kind);
        var reserved = await app.As(User, Mairie).SubmitExperienceAsync(Telling(Audience.Reserved), Calls.Key());
        await app.As(Instructor, WellKnown.Dinamis).PublishExperienceAsync(Command(reserved), Calls.Key());
        (await app.Anybody.ListExperiencesAsync(new())).Experiences.ShouldBeEmpty();
        (await app.As(Stranger, Syndicat).ListExperiencesAsync(new())).Experiences.ShouldHaveSingleItem().AuthorId.ShouldBe(User.ToString());

        var refused = await app.As(User, Mairie).SubmitExperienceAsync(Telling(title: "Publicité"), Calls.Key());
        await app.As(Officer, Pigma).RefuseExperienceAsync(Command(refused), Calls.Key()).ShouldBeRefusedAsync("INVALID", 400);
        await app.As(Officer, Pigma).RefuseExperienceAsync(Command(refused, "Ce n’est pas un retour d’expérience."), Calls.Key());
        await app.As(Officer, Pigma).PublishExperienceAsync(Command(refused), Calls.Key()).ShouldBeRefusedAsync("STALE", 409);
        (await app.As(User, Mairie).GetExperienceAsync(new() { ExperienceId = refused.ExperienceId })).Reason.ShouldBe("Ce n’est pas un retour d’expérience.");
        await app.As(Stranger, Syndicat).GetExperienceAsync(new() { ExperienceId = refused.ExperienceId }).ShouldBeRefusedAsync("NOT_FOUND", 404);
        (await app.As(User, Mairie).ListExperiencesAsync(new() { Shelf = Shelf.Mine, PageSize = 1 })).NextPageToken.ShouldNotBeEmpty();
    }

    [Theory, Stores]
    public async Task Its_author_mends_what_was_sent_back_and_it_is_reviewed_again_with_the_picture_it_had(StoreKind kind)
    {
        await using var app = await On(kind);
        using var author = app.Http(User, Mairie);
        using var sent = await author.PostAsync("/api/activity/v1/files", new ByteArrayContent(Picture()), TestContext.Current.CancellationToken);
        var telling = Telling();
        (telling.PictureSha256, telling.PictureAlt) = ((await sent.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("sha256").GetString(), "Une dune");
        var told = await app.As(User, Mairie).SubmitExperienceAsync(telling, Calls.Key());
        Wire.ReviseExperienceRequest Mended(Wire.ExperienceView seen) => new() { ExperienceId = seen.ExperienceId, Version = seen.Version, Telling = new(telling) { Title = "Deux étés de dune", PictureSha256 = "", Scenes = { new Wire.SceneLink { Collection = "pleiades", Item = "P_20260802" } } } };

        // Not before it was sent back, and by nobody else; not with a field at fault.
        await app.As(User, Mairie).ReviseExperienceAsync(Mended(told), Calls.Key()).ShouldBeRefusedAsync("NOT_SENT_BACK", 409);
        var refused = await app.As(Officer, Pigma).RefuseExperienceAsync(Command(told, "Dites quand."), Calls.Key());
        foreach (var (person, organisation) in new[] { (Referent, Mairie), (Officer, Pigma), (Instructor, WellKnown.Dinamis) })
            await app.As(person, organisation).ReviseExperienceAsync(Mended(refused), Calls.Key()).ShouldBeRefusedAsync("NOT_FOUND", 404);
        await app.As(User, Mairie).ReviseExperienceAsync(new() { ExperienceId = refused.ExperienceId, Version = refused.Version }, Calls.Key()).ShouldBeRefusedAsync("INVALID", 400);
        await app.As(User, Mairie).ReviseExperienceAsync(Mended(told), Calls.Key()).ShouldBeRefusedAsync("STALE", 409);

        var mended = await app.As(User, Mairie).ReviseExperienceAsync(Mended(refused), Calls.Key());
        (mended.State, mended.Title, mended.Reason, mended.PicturePath).ShouldBe((State.Submitted, "Deux étés de dune", "Dites quand.", told.PicturePath));
        mended.Scenes.Select(s => s.Item).ShouldBe(["S6_20260801", "P_20260802"]);
        var waiting = (await app.As(Officer, Pigma).ListExperiencesAsync(new() { Shelf = Shelf.ToReview })).Experiences.ShouldHaveSingleItem();
        var published = await app.As(Officer, Pigma).PublishExperienceAsync(Command(waiting), Calls.Key());
        (published.State, published.Reason).ShouldBe((State.Published, ""));
        (await app.Host.ActsAsync()).Select(a => a.Verb).ShouldBe(["experience.submitted", "experience.refused", "experience.revised", "experience.published"]);
    }

    [Theory, Stores]
    public async Task Nobody_reviews_his_own_nor_shows_another_s_picture(StoreKind kind)
    {
        await using var app = await On(kind);
        var own = await app.As(Instructor, WellKnown.Dinamis).SubmitExperienceAsync(Telling(), Calls.Key());
        await app.As(Instructor, WellKnown.Dinamis).PublishExperienceAsync(Command(own), Calls.Key()).ShouldBeRefusedAsync("OWN_EXPERIENCE", 403);

        using var author = app.Http(User, Mairie);
        using var sent = await author.PostAsync("/api/activity/v1/files", new ByteArrayContent(Picture()), TestContext.Current.CancellationToken);
        var telling = Telling();
        (telling.PictureSha256, telling.PictureAlt) = ((await sent.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("sha256").GetString(), "Une dune");
        await app.As(Referent, Mairie).SubmitExperienceAsync(telling, Calls.Key()).ShouldBeRefusedAsync("PICTURE_MISSING", 409);
        using var large = await author.PostAsync("/api/activity/v1/files", new ByteArrayContent(Picture(1025)), TestContext.Current.CancellationToken);
        large.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await large.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("reason").GetString().ShouldBe("PICTURE_UNFIT");
        using var stranger = app.Http();
        using var unknown = await stranger.PostAsync("/api/activity/v1/files", new ByteArrayContent(Picture()), TestContext.Current.CancellationToken);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, Stores]
    public async Task Faulty_input_is_told_field_by_field(StoreKind kind)
    {
        await using var app = await On(kind);
        var faulty = Telling();
        faulty.Scenes[0].Item = "../../x";
        await app.As(User, Mairie).SubmitExperienceAsync(faulty, Calls.Key()).ShouldBeRefusedAsync("INVALID", 400);
        await app.As(User, Mairie).ListExperiencesAsync(new() { PageToken = "!" }).ShouldBeRefusedAsync("INVALID", 400);
        await app.Anybody.ListExperiencesAsync(new() { Shelf = Shelf.Mine }).ShouldBeRefusedAsync("UNAUTHENTICATED", 401);
    }
}
