using Dinamis.Demo.Bodies;

namespace Dinamis.Demo.Seeding;

/// <summary>Some bodies walk the full road, some stand at earlier states, the rest stay in the registries.</summary>
static class Members
{
    /// <summary>The commune of the demonstration accounts.</summary>
    const string Town = "Commune de Marmande";

    /// <summary>Stands in the relay's registry and has joined without it.</summary>
    const string JoinedAlone = "Commune de Cerizay";

    public const string NeighbourReferent = "referent@agglo.example";

    static DemoBody Neighbour => DemoBodies.Load().First(b => b is { Kind: BodyKind.Grouping, Seat: "Marmande" });

    public static string TownSiren => DemoBodies.Load().First(b => b.Name == Town).Siren;

    static readonly (string Given, string Family)[] names =
        [("Sophie", "Lacoste"), ("Karim", "Benali"), ("Élodie", "Dupuy"), ("Thomas", "Etcheverry"), ("Nadège", "Faure"), ("Vincent", "Labat"), ("Aïcha", "Diallo"), ("Laurent", "Castets"), ("Marion", "Pujol"), ("Olivier", "Sanchez")];

    /// <summary>How far each goes, and whether with the relay of its territory or alone; one of each kind that an officer or an instructor meets.</summary>
    static readonly (Stop Stop, bool WithRelay)[] roads =
    [
        (Stop.Active, true), (Stop.Submitted, false), (Stop.Active, true), (Stop.UnderExamination, false), (Stop.AwaitingRepresentative, false),
        (Stop.Active, false), (Stop.AwaitingRepresentative, true), (Stop.Draft, false), (Stop.Submitted, true), (Stop.Accepted, false),
        (Stop.Delegating, false),
    ];

    /// <summary>A partner of the relay already: it joins DINAMIS with an avenant, and the relay sees what it does.</summary>
    public static async Task TownAsync(World world, Steps steps, Relay relay, CancellationToken cancellationToken)
    {
        var town = DemoBodies.Load().First(b => b.Name == Town);
        await steps.OnceAsync($"Registre {town.Siren}", () => Registry.ImportAsync(world, relay, [(town, true)], cancellationToken), cancellationToken);
        await JoinOnceAsync(world, steps, town, relay, Stop.Active, PeopleOf(town, 0) with { Referent = "referent@mairie.example", Representative = "maire@mairie.example" }, cancellationToken);
    }

    /// <summary>The grouping around the commune joins alone: the relay sees nothing of it. So does, at the same time, a commune of its registry, of which it sees the line alone.</summary>
    public static Task AloneAsync(World world, Steps steps, Relay relay, CancellationToken cancellationToken) => Task.WhenAll(
        JoinOnceAsync(world, steps, Neighbour, relay: null, Stop.Active, PeopleOf(Neighbour, 1) with { Referent = NeighbourReferent, Representative = "president@agglo.example" }, cancellationToken),
        ListedAsync(world, steps, relay, cancellationToken));

    static async Task ListedAsync(World world, Steps steps, Relay relay, CancellationToken cancellationToken)
    {
        var listed = DemoBodies.Load().First(b => b.Name == JoinedAlone);
        await steps.OnceAsync($"Registre {listed.Siren}", () => Registry.ImportAsync(world, relay, [(listed, false)], cancellationToken), cancellationToken);
        await JoinOnceAsync(world, steps, listed, relay: null, Stop.Active, PeopleOf(listed, 2), cancellationToken);
    }

    /// <summary>The registries, and the bodies that are still on the way.</summary>
    public static Task OnTheWayAsync(World world, Steps steps, IReadOnlyList<Relay> relays, CancellationToken cancellationToken) => JoinAsync(world, steps, relays, stop => stop != Stop.Active, cancellationToken);

    /// <summary>The bodies that walked the full road.</summary>
    public static Task ArrivedAsync(World world, Steps steps, IReadOnlyList<Relay> relays, CancellationToken cancellationToken) => JoinAsync(world, steps, relays, stop => stop == Stop.Active, cancellationToken);

    static async Task JoinAsync(World world, Steps steps, IReadOnlyList<Relay> relays, Predicate<Stop> which, CancellationToken cancellationToken)
    {
        var others = DemoBodies.Load().Where(b => b.Name is not (Town or JoinedAlone)).ToList();
        Relay? RelayOf(DemoBody body) => relays.SingleOrDefault(relay => relay.Departments.Contains(body.Department));
        // Three of four are partners already and need an avenant, the others a convention.
        foreach (var registry in others.Select((body, index) => (Body: body, Partner: index % 4 != 3)).GroupBy(line => RelayOf(line.Body)))
        {
            if (registry.Key is not { } relay) continue;
            await steps.OnceAsync($"Registre de {relay.RelayId}", () => Registry.ImportAsync(world, relay, [.. registry], cancellationToken), cancellationToken);
        }
        others.RemoveAll(body => body.Siren == Neighbour.Siren);
        for (var i = 0; i < roads.Length; i++)
        {
            if (!which(roads[i].Stop)) continue;
            var body = others[i * 5];
            await JoinOnceAsync(world, steps, body, roads[i].WithRelay ? RelayOf(body) : null, roads[i].Stop, PeopleOf(body, i + 2), cancellationToken);
        }
    }

    static Task<bool> JoinOnceAsync(World world, Steps steps, DemoBody body, Relay? relay, Stop stop, BodyPeople people, CancellationToken cancellationToken) => steps.OnceAsync($"Adhésion {body.Siren}", async () =>
    {
        await new Joining(world).JoinAsync(body, people, relay, stop, cancellationToken);
        return true;
    }, cancellationToken);

    static BodyPeople PeopleOf(DemoBody body, int index)
    {
        var (given, family) = names[index % names.Length];
        var (mayorGiven, mayorFamily) = names[(index + 3) % names.Length];
        var domain = $"org{body.Siren}.example";
        var function = body.Kind == BodyKind.Commune ? "Maire" : "Président";
        return new($"referent@{domain}", given, family, $"representant@{domain}", mayorGiven, mayorFamily, function);
    }
}
