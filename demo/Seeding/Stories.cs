using Dinamis.Demo.Robot;
using Dinamis.Demo.Scenes;
using Dinamis.Wire;
using Place = Dinamis.Demo.Scenes.Place;

namespace Dinamis.Demo.Seeding;

/// <summary>What people of two members did with the images: downloads, and retours d'expérience published, waiting, sent back.</summary>
static class Stories
{
    const string Colleague = "chloe.vidal@mairie.example";

    public static async Task<bool> TellAsync(World world, CancellationToken cancellationToken)
    {
        var scenes = DemoScenes.Items().Where(s => s.Shot is not null).ToList();
        DemoScene Of(Place place, int nth = 0) => scenes.Where(s => s.Shot!.Place == place).ElementAt(nth);
        var referent = await world.SignInAsync(Users.Referent, cancellationToken);
        var town = Guid.Parse((await referent.GetAsync<PersonView>("/api/accounts/v1/me", cancellationToken)).Roles[0].OrganisationId);
        await People.InviteAsync(world, referent, town, cancellationToken, People.Named("Chloé", "Vidal", "Chargée d’études eau et biodiversité", Colleague, Role.Types.Name.User));
        var colleague = await world.SignInAsync(Colleague, cancellationToken);
        var neighbour = await world.SignInAsync(Members.NeighbourReferent, cancellationToken);
        var user = await world.SignInAsync(Users.User, cancellationToken);

        await DownloadAsync(world, referent, cancellationToken, Of(Place.Marmande), Of(Place.Gujan));
        await DownloadAsync(world, colleague, cancellationToken, Of(Place.Marmande, 3), Of(Place.LaReole), Of(Place.LaReole, 1));
        await DownloadAsync(world, neighbour, cancellationToken, Of(Place.Marmande, 1), Of(Place.SaintEmilion));

        var hedges = await TellAsync(colleague, "hedges", new()
        {
            Title = "Compter les haies du coteau pour la trame verte",
            Theme = "biodiversite",
            Audience = Experience.Types.Audience.Public,
            Tools = { "QGIS", "Orfeo ToolBox" },
            Text = "La commune devait savoir où les haies relient encore les bois entre eux, avant de réviser son plan local d’urbanisme.\n\nL’indice de végétation de l’image de mai sépare les haies des cultures. Un seuil, puis un nettoyage à la main, ont donné 41 km de haies en deux journées.\n\nSur trente haies tirées au sort et vues sur le terrain, vingt-neuf y étaient. Nous referions le travail avec une seconde date, en hiver, pour les haies mêlées de ronces.",
            PictureAlt = "Indice de végétation au nord-ouest de Marmande : haies et bois en vert foncé, sols nus en brun.",
        }, Extract.Vegetation(Of(Place.Marmande).Shot!), [Of(Place.Marmande)], cancellationToken);
        var flood = await TellAsync(referent, "flood", new()
        {
            Title = "La crue de février 2021, vue deux jours après le pic",
            Theme = "risques",
            Audience = Experience.Types.Audience.Reserved,
            Tools = { "QGIS" },
            Text = "Le plan communal de sauvegarde s’appuyait sur des repères de crue de 1981.\n\nNous avons tracé la limite de l’eau sur l’image du 4 février 2021 et l’avons comparée à l’emprise de l’été 2019. Trois chemins que l’on croyait praticables étaient sous l’eau.\n\nLe tracé est maintenant dans le plan ; les élus l’ont compris d’un coup d’œil.",
            PictureAlt = "La Garonne sortie de son lit à La Réole : l’eau couvre les champs des deux rives, jusqu’au pied des maisons.",
        }, Extract.Colours(Of(Place.LaReole, 1).Shot!), [Of(Place.LaReole), Of(Place.LaReole, 1)], cancellationToken);
        var sprawl = await TellAsync(neighbour, "sprawl", new()
        {
            Title = "Mesurer l’artificialisation entre deux révisions du SCoT",
            Theme = "urbanisme",
            Audience = Experience.Types.Audience.Public,
            Tools = { "QGIS", "Python" },
            Text = "Pour le bilan du schéma de cohérence territoriale, il fallait une surface par commune, la même méthode partout.\n\nUn agent a numérisé les nouvelles parcelles bâties en une semaine, à partir des images Pléiades et des fichiers fonciers. L’écart avec les fichiers fonciers seuls est de 8 %.",
        }, null, [Of(Place.Marmande, 1)], cancellationToken);
        await TellAsync(user, "trees", new()
        {
            Title = "Repérer les arbres isolés des cours d’école",
            Theme = "urbanisme",
            Audience = Experience.Types.Audience.Public,
            Tools = { "QGIS" },
            Text = "Avant de planter, nous avons voulu savoir où l’ombre manque. L’image de mai montre chaque houppier de plus de trois mètres ; nous les avons pointés cour par cour.",
            PictureAlt = "Un quartier de Marmande vu du ciel, les arbres en vert entre les toits.",
        }, Extract.Colours(Of(Place.Marmande, 1).Shot!), [Of(Place.Marmande, 1)], cancellationToken);
        var pools = await TellAsync(user, "pools", new()
        {
            Title = "Piscines et eau potable",
            Theme = "eau",
            Audience = Experience.Types.Audience.Reserved,
            Text = "Nous avons compté les piscines pour estimer les pointes de consommation d’eau en été.",
        }, null, [Of(Place.Marmande, 2)], cancellationToken);

        var relay = await world.SignInAsync(Relays.Pigma, cancellationToken);
        var dinamis = await world.SignInAsync(People.Instructor, cancellationToken);
        await DecideAsync(relay, hedges, "publish", "", cancellationToken);
        await DecideAsync(relay, flood, "publish", "", cancellationToken);
        await DecideAsync(dinamis, sprawl, "publish", "", cancellationToken);
        await DecideAsync(relay, pools, "refuse", "Dites comment les piscines ont été comptées, et citez l’image utilisée dans le texte.", cancellationToken);
        return true;
    }

