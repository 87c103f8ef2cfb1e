using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;

namespace Dinamis.AppHost;

/// <summary>
/// Commands to a system that runs, as <c>dotnet run --project AppHost -- premier-exploitant …</c>. They go through the gateway
/// like any program, as the client <c>operator</c>, whose secret is in the data folder.
/// </summary>
static class Commands
{
    const string Help = """
        premier-exploitant <courriel> <prénom> <nom>   donne un lien, valable une fois, qui crée le compte du premier exploitant
        importer <fichier.ndjson>                      ajoute ou remplace des scènes, un item STAC par ligne ; relancée, reprend où elle s’est arrêtée
        journal                                        relit le journal et ses cachets ; nomme la première ligne qui n’est plus ce qui a été écrit
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var settings = new Settings(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        try
        {
            switch (args)
            {
                case ["premier-exploitant", var address, var givenName, var familyName]:
                    await InviteAsync(settings, address, givenName, familyName);
                    return 0;
                case ["importer", var file] when File.Exists(file):
                    return await ImportCommand.RunAsync(settings.Origin, () => TokenAsync(settings), file) ? 0 : 1;
                case ["importer", var missing]:
                    await Console.Error.WriteLineAsync($"Le fichier {missing} n’existe pas.");
                    return 2;
                case ["journal"]:
                    return await VerifyJournalAsync(settings) ? 0 : 1;
                default:
                    await Console.Error.WriteLineAsync($"Commandes :\n{Help}");
                    return 2;
            }
        }
        catch (RpcException answer) when (answer.ToRefused() is { } refused)
        {
            await Console.Error.WriteLineAsync(string.Join('\n', [refused.Refusal.Message, .. refused.Fields.Select(field => field.Message)]));
        }
        catch (Exception away) when (away is RpcException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync($"Dinamis.Aspire ne répond pas à {settings.Origin.OriginalString} ({away.Message}). Démarrez-le d’abord, avec les mêmes DINAMIS_PORT et DINAMIS_DATA.");
        }
        return 1;
    }

    static async Task InviteAsync(Settings settings, string address, string givenName, string familyName)
    {
        var reply = await new Accounts.AccountsClient(GrpcChannel.ForAddress(settings.GrpcOrigin)).InviteFirstOperatorAsync(
            new() { Operator = new() { Address = address, GivenName = givenName, FamilyName = familyName } },
            new Metadata { { "authorization", $"Bearer {await TokenAsync(settings)}" }, { "idempotency-key", Guid.CreateVersion7().ToString() } },
            TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20));
        Console.WriteLine($"Ouvrez ce lien ; il ne sert qu’une fois :\n{new Uri(settings.Origin, reply.Path)}");
    }

    static async Task<bool> VerifyJournalAsync(Settings settings)
    {
        // All of it is read again: as long as the gateway waits.
        var reply = await new Activity.ActivityClient(GrpcChannel.ForAddress(settings.GrpcOrigin)).VerifyJournalAsync(
            new(), new Metadata { { "authorization", $"Bearer {await TokenAsync(settings)}" } }, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(10));
        Console.WriteLine(reply.Sound
            ? string.Create(CultureInfo.InvariantCulture, $"Le journal est tel qu’il a été écrit : {reply.Entries} lignes relues, {reply.Seals} cachets vérifiés.")
            : string.Create(CultureInfo.InvariantCulture, $"{reply.Fault.Message} Chaîne « {reply.Fault.Producer} », ligne {reply.Fault.Seq}."));
        return reply.Sound;
    }

    static async Task<string> TokenAsync(Settings settings)
    {
        var secret = OperatorSecret.Known(settings.Data)
            ?? throw new HttpRequestException($"aucun système n’a encore démarré sur {settings.Data}");
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = OperatorSecret.Client,
            ["client_secret"] = secret,
            ["scope"] = Scopes.Internal,
        });
        using var response = await client.PostAsync(new Uri(settings.Origin, "/connect/token"), form);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
