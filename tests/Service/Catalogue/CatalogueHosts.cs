using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Dinamis.Catalogue;
using Dinamis.Kernel;
using Dinamis.ServiceTests.Catalogue;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Google.Protobuf.WellKnownTypes;

[assembly: AssemblyFixture(typeof(CatalogueHosts))]

namespace Dinamis.ServiceTests.Catalogue;

/// <summary>One catalogue per kind of store for all its tests: each test makes collections, people and organisations of its own.</summary>
public sealed class CatalogueHosts : IAsyncDisposable
{
    readonly ConcurrentDictionary<StoreKind, Lazy<Task<Running>>> running = new();

    internal async Task<CatalogueWorld> OnAsync(StoreKind kind)
    {
        var host = (await running.GetOrAdd(kind, k => new(() => StartAsync(k))).Value).Host;
        // Rights are fresh for 30 s, and the tests of this class may take longer together.
        await host.LearnAsync();
        return new(host);
    }

    static async Task<Running> StartAsync(StoreKind kind)
    {
        var store = await TestStore.CreateAsync(kind);
        var host = new ServiceHost<CatalogueDb, CatalogueDb>(store, "catalogue");
        await host.LearnAsync(CatalogueWorld.Staff());
        return new(store, host);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var start in running.Values)
        {
            var (store, host) = await start.Value;
            await host.DisposeAsync();
            await store.DisposeAsync();
        }
    }

    sealed record Running(TestStore Store, ServiceHost<CatalogueDb, CatalogueDb> Host);
}

/// <summary>A test's own corner of a running catalogue.</summary>
sealed class CatalogueWorld(ServiceHost<CatalogueDb, CatalogueDb> host)
{
    static readonly Guid instructor = Guid.CreateVersion7();

    public ServiceHost<CatalogueDb, CatalogueDb> Host => host;
    public Guid Organisation { get; } = Guid.CreateVersion7();
    public Guid Person { get; } = Guid.CreateVersion7();

    /// <summary>Unique per test: other tests' scenes are never found.</summary>
    public string Collection { get; } = "c" + Guid.CreateVersion7().ToString("N");
    public string Family => Collection + "-licence";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static Person Staff() => PersonOf(instructor, WellKnown.Dinamis, Wire.Organisation.Types.Kind.Dinamis, 1, Role.Types.Name.Instructor);

    public Wire.Catalogue.CatalogueClient AsInstructor => new(host.As(instructor, WellKnown.Dinamis));
    public Wire.Tasking.TaskingClient TaskingAsInstructor => new(host.As(instructor, WellKnown.Dinamis));
    public Wire.Catalogue.CatalogueClient AsUser => new(host.As(Person, Organisation));
    public Wire.Tasking.TaskingClient TaskingAsUser => new(host.As(Person, Organisation));
    public Wire.Catalogue.CatalogueClient AsNobody => new(host.Channel());

    public HttpClient Http(Guid? person = null, Guid? organisation = null)
    {
        var client = host.CreateDefaultClient();
        if (person is { } id) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestTokens.ForPerson("catalogue", id, organisation));
        return client;
    }

    /// <summary>As one of our services.</summary>
    public HttpClient Service()
    {
        var client = host.CreateDefaultClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestTokens.ForService("catalogue", "demo"));
        return client;
    }

    public HttpClient AsUserHttp => Http(Person, Organisation);

    /// <summary>Opens the collection under the licence, sends a raster and makes a scene of it.</summary>
    public async Task<ItemView> IngestRasterAsync(string id, byte[] raster, double[]? box = null)
    {
        await OpenCollectionAsync(c => c.Family = Family);
        using var sent = await Rasters.SendAsync(this, raster);
        sent.EnsureSuccessStatusCode();
        var sha256 = (await sent.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonObject>(Ct))!["sha256"]!.GetValue<string>();
        return await IngestAsync(Scenes.Item(Collection, id, box: box), new FileAsset { Key = "image", Sha256 = sha256, MediaType = "image/tiff; application=geotiff", Title = "Image", Roles = { "data" } });
    }

    public async Task<CollectionView> OpenCollectionAsync(Action<SaveCollectionRequest>? change = null)
    {
        var request = new SaveCollectionRequest { CollectionId = Collection, Title = "Essai", Description = "Collection d’essai.", Gsd = 1.5, Platforms = { "spot-6" } };
        change?.Invoke(request);
        return await AsInstructor.SaveCollectionAsync(request, Calls.Key(), cancellationToken: Ct);
    }

    public async Task<ItemView> IngestAsync(string item, params IEnumerable<FileAsset> files) =>
        await AsInstructor.IngestItemAsync(new() { Item = item, Files = { files } }, Calls.Key(), cancellationToken: Ct);

    /// <summary>The person is a validated user of the organisation, whose act and licence (version 1) are in force.</summary>
    public Task JoinAsync(Action<Standing>? standing = null, Action<Wire.Licence>? licence = null, Action<Person>? person = null)
    {
        var member = new Standing
        {
            OrganisationId = Organisation.ToString(),
            Version = NextVersion(),
            Kind = Wire.Organisation.Types.Kind.Entity,
            ActInForce = true,
            Licences = { new AcceptedLicence { Family = Family, Version = 1, AcceptedAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch) } },
        };
        standing?.Invoke(member);
        var text = new Wire.Licence
        {
            Family = Family,
            Version = NextVersion(),
            Name = "Licence d’essai",
            Versions = { new LicenceVersion { Number = 1, InForceFrom = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch) } },
            Purposes = { "urbanisme", "foret" },
        };
        licence?.Invoke(text);
        var user = PersonOf(Person, Organisation, Wire.Organisation.Types.Kind.Entity, NextVersion(), Role.Types.Name.User);
        person?.Invoke(user);
        return host.LearnAsync(member, text, user);
    }

    public async Task ChoosePurposeAsync() =>
        await AsUser.ChoosePurposeAsync(new() { Family = Family, Purpose = "urbanisme" }, Calls.Key(), cancellationToken: Ct);

    public static Person PersonOf(Guid person, Guid organisation, Wire.Organisation.Types.Kind kind, long version, params Role.Types.Name[] roles) => new()
    {
        PersonId = person.ToString(),
        Version = version,
        State = Wire.Person.Types.State.Validated,
        Roles = { new Role { OrganisationId = organisation.ToString(), Kind = kind, State = Wire.Person.Types.State.Validated, Names = { roles } } },
    };

    static long version = 1;
    static long NextVersion() => Interlocked.Increment(ref version);
}
