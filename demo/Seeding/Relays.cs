using Dinamis.Demo.Bodies;
using Dinamis.Demo.Robot;
using Dinamis.Wire;
using Google.Protobuf.WellKnownTypes;

namespace Dinamis.Demo.Seeding;

/// <summary>A relay of the demonstration, with the session-independent facts that later steps need.</summary>
/// <param name="RelayId">Organisation id.</param>
/// <param name="MandateId">Its mandate in force.</param>
/// <param name="Officer">Address of the officer named in the mandate.</param>
/// <param name="Departments">INSEE codes of its perimeter.</param>
sealed record Relay(string RelayId, string MandateId, string Officer, IReadOnlyList<string> Departments);

/// <summary>Two relays, so that isolation can be seen: PIGMA over Nouvelle-Aquitaine, and a small one over part of Occitanie.</summary>
static class Relays
{
    public const string Pigma = "agent@pigma.example";
    public const string PigmaSso = "agent.sso@pigma.example";
    public const string Occitanie = "agent@relais-occitanie.example";

    public static async Task<IReadOnlyList<Relay>> CreateAsync(World world, Session session, CancellationToken cancellationToken) =>
    [
        await CreateAsync(world, session, new CreateRelayRequest
        {
            Name = "GIP Aménagement du territoire et gestion des risques (ATGeRi)", ShortName = "PIGMA", Siren = "183308618", Address = "6 parvis des Chartrons, 33075 Bordeaux",
            RepresentativeName = "Anne Delmas", RepresentativeFunction = "Directrice",
        }, $"Convention GIP ATGeRi – IGN du 8 décembre {world.Now.Year - 1}", ["16", "17", "19", "23", "24", "33", "40", "47", "64", "79", "86", "87"], accepts: true,
        [
            People.Named("Julie", "Sarrazin", "Chargée de mission imagerie", Pigma, Role.Types.Name.Officer),
            People.Named("Mathieu", "Castaing", "Géomaticien", PigmaSso, Role.Types.Name.Officer),
        ], cancellationToken),
        await CreateAsync(world, session, new CreateRelayRequest
        {
            Name = "Relais d’imagerie d’Occitanie", ShortName = "Relais Occitanie", Siren = "200053791", Address = "22 boulevard du Maréchal-Juin, 31406 Toulouse",
            RepresentativeName = "Hugo Barthe", RepresentativeFunction = "Président",
        }, $"Convention Relais d’imagerie d’Occitanie – IGN du 15 décembre {world.Now.Year - 1}", Gazetteer.OtherRelay, accepts: false,
        [
            People.Named("Lucie", "Fabre", "Animatrice", Occitanie, Role.Types.Name.Officer),
        ], cancellationToken),
    ];

    static async Task<Relay> CreateAsync(World world, Session session, CreateRelayRequest request, string basis, string[] departments, bool accepts, Invitee[] officers, CancellationToken cancellationToken)
    {
        var relay = await session.PostAsync<RelayView>("/api/membership/v1/relays", request, $"demo-relay-{request.Siren}", cancellationToken);
        var people = await People.InviteAsync(world, session, Guid.Parse(relay.RelayId), cancellationToken, officers);
        var mandate = new CreateMandateRequest
        {
            RelayId = relay.RelayId,
            LegalBasis = basis,
            From = Texts.FirstOfYear(world.Now).ToTimestamp(),
            Until = Texts.FirstOfYear(world.Now).AddYears(3).ToTimestamp(),
            Departments = { departments },
            Rights = { Mandate.Types.Right.Join, Mandate.Types.Right.Accounts, Mandate.Types.Right.Help, Mandate.Types.Right.View },
            Officers = { people.Select(p => p.PersonId) },
            Accepts = accepts,
        };
        var view = await session.PostAsync<RelayView>("/api/membership/v1/mandates", mandate, $"demo-mandate-{request.Siren}", cancellationToken);
        return new(relay.RelayId, view.Mandates[^1].MandateId, officers[0].Address, departments);
    }
}
