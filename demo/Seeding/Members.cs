using Dinamis.Demo.Bodies;

namespace Dinamis.Demo.Seeding;

/// <summary>Some bodies walk the full road, some stand at earlier states, the rest stay in the registries.</summary>
static class Members
{
    /// <summary>The commune of the demonstration accounts.</summary>
    const string Town = "Commune de Marmande";

    public static string TownSiren => DemoBodies.Load().First(b => b.Name == Town).Siren;

    static readonly (string Given, string Family)[] names =
        [("Sophie", "Lacoste"), ("Karim", "Benali"), ("Élodie", "Dupuy"), ("Thomas", "Etcheverry"), ("Nadège", "Faure"), ("Vincent", "Labat"), ("Aïcha", "Diallo"), ("Laurent", "Castets"), ("Marion", "Pujol"), ("Olivier", "Sanchez")];

    /// <summary>A partner of the relay already: it joins DINAMIS with an avenant, and the relay sees what it does.</summary>
    public static async Task TownAsync(World world, Steps steps, Relay relay, CancellationToken cancellationToken)
    {
        var town = DemoBodies.Load().First(b => b.Name == Town);
        await steps.OnceAsync($"Registre {town.Siren}", () => Registry.ImportAsync(world, relay, [town], cancellationToken), cancellationToken);
        await JoinOnceAsync(world, steps, town, relay, Stop.Active, PeopleOf(town, 0) with { Referent = "referent@mairie.example", Representative = "maire@mairie.example" }, cancellationToken);
    }

    public static async Task OthersAsync(World world, Steps steps, CancellationToken cancellationToken)
    {
        var others = DemoBodies.Load().Where(b => b.Name != Town).ToList();
        Stop[] stops = [Stop.Active, Stop.Active, Stop.Submitted, Stop.Active, Stop.UnderExamination, Stop.AwaitingRepresentative, Stop.Active, Stop.Draft, Stop.Accepted];
        for (var i = 0; i < stops.Length; i++) await JoinOnceAsync(world, steps, others[i * 5], relay: null, stops[i], PeopleOf(others[i * 5], i + 1), cancellationToken);
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
