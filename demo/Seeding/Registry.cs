using Dinamis.Demo.Bodies;
using Dinamis.Wire;

namespace Dinamis.Demo.Seeding;

/// <summary>What a relay knows of the bodies of its perimeter.</summary>
static class Registry
{
    /// <summary>Writes these bodies in the relay's registry as its partners, by one of its officers.</summary>
    public static async Task<int> ImportAsync(World world, Relay relay, IReadOnlyList<DemoBody> bodies, CancellationToken cancellationToken)
    {
        var session = await world.SignInAsync(relay.Officer, cancellationToken);
        var request = new ImportPartnersRequest { RelayId = relay.RelayId };
        request.Partners.AddRange(bodies.Select(body => new PartnerView
        {
            Name = body.Name,
            Siren = body.Siren,
            Category = Joining.Category(body.Kind),
            Street = "1 place de la Mairie",
            PostalCode = body.PostalCode,
            Town = body.Seat,
            Department = body.Department,
            Partner = true,
        }));
        await session.PostAsync<ImportPartnersReply>($"/api/membership/v1/relays/{relay.RelayId}/partners", request, $"demo-registry-{relay.RelayId}-{bodies[0].Siren}", cancellationToken);
        return bodies.Count;
    }
}
