using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dinamis.Kernel;
using Dinamis.Membership;
using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Organisations;
using Dinamis.Membership.Register;
using Dinamis.Membership.Sealing;
using Dinamis.Membership.Texts;
using Dinamis.ServiceTests.Harness;
using Dinamis.ServiceTests.Local;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Adhesion = Dinamis.Membership.Adhesions.Adhesion;
using Deed = Dinamis.Membership.Register.Deed;

namespace Dinamis.ServiceTests.Sealing;

/// <summary>Membership with its sealing step, and the real authorities of services/local over HTTP.</summary>
sealed class SealingHost : IAsyncDisposable
{
    readonly TestStore store;
    readonly LocalRun local;
    readonly ServiceHost<MembershipDb, MembershipDb> host;
    readonly List<BackgroundStep<MembershipDb>> steps = [];

    SealingHost(TestStore store, LocalRun local, Dictionary<string, string> settings)
    {
        (this.store, this.local) = (store, local);
        host = new(store, "membership", services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton(Names.Client);
            services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new Wire(this)));
        }, new Dictionary<string, string>(settings)
        {
            ["Ca:IssueUrl"] = new Uri(local.Http.BaseAddress!, "/ca/issue").AbsoluteUri,
            ["Ca:IssueSecret"] = LocalRun.Secret,
            ["Ca:TrustUrl"] = settings.GetValueOrDefault("Ca:TrustUrl") ?? new Uri(local.Http.BaseAddress!, "/ca/ca.pem").AbsoluteUri,
            ["Ca:CrlUrl"] = new Uri(local.Http.BaseAddress!, "/ca/crl").AbsoluteUri,
            ["Tsa:Url"] = new Uri(local.Http.BaseAddress!, "/tsa").AbsoluteUri,
        });
    }

    /// <summary>Moves on by a hair with each look, so that what was written last is known by its time.</summary>
    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow()) { AutoAdvanceAmount = TimeSpan.FromMicroseconds(1) };
    public Guid Signatory { get; } = Guid.CreateVersion7();
    public string Keys => Path.Combine(store.Data, "keys", "membership");

    /// <summary>Runs before each request to the authorities; what it throws is what the service sees.</summary>
    public Func<Uri, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>The authority's next revocation list, dated as it wants; the real one dates its own by the clock of the machine.</summary>
    public DateTimeOffset? ListDated { get; set; }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="remote">Has the keys of those who countersign, and its anchors beside those of the local authority.</param>
    public static async Task<SealingHost> StartAsync(StoreKind kind, SigningService? remote = null)
    {
        var store = await TestStore.CreateAsync(kind);
        var local = await LocalRun.StartAsync(store.Data);
        var settings = new Dictionary<string, string>(remote?.Settings ?? []);
        if (remote is not null)
        {
            var anchors = Path.Combine(store.Data, "anchors.pem");
            await File.WriteAllTextAsync(anchors, $"{await local.Http.GetStringAsync("/ca/ca.pem", Stop)}\n{remote.Anchors}", Stop);
            settings["Ca:TrustUrl"] = new Uri(anchors).AbsoluteUri;
        }
        var made = new SealingHost(store, local, settings);
        await new FirstStart(made.host.Store, made.Clock).StartAsync(Stop);
        await made.host.Store.RunAsync((db, _) =>
        {
            foreach (var family in new[] { Text.Charter, "pleiades" })
            {
                var text = Text.Of(family, made.Clock.GetUtcNow());
                text.Publish(new() { Family = family, Name = $"Texte {family}", Text = $"# {family}", Purposes = { new Dinamis.Wire.Purpose { Code = "service-public", Name = "Mission de service public" } } }, "test", made.Clock.GetUtcNow());
                db.Texts.Add(text);
            }
            return Task.CompletedTask;
        }, Stop);
        return made;
    }

    public Dinamis.Wire.Membership.MembershipClient Anybody => new(host.Channel());

    /// <summary>A replica's step, running.</summary>
    public Task RunStepAsync() => RunStepAsync<SealingStep>();

    /// <param name="anew">The replica has just started: it knows no anchor and no list yet.</param>
    public async Task RunStepAsync<TStep>(bool anew = false) where TStep : BackgroundStep<MembershipDb>
    {
        object[] own = anew ? [ActivatorUtilities.CreateInstance<TrustSource>(host.Services)] : [];
        var step = ActivatorUtilities.CreateInstance<TStep>(host.Services, own);
        steps.Add(step);
        await step.StartAsync(Stop);
    }

    /// <summary>A file whose représentant légal has made both validations.</summary>
    public Task<string> ConsentAsync(string siren = "214701575") => host.Store.RunAsync(async (db, services, ct) =>
    {
        var now = Clock.GetUtcNow();
        var file = Adhesion.Start(Guid.CreateVersion7(now), siren, "47", new() { GivenName = "Rémi", FamilyName = "Castaing", Address = "sig@ville.example" }, "test", now);
        file.SaveEntity(new() { Name = "Commune de Marmande", Category = "commune", LegalForm = "Commune", Street = "Place Clemenceau", PostalCode = "47200", Town = "Marmande", Department = "47" }, "test", now);
        file.SaveSector(new() { Themes = { "urbanisme" }, IntendedUses = "Suivre l’occupation du sol.", Families = { "pleiades" } }, "test", now);
        file.SaveRepresentative(new() { GivenName = "Joëlle", FamilyName = "Laborde", Function = "Maire", Address = "maire@ville.example" }, "Géomaticien", "test", now);
        db.Adhesions.Add(file);
        await db.SaveChangesAsync(ct);
        await services.GetRequiredService<Freezing>().FreezeAsync(file, "", "test", ct);
        await db.SaveChangesAsync(ct);
        file.ValidateDeed(file.FrozenSha256, "test", now);
        file.ValidateTexts(file.FrozenSha256, "test", now);
        var deed = await db.Deeds.SingleAsync(d => d.AdhesionId == file.Id, ct);
        deed.Consent("test", now);
        return deed.Number;
    }, Stop);

    /// <summary>DINAMIS accepts whatever is deposited, and another person countersigns, all at once.</summary>
    public Task CountersignAsync() => host.Store.RunAsync(async (db, ct) =>
    {
        var now = Clock.GetUtcNow();
        foreach (var file in await db.Adhesions.ToListAsync(ct))
        {
            var deed = await db.Deeds.SingleAsync(d => d.AdhesionId == file.Id, ct);
            file.BeginExamination("test", now);
            file.Accept(["pleiades"], "", "test", now);
            deed.AnnexDecision(file.AcceptedLicences(), "test", now);
            deed.Countersign(deed.Sha256, $"{Signatory}", now);
        }
    }, Stop);

    /// <summary>An act in force, by the sealing step alone.</summary>
    public async Task<Deed> InForceAsync()
    {
        await RunStepAsync();
        await ConsentAsync();
        await UntilAsync(d => d.Status is Dinamis.Wire.Deed.Types.Status.SignedByMember);
        await CountersignAsync();
        var deed = await UntilAsync(d => d.Status is Dinamis.Wire.Deed.Types.Status.InForce);
        await StopStepsAsync();
        return deed;
    }

    /// <summary>Time passes; a commit makes the step look, wherever it stands.</summary>
    public Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        return host.Store.RunAsync((_, _) => Task.CompletedTask, Stop);
    }

    public Task EndAsync() => host.Store.RunAsync(async (db, ct) => (await db.Deeds.SingleAsync(ct)).End(Dinamis.Wire.Deed.Types.Status.Terminated, "test", Clock.GetUtcNow()), Stop);

    public Task SupersedeAsync() => host.Store.RunAsync(async (db, ct) => (await db.Deeds.SingleAsync(ct)).Supersede("test"), Stop);

    /// <summary>The deed, once it is so; each commit is looked at.</summary>
    public async Task<Deed> UntilAsync(Func<Deed, bool> so) => (await UntilAllAsync(so)).Single();

    /// <summary>All deeds by their numbers, once each is so.</summary>
    public async Task<List<Deed>> UntilAllAsync(Func<Deed, bool> so)
    {
        var signal = host.Services.GetRequiredService<StoreSignal<MembershipDb>>();
        while (true)
        {
            var changed = signal.Next;
            var deeds = await DeedsAsync();
            if (deeds.TrueForAll(d => so(d))) return deeds;
            await changed.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        }
    }

    public Task<List<Deed>> DeedsAsync() => host.Store.ReadAsync((db, ct) => db.Deeds.AsNoTracking().OrderBy(d => d.Number).ToListAsync(ct), Stop);

    public Task<Deed> DeedAsync() => host.Store.ReadAsync((db, ct) => db.Deeds.AsNoTracking().SingleAsync(ct), Stop);

    public Task<Adhesion> FileAsync() => host.Store.ReadAsync((db, ct) => db.Adhesions.AsNoTracking().SingleAsync(ct), Stop);

    public Task<int> FilesAsync() => host.Store.ReadAsync((db, ct) => db.DeedFiles.CountAsync(ct), Stop);

    public Task<byte[]> BytesAsync(string sha256) => host.Store.ReadAsync((db, ct) => db.DeedFiles.Where(f => f.Sha256 == sha256).Select(f => f.Bytes).SingleAsync(ct), Stop);

    public async Task<int> CountAsync(string verb) => (await host.ActsAsync()).Count(a => a.Verb == verb);

    /// <summary>What they had begun is over when this returns.</summary>
    public async Task StopStepsAsync()
    {
        foreach (var step in steps) await step.StopAsync(CancellationToken.None);
        steps.ForEach(s => s.Dispose());
        steps.Clear();
    }

    byte[] ListOf(DateTimeOffset at)
    {
        var keys = Path.Combine(store.Data, "keys", "local");
        using var root = X509Certificate2.CreateFromPemFile(Path.Combine(keys, "ca.pem"), Path.Combine(keys, "ca.key.pem"));
        return new CertificateRevocationListBuilder().Build(root, 1, at.AddDays(7), HashAlgorithmName.SHA256, thisUpdate: at);
    }

    public async ValueTask DisposeAsync()
    {
        await StopStepsAsync();
        await host.DisposeAsync();
        await local.DisposeAsync();
        await store.DisposeAsync();
    }

    sealed class Wire(SealingHost host) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await host.Before(request.RequestUri!);
            if (host.ListDated is { } at && request.RequestUri!.AbsolutePath == "/ca/crl") return new() { Content = new ByteArrayContent(host.ListOf(at)) };
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
