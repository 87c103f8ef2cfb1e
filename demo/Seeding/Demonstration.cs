namespace Dinamis.Demo.Seeding;

/// <summary>The order of the story.</summary>
static class Demonstration
{
    /// <param name="world">The running system.</param>
    /// <param name="steps">What is done already.</param>
    /// <param name="only"><c>base</c>: stop once DINAMIS, its texts, relays and collections are there; <c>town</c>: and the commune of the demonstration has joined;
    /// <c>images</c>: and it has a user, and the scenes with pixels are there; <c>neighbour</c>: and two bodies have joined without the relay;
    /// <c>stages</c>: and bodies stand at each stage of the road; <c>stories</c>: what <c>neighbour</c> does, and their people have downloaded and told what they did. Null: everything.</param>
    /// <param name="cancellationToken">Ends the seeding; a new start goes on.</param>
    public static async Task SeedAsync(World world, Steps steps, string? only, CancellationToken cancellationToken)
    {
        await steps.OnceAsync("Exploitant, instructrice et signataire", async () =>
        {
            await People.DinamisAsync(world, cancellationToken);
            return true;
        }, cancellationToken);
        await steps.OnceAsync("Charte et licences", async () =>
        {
            await Texts.PublishAsync(world, await world.SignInAsync(People.Operator, cancellationToken), cancellationToken);
            return true;
        }, cancellationToken);
        var relays = await steps.OnceAsync("Relais", async () =>
            await Relays.CreateAsync(world, await world.SignInAsync(People.Operator, cancellationToken), cancellationToken), cancellationToken);
        await steps.OnceAsync("Collections", async () => await Catalogue.CollectionsAsync(await world.SignInAsync(People.Operator, cancellationToken), cancellationToken), cancellationToken);
        if (only == "base") return;
        // The scenes are drawn while people wait for mails and signatures.
        await Task.WhenAll(FirstMembersAsync(world, steps, relays[0], only, cancellationToken), only == "town" ? Task.FromResult(0) : ScenesAsync(world, steps, pictured: true, cancellationToken));
        if (only is "town" or "images" or "neighbour") return;
        if (only != "stories")
        {
            await steps.OnceAsync("Groupes d’instruction", async () => await Groups.CreateAsync(await world.SignInAsync(People.Operator, cancellationToken), cancellationToken), cancellationToken);
            await Members.OnTheWayAsync(world, steps, relays, cancellationToken);
            if (only == "stages") return;
            await ScenesAsync(world, steps, pictured: false, cancellationToken);
            await Members.ArrivedAsync(world, steps, relays, cancellationToken);
        }
        await steps.OnceAsync("Téléchargements et retours d’expérience", () => Stories.TellAsync(world, cancellationToken), cancellationToken);
    }

    static async Task FirstMembersAsync(World world, Steps steps, Relay relay, string? only, CancellationToken cancellationToken)
    {
        await Members.TownAsync(world, steps, relay, cancellationToken);
        if (only == "town") return;
        await steps.OnceAsync("Utilisateur de la commune", async () =>
        {
            await Users.AskAndValidateAsync(world, Members.TownSiren, cancellationToken);
            return true;
        }, cancellationToken);
        if (only != "images") await Members.AloneAsync(world, steps, relay, cancellationToken);
    }

    static Task<int> ScenesAsync(World world, Steps steps, bool pictured, CancellationToken cancellationToken) => steps.OnceAsync(pictured ? "Scènes avec pixels" : "Scènes décrites",
        async () => await Catalogue.ScenesAsync(await world.SignInAsync(People.Operator, cancellationToken), pictured, world.Drawn, cancellationToken), cancellationToken);
}
