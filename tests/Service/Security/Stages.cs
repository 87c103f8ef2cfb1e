using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dinamis.Accounts;
using Dinamis.Accounts.Rpc;
using Dinamis.Activity;
using Dinamis.Activity.Rpc;
using Dinamis.Catalogue;
using Dinamis.Kernel;
using Dinamis.Membership;
using Dinamis.ServiceTests.Accounts;
using Dinamis.ServiceTests.Activity;
using Dinamis.ServiceTests.Catalogue;
using Dinamis.ServiceTests.Harness;
using Dinamis.ServiceTests.Membership;
using Google.Protobuf.WellKnownTypes;
using Kind = Dinamis.Wire.Organisation.Types.Kind;
using Name = Dinamis.Wire.Role.Types.Name;
using Right = Dinamis.Wire.Mandate.Types.Right;

namespace Dinamis.ServiceTests.Security;

static class Stages
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<IStage> AccountsAsync()
    {
        var app = await AccountsHost.On(StoreKind.Sqlite);
        var stage = new Stage<AccountsService>("accounts", app.Host, () => app.Host.LearnAsync(), app);
        var @operator = await app.OperatorAsync();
        stage.Cast("dinamis", @operator, WellKnown.Dinamis);
        var referent = await app.ReferentAsync(AccountsHost.Mairie);
        stage.Cast("referent", referent, AccountsHost.Mairie);
        stage.Cast("stranger", await app.ReferentAsync(AccountsHost.Syndicat, "referent@syndicat.example"), AccountsHost.Syndicat);
        stage.Cast("officer", await app.OfficerAsync(@operator, AccountsHost.Pigma, AccountsHost.Mandate, "agent@pigma.example"), AccountsHost.Pigma);
        stage.Cast("other-officer", await app.OfficerAsync(@operator, AccountsHost.OtherRelay, AccountsHost.OtherMandate, "agent@autre.example"), AccountsHost.OtherRelay);
        var user = await app.VerifiedAsync("utilisateur@mairie.example");
        var asReferent = app.As(referent, AccountsHost.Mairie);
        await asReferent.ValidatePersonAsync(await AccountsHost.CommandAsync(asReferent, AccountsHost.Mairie, user), Calls.Key());
        stage.Cast("user", user, AccountsHost.Mairie);
        stage.Values["ENTITY"] = AccountsHost.Mairie.ToString();
        stage.Values["PERSON"] = (await app.VerifiedAsync()).ToString();
        return stage;
    }

    public static async Task<IStage> MembershipAsync()
    {
        var app = await MembershipHost.CreateAsync(StoreKind.Sqlite);
        var stage = new Stage<MembershipDb>("membership", app.Host, () => app.LearnAsync(), app);
        var relay = await RelayRoadSpec.Relay.CreateAsync(app, "PIGMA", "183300029", "47");
        var other = await RelayRoadSpec.Relay.CreateAsync(app, "OPenIG", "130027691", "34");
        var road = new Road(app);
        var file = await relay.JoinAsync(road, partner: true);
        await road.ValidateAsync();
        await app.SealAsync();
        await relay.CountersignAsync(await road.SeenByInstructorAsync());
        await app.SealAsync();
        file = await relay.SeesAsync(file);
        var (entity, elsewhere) = (Guid.Parse(file.OrganisationId), Guid.CreateVersion7());
        var (staff, referent, user, stranger) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await app.LearnAsync(
            MembershipHost.Person(staff, WellKnown.Dinamis, Kind.Dinamis, Name.Instructor, Name.Signatory, Name.Operator),
            MembershipHost.Person(referent, entity, Kind.Entity, Name.Referent),
            MembershipHost.Person(user, entity, Kind.Entity, Name.User),
            MembershipHost.Person(stranger, elsewhere, Kind.Entity, Name.Referent));
        stage.Cast("dinamis", staff, WellKnown.Dinamis);
        stage.Cast("referent", referent, entity);
        stage.Cast("user", user, entity);
        stage.Cast("stranger", stranger, elsewhere);
        stage.Cast("officer", relay.Officer, Guid.Parse(relay.Id));
        stage.Cast("other-officer", other.Officer, Guid.Parse(other.Id));
        stage.Values["ENTITY"] = file.OrganisationId;
        stage.Values["ADHESION"] = file.AdhesionId;
        stage.Values["ACTE"] = file.Deeds[0].Number;
        stage.Values["AVENANT"] = file.Deeds[1].Number;
        stage.Values["RELAY"] = relay.Id;
        stage.Values["MANDATE"] = relay.MandateId;
        return stage;
    }

    public static async Task<IStage> CatalogueAsync(CatalogueHosts hosts)
    {
        var world = await hosts.OnAsync(StoreKind.Sqlite);
        var stage = new Stage<CatalogueDb>("catalogue", world.Host, () => world.Host.LearnAsync());
        var (officer, relay, mandate, otherOfficer, otherRelay) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await world.JoinAsync(s => s.Mandates.Add(new Wire.MandateOver { RelayId = relay.ToString(), MandateId = mandate.ToString() }));
        await world.OpenCollectionAsync(c => c.Family = world.Family);
        using var file = new ByteArrayContent("Une page de métadonnées."u8.ToArray());
        using var sent = await world.Service().PostAsync("/api/catalogue/v1/files", file, Ct);
        var sha256 = (string)(await sent.Content.ReadFromJsonAsync<JsonObject>(Ct))!["sha256"]!;
        await world.IngestAsync(Scenes.Item(world.Collection, "scene"), new Wire.FileAsset { Key = "data", Sha256 = sha256, Roles = { "data" } });
        await world.ChoosePurposeAsync();
        var request = await world.TaskingAsUser.CreateImageryRequestAsync(TaskingSpec.Soon(TaskingSpec.Wish()), Calls.Key(), cancellationToken: Ct);
        var (staff, referent, stranger, elsewhere) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await world.Host.LearnAsync(
            CatalogueWorld.PersonOf(staff, WellKnown.Dinamis, Kind.Dinamis, 1, Name.Instructor, Name.Signatory, Name.Operator),
            CatalogueWorld.PersonOf(referent, world.Organisation, Kind.Entity, 1, Name.Referent),
            CatalogueWorld.PersonOf(stranger, elsewhere, Kind.Entity, 1, Name.Referent),
            CatalogueWorld.PersonOf(officer, relay, Kind.Relay, 1, Name.Officer),
            CatalogueWorld.PersonOf(otherOfficer, otherRelay, Kind.Relay, 1, Name.Officer),
            Relay(relay, mandate, officer),
            Relay(otherRelay, Guid.CreateVersion7(), otherOfficer));
        stage.Cast("dinamis", staff, WellKnown.Dinamis);
        stage.Cast("referent", referent, world.Organisation);
        stage.Cast("user", world.Person, world.Organisation);
        stage.Cast("stranger", stranger, elsewhere);
        stage.Cast("officer", officer, relay);
        stage.Cast("other-officer", otherOfficer, otherRelay);
        stage.Values["ENTITY"] = world.Organisation.ToString();
        stage.Values["COLLECTION"] = world.Collection;
        stage.Values["FAMILY"] = world.Family;
        stage.Values["REQUEST"] = request.RequestId;
        return stage;
    }

    static Wire.Standing Relay(Guid id, Guid mandate, Guid officer) => new()
    {
        OrganisationId = id.ToString(),
        Version = 1,
        Kind = Kind.Relay,
        OwnMandates =
        {
            new Wire.RelayMandate
            {
                MandateId = mandate.ToString(), From = DateTimeOffset.UnixEpoch.ToTimestamp(), Until = DateTimeOffset.UnixEpoch.AddYears(200).ToTimestamp(),
                Rights = { Right.Join, Right.Accounts, Right.Help, Right.View }, Officers = { officer.ToString() },
            },
        },
    };

    public static async Task<IStage> ActivityAsync()
    {
        var app = await ActivityHost.On(StoreKind.Sqlite);
        var stage = new Stage<ActivityService>("activity", app.Host, () => app.Host.LearnAsync(), app);
        var told = await app.As(ActivityHost.User, ActivityHost.Mairie).SubmitExperienceAsync(ExperiencesSpec.Telling(Wire.Experience.Types.Audience.Reserved), Calls.Key());
        stage.Cast("dinamis", ActivityHost.Operator, WellKnown.Dinamis);
        stage.Cast("referent", ActivityHost.Referent, ActivityHost.Mairie);
        stage.Cast("user", ActivityHost.User, ActivityHost.Mairie);
        stage.Cast("stranger", ActivityHost.Stranger, ActivityHost.Syndicat);
        stage.Cast("officer", ActivityHost.Officer, ActivityHost.Pigma);
        stage.Cast("other-officer", ActivityHost.OtherOfficer, ActivityHost.OtherRelay);
        stage.Values["ENTITY"] = ActivityHost.Mairie.ToString();
        stage.Values["RELAY"] = ActivityHost.Pigma.ToString();
        stage.Values["EXPERIENCE"] = told.ExperienceId;
        var started = ActivityHost.Act("adhesion.started", ActivityHost.Mairie, ActivityHost.Referent);
        await app.TellAsync("membership", started);
        stage.Values["ADHESION"] = started.ObjectId;
        return stage;
    }
}