    /// <summary>Takes the whole file of each scene by a signed address, as the button of its page does.</summary>
    static async Task DownloadAsync(World world, Session person, CancellationToken cancellationToken, params DemoScene[] scenes)
    {
        foreach (var family in scenes.Select(s => s.Collection).Distinct())
            await person.PostAsync<PurposeChoice>("/api/catalogue/v1/purposes", new ChoosePurposeRequest { Family = family, Purpose = "service-public" }, $"demo-purpose-{family}", cancellationToken);
        foreach (var scene in scenes)
        {
            // The address lasts minutes: a seeding that goes on asks for another one.
            var signed = await person.PostAsync<SignDownloadReply>("/api/catalogue/v1/downloads:sign", new SignDownloadRequest { CollectionId = scene.Collection, ItemId = scene.Id, AssetKey = "image" }, $"demo-sign-{scene.Id}-{world.Now.ToUnixTimeSeconds()}", cancellationToken);
            await person.ReadAsync(new(signed.Url), cancellationToken);
        }
    }

    static async Task<ExperienceView> TellAsync(Session author, string key, SubmitExperienceRequest request, byte[]? picture, DemoScene[] scenes, CancellationToken cancellationToken)
    {
        if (picture is not null) request.PictureSha256 = await author.UploadAsync("/api/activity/v1/files", new MemoryStream(picture), cancellationToken, "image/jpeg");
        request.Scenes.AddRange(scenes.Select(s => new SceneLink { Collection = s.Collection, Item = s.Id }));
        return await author.PostAsync<ExperienceView>("/api/activity/v1/experiences", request, "demo-story-" + key, cancellationToken);
    }

    static Task<ExperienceView> DecideAsync(Session reviewer, ExperienceView story, string verb, string reason, CancellationToken cancellationToken) =>
        reviewer.PostAsync<ExperienceView>($"/api/activity/v1/experiences/{story.ExperienceId}:{verb}",
            new ExperienceCommand { ExperienceId = story.ExperienceId, Version = story.Version, Reason = reason }, $"demo-{verb}-{story.ExperienceId}", cancellationToken);
}
