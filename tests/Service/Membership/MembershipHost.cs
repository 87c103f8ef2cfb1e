using System.Text.RegularExpressions;
using Dinamis.Kernel;
using Dinamis.Membership;
using Dinamis.Membership.Register;
using Dinamis.ServiceTests.Harness;
using Dinamis.Storage;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Dinamis.ServiceTests.Membership.Asking;
using Client = Dinamis.Wire.Membership.MembershipClient;
using Name = Dinamis.Wire.Role.Types.Name;

namespace Dinamis.ServiceTests.Membership;

/// <summary>The service with DINAMIS's people, its texts and a relay; signatures are sealed by <see cref="SealAsync"/> in place of the background step.</summary>
sealed partial class MembershipHost : IAsyncDisposable
{
    readonly TestStore store;
    readonly ServiceHost<MembershipDb, MembershipDb> host;

    MembershipHost(TestStore store, Action<IServiceCollection>? with)
    {
        this.store = store;
        host = new(store, "membership", services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            with?.Invoke(services);
        });
    }

    /// <summary>Moves on by a hair with each look, so that what was written last is known by its time.</summary>
    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow()) { AutoAdvanceAmount = TimeSpan.FromMicroseconds(1) };
    public Guid Instructor { get; } = Guid.CreateVersion7();
    public Guid Signatory { get; } = Guid.CreateVersion7();
    public Guid Operator { get; } = Guid.CreateVersion7();
    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<MembershipHost> CreateAsync(StoreKind kind, Action<IServiceCollection>? with = null)
    {
        var made = new MembershipHost(await TestStore.CreateAsync(kind), with);
        await new Dinamis.Membership.Organisations.FirstStart(made.host.Store, made.Clock).StartAsync(Stop);
        await made.host.LearnAsync(
            Person(made.Instructor, WellKnown.Dinamis, Organisation.Types.Kind.Dinamis, Name.Instructor, Name.Signatory),
            Person(made.Signatory, WellKnown.Dinamis, Organisation.Types.Kind.Dinamis, Name.Signatory),
            Person(made.Operator, WellKnown.Dinamis, Organisation.Types.Kind.Dinamis, Name.Operator));
        foreach (var family in new[] { "charter", "pleiades", "spot-6-7" }) await made.PublishAsync(family, $"# {family}\nTexte.");
        return made;
    }

    public ServiceHost<MembershipDb, MembershipDb> Host => host;

    public Client Anybody => new(host.Channel());

    public Client As(Guid person, Guid? organisation = null, DateTimeOffset? signedInAt = null) => new(host.As(person, organisation ?? WellKnown.Dinamis, signedInAt));

    /// <summary>One of DINAMIS's people who has just signed in again, to sign.</summary>
    public Client AsSigning(Guid person) => As(person, signedInAt: Clock.GetUtcNow());

    public Client AsService(string client) => new(host.AsService(client));

    public Store<MembershipDb> Store => host.Store;

    public Task LearnAsync(params Google.Protobuf.IMessage[] states) => host.LearnAsync(states);

    public Task<List<Mail.MailRow>> MailsAsync(string to) => host.MailsAsync(to);

    public Task<List<Act>> ActsAsync() => host.ActsAsync();

    public Task<T> ReadAsync<T>(Func<MembershipDb, CancellationToken, Task<T>> read) => host.Store.ReadAsync(read, Stop);

    /// <summary>A moment later than whatever was published before.</summary>
    public async Task<TextVersion> PublishAsync(string family, string text, DateTimeOffset? from = null)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        return await As(Operator).PublishTextAsync(new()
        {
            Family = family,
            Name = $"Texte {family}",
            Text = text,
            InForceFrom = from is { } then ? Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(then) : null,
            Purposes = { new Purpose { Code = "service-public", Name = "Mission de service public" } },
        }, Write());
    }

    /// <summary>The token of the last link mailed to this address, under a subject that begins so.</summary>
    public async Task<string> LinkAsync(string address, string subject = "") =>
        (await MailsAsync(address)).Where(m => m.Subject.StartsWith(subject, StringComparison.Ordinal)).Select(m => LinkPattern().Match(m.Text)).Last(m => m.Success).Groups[1].Value;

    /// <summary>The last code of a signature mailed to this address.</summary>
    public async Task<string> CodeAsync(string address) =>
        (await MailsAsync(address)).Select(m => CodePattern().Match(m.Text)).Last(m => m.Success).Groups[1].Value;

    /// <summary>Seals what is due, as the background step does once the file is signed and verified.</summary>
    public Task SealAsync() => host.Store.RunAsync(async (db, services, ct) =>
    {
        foreach (var deed in await db.Deeds.Where(d => d.Sealing == Wire.Deed.Types.Sealing.Pending).ToListAsync(ct))
        {
            var before = await db.DeedFiles.SingleAsync(f => f.Sha256 == (deed.Sha256.Length > 0 ? deed.Sha256 : deed.FrozenSha256), ct);
            await services.GetRequiredService<SealedFiles>().RecordAsync(deed, [.. before.Bytes, 0x0A], Clock.GetUtcNow(), ct);
            await db.SaveChangesAsync(ct);
        }
        return true;
    }, Stop);

    /// <summary>Time passes, and does what it does by itself; rights are heard again afterwards.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        using var step = new Dinamis.Membership.Adhesions.AdhesionClock(Store, new StoreSignal<MembershipDb>(), Clock, NullLogger<Dinamis.Membership.Adhesions.AdhesionClock>.Instance);
        await step.StartAsync(Stop);
        while (await ReadAsync((db, ct) => db.Adhesions.AnyAsync(a => a.ClockDueAt <= Clock.GetUtcNow(), ct))) await Task.Yield();
        await step.StopAsync(Stop);
        await LearnAsync();
    }

    /// <summary>Lets a background step work until this is so, then stops it. The lease of the one before has ended, and rights were heard a moment ago.</summary>
    public async Task RunAsync(BackgroundService step, Func<Task<bool>> until)
    {
        Clock.Advance(TimeSpan.FromMinutes(2));
        await LearnAsync();
        using (step)
        {
            await step.StartAsync(Stop);
            await Dinamis.Tests.Patiently.UntilAsync($"{step.GetType().Name} to have worked", TimeSpan.FromSeconds(60), until);
            await step.StopAsync(Stop);
        }
    }

    /// <summary>The batches that were confirmed are done.</summary>
    public Task RunBatchesAsync(Func<Task<bool>>? until = null) => RunAsync(
        new Dinamis.Membership.Batches.BatchStep(Store, new StoreSignal<MembershipDb>(), Clock, NullLogger<Dinamis.Membership.Batches.BatchStep>.Instance),
        until ?? (async () => !await ReadAsync((db, ct) => db.BatchLines.AnyAsync(l => l.State == BatchLine.Types.State.Waiting, ct))));

    /// <summary>Mails the représentants légaux about the texts that wait for them.</summary>
    public Task MailTextsAsync() => RunAsync(
        new Dinamis.Membership.Texts.TextMails(Store, new StoreSignal<MembershipDb>(), Clock, NullLogger<Dinamis.Membership.Texts.TextMails>.Instance),
        async () => !await ReadAsync((db, ct) => db.TextAcceptances.AnyAsync(a => a.MailDueAt <= Clock.GetUtcNow(), ct)));

    /// <summary>A référent of this member, with an account.</summary>
    public async Task<Client> ReferentAsync(AdhesionView file) => (await ReferentOfAsync(file)).Calls;

    public async Task<(Guid Person, Client Calls)> ReferentOfAsync(AdhesionView file)
    {
        var (referent, body) = (Guid.CreateVersion7(), Guid.Parse(file.OrganisationId));
        await LearnAsync(Person(referent, body, Organisation.Types.Kind.Entity, Name.Referent));
        return (referent, As(referent, body));
    }

    public static Person Person(Guid id, Guid organisation, Organisation.Types.Kind kind, params Name[] names) => new()
    {
        PersonId = $"{id}",
        Version = 1,
        State = Wire.Person.Types.State.Validated,
        Roles = { new Role { OrganisationId = $"{organisation}", Kind = kind, Names = { names }, State = Wire.Person.Types.State.Validated } },
    };

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await store.DisposeAsync();
    }

    [GeneratedRegex(@"Le code : (\d{6})")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"/lien/([\w-]+)")]
    private static partial Regex LinkPattern();
}
