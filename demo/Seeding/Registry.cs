using System.Text;
using Dinamis.Demo.Bodies;
using Dinamis.Wire;
using Google.Protobuf;

namespace Dinamis.Demo.Seeding;

/// <summary>What a relay knows of the bodies of its perimeter.</summary>
static class Registry
{
    /// <summary>Writes these bodies in the relay's registry, by one of its officers.</summary>
    public static async Task<int> ImportAsync(World world, Relay relay, IReadOnlyList<(DemoBody Body, bool Partner)> bodies, CancellationToken cancellationToken)
    {
        var session = await world.SignInAsync(relay.Officer, cancellationToken);
        var list = new StringBuilder("SIREN;Nom;Catégorie;Adresse;Code postal;Commune;Département;Partenaire;Intéressé\n");
        // Two of three have told the relay that they want the images.
        foreach (var (line, index) in bodies.Select((line, index) => (line, index)))
            list.AppendJoin(';', line.Body.Siren, line.Body.Name, Joining.Category(line.Body.Kind), "1 place de la Mairie", line.Body.PostalCode, line.Body.Seat, line.Body.Department, line.Partner ? "oui" : "non", index % 3 != 2 ? "oui" : "non").Append('\n');
        var (imports, key) = ($"/api/membership/v1/relays/{relay.RelayId}/imports", $"demo-registry-{relay.RelayId}-{bodies[0].Body.Siren}");
        var read = await session.PostAsync<PartnerImportView>(imports, new PreviewPartnerImportRequest { RelayId = relay.RelayId, FileName = "partenaires.csv", Content = ByteString.CopyFromUtf8(list.ToString()) }, key, cancellationToken);
        await session.PostAsync<PartnerImportView>($"{imports}/{read.ImportId}:confirm", new PartnerImportCommand { RelayId = relay.RelayId, ImportId = read.ImportId }, key + "-confirm", cancellationToken);
        return bodies.Count;
    }
}
