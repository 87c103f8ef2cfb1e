using Dinamis.Demo.Bodies;
using Dinamis.Wire;

namespace Dinamis.Demo.Seeding;

/// <summary>What a relay knows of the bodies of its perimeter.</summary>
static class Registry
{
    /// <summary>Writes these bodies in the relay's registry, by one of its officers.</summary>
    public static async Task<int> ImportAsync(World world, Relay relay, IReadOnlyList<(DemoBody Body, bool Partner)> bodies, CancellationToken cancellationToken)
    {
        var session = await world.SignInAsync(relay.Officer, cancellationToken);
        var request = new ImportPartnersRequest { RelayId = relay.RelayId };
        request.Partners.AddRange(bodies.Select(line => new PartnerView
        {
            Name = line.Body.Name,
            Siren = line.Body.Siren,
            Category = Joining.Category(line.Body.Kind),
            Street = "1 place de la Mairie",
            PostalCode = line.Body.PostalCode,
            Town = line.Body.Seat,
            Department = line.Body.Department,
            Partner = line.Partner,
        }));
        await session.PostAsync<ImportPartnersReply>($"/api/membership/v1/relays/{relay.RelayId}/partners", request, $"demo-registry-{relay.RelayId}-{bodies[0].Body.Siren}", cancellationToken);
        return bodies.Count;
    }
}
