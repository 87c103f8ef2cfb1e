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

    public static async Task JoinAsync(World world, Steps steps, CancellationToken cancellationToken)
    {
        var bodies = DemoBodies.Load();
        var town = bodies.First(b => b.Name == Town);
        var others = bodies.Where(b => b != town).ToList();
        var joining = new Joining(world);
        await Once(town, Stop.Active, PeopleOf(town, 0) with { Referent = "referent@mairie.example", Representative = "maire@mairie.example" });
        Stop[] stops = [Stop.Active, Stop.Active, Stop.Submitted, Stop.Active, Stop.UnderExamination, Stop.AwaitingRepresentative, Stop.Active, Stop.Draft, Stop.Accepted];
        for (var i = 0; i < stops.Length; i++) await Once(others[i * 5], stops[i], PeopleOf(others[i * 5], i + 1));

        Task Once(DemoBody body, Stop stop, BodyPeople people) => steps.OnceAsync($"Adhésion {body.Siren}", async () =>
        {
            await joining.JoinAsync(body, people, relay: null, stop, cancellationToken);
            return true;
        }, cancellationToken);
    }

    static BodyPeople PeopleOf(DemoBody body, int index)
    {
        var (given, family) = names[index % names.Length];
        var (mayorGiven, mayorFamily) = names[(index + 3) % names.Length];
        var domain = $"org{body.Siren}.example";
        var function = body.Kind == BodyKind.Commune ? "Maire" : "Président";
        return new($"referent@{domain}", given, family, $"representant@{domain}", mayorGiven, mayorFamily, function);
    }
}
