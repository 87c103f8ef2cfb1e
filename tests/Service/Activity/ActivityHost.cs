using System.Globalization;
using System.Net.Http.Headers;
using Dinamis.Activity;
using Dinamis.Activity.Following;
using Dinamis.Activity.Rpc;
using Dinamis.Kernel;
using Dinamis.ServiceTests.Harness;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Kind = Dinamis.Wire.Organisation.Types.Kind;
using PersonState = Dinamis.Wire.Person.Types.State;
using Right = Dinamis.Wire.Mandate.Types.Right;
using RoleName = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.ServiceTests.Activity;

/// <summary>Activity on its own database, with two entities, two relays and their people.</summary>
sealed class ActivityHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);
    public static readonly Guid Mairie = New(), Syndicat = New(), Pigma = New(), OtherRelay = New(), Mandate = New(), OtherMandate = New();
    public static readonly Guid Referent = New(), User = New(), Stranger = New(), Officer = New(), OtherOfficer = New(), Instructor = New(), Operator = New();

    readonly TestStore store;
    long position;

    ActivityHost(TestStore store, IReadOnlyDictionary<string, string>? settings)
    {
        this.store = store;
        Host = new(store, "activity", services => services.AddSingleton<TimeProvider>(Clock), settings);
    }

    public ServiceHost<ActivityService, ActivityDb> Host { get; }

    public FakeTimeProvider Clock { get; } = new(Now);

    public Wire.Activity.ActivityClient Anybody => new(Host.Channel());

    public Wire.Activity.ActivityClient As(Guid person, Guid organisation) => new(Host.As(person, organisation));

    public static async Task<ActivityHost> On(StoreKind kind, IReadOnlyDictionary<string, string>? settings = null)
    {
        var app = new ActivityHost(await TestStore.CreateAsync(kind), settings);
        await app.Host.LearnAsync(
            Entity(Mairie, Pigma, Mandate), Entity(Syndicat, OtherRelay, OtherMandate), Relay(Pigma, Mandate, Officer), Relay(OtherRelay, OtherMandate, OtherOfficer),
            Person(Referent, Mairie, Kind.Entity, RoleName.Referent, RoleName.User), Person(User, Mairie, Kind.Entity, RoleName.User), Person(Stranger, Syndicat, Kind.Entity, RoleName.Referent),
            Person(Officer, Pigma, Kind.Relay, RoleName.Officer), Person(OtherOfficer, OtherRelay, Kind.Relay, RoleName.Officer),
            Person(Instructor, WellKnown.Dinamis, Kind.Dinamis, RoleName.Instructor), Person(Operator, WellKnown.Dinamis, Kind.Dinamis, RoleName.Operator));
        return app;
    }

    public static Wire.Standing Entity(Guid id, Guid relay, Guid mandate) => new()
    {
        OrganisationId = id.ToString(),
        Version = 1,
        Kind = Kind.Entity,
        ActInForce = true,
        Mandates = { new Wire.MandateOver { RelayId = relay.ToString(), MandateId = mandate.ToString() } },
    };

    public static Wire.Standing Relay(Guid id, Guid mandate, Guid officer, long version = 1, bool ended = false) => new()
    {
        OrganisationId = id.ToString(),
        Version = version,
        Kind = Kind.Relay,
        OwnMandates =
        {
            new Wire.RelayMandate
            {
                MandateId = mandate.ToString(), From = Now.AddYears(-1).ToTimestamp(), Until = Now.AddYears(1).ToTimestamp(), Ended = ended,
                Rights = { Right.View, Right.Help }, Officers = { officer.ToString() },
            },
        },
    };

    static Wire.Person Person(Guid id, Guid organisation, Kind kind, params RoleName[] roles) => new()
    {
        PersonId = id.ToString(),
        Version = 1,
        State = PersonState.Validated,
        Roles = { new Wire.Role { OrganisationId = organisation.ToString(), Kind = kind, State = PersonState.Validated, Names = { roles } } },
    };

    public static Wire.Act Act(string verb, Guid organisation, Guid actor, Guid? objectId = null) => new()
    {
        Verb = verb,
        ActorId = actor.ToString(),
        OrganisationId = organisation.ToString(),
        ObjectType = verb.Split('.')[0],
        ObjectId = (objectId ?? New()).ToString(),
        ObjectVersion = 1,
    };

    public static Wire.Act Download(Guid organisation, Guid person, Guid id, long bytes, double areaM2 = 2_500_000, bool closed = false)
    {
        var act = Act(closed ? "download.closed" : "download.opened", organisation, person, id);
        act.Facts["collection"] = "spot-6-7";
        act.Facts["item"] = "S6_20260801";
        act.Facts["purpose"] = "urbanisme";
        act.Facts["bytes"] = bytes.ToString(CultureInfo.InvariantCulture);
        act.Facts["area_m2"] = areaM2.ToString("F0", CultureInfo.InvariantCulture);
        return act;
    }

    /// <summary>What a follower does with one batch: in one transaction, in order.</summary>
    public Task TellAsync(string producer, params Wire.Act[] acts) => Host.Store.RunAsync(async (db, services, ct) =>
    {
        foreach (var act in acts)
        {
            await services.GetRequiredService<ActivityFollower>().ApplyAsync(
                db, producer, new() { Position = ++position, Id = New().ToString(), At = Clock.GetUtcNow().ToTimestamp(), Act = act }, ct);
        }
        return true;
    }, TestContext.Current.CancellationToken);

    public HttpClient Http(Guid? person = null, Guid? organisation = null)
    {
        var client = Host.CreateClient();
        if (person is { } id) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestTokens.ForPerson("activity", id, organisation));
        return client;
    }

    public static Guid New() => Guid.CreateVersion7();

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await store.DisposeAsync();
    }
}
