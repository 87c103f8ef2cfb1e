using System.Net.Http.Headers;
using System.Text.Json;
using Dinamis.Identity;
using Dinamis.ServiceTests.Harness;
using Dinamis.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.ServiceTests.Identity;

/// <summary>The whole identity provider in memory, with accounts and membership played by <see cref="Neighbours"/> and a clock of its own.</summary>
sealed class IdentityRun(TestStore store, Dictionary<string, string>? settings = null) : WebApplicationFactory<IdentityDb>
{
    public const string Origin = "http://localhost:8080";
    public const string Password = "une phrase que moi seul connais";

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());
    public AccountsNeighbour Accounts { get; } = new();
    public CountingHasher Hasher { get; } = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["Dinamis:Origin"] = Origin,
            ["Dinamis:Data"] = store.Data,
            ["Smtp:Host"] = "localhost",
            ["Smtp:From"] = "dinamis@dinamis.example",
            ["Client:Id"] = "identity",
            ["Client:Secret"] = "tests",
            ["Clients:gateway"] = "gateway-secret",
            ["Clients:accounts"] = "accounts-secret",
        }.Concat(settings ?? [])) builder.UseSetting(key, value);
        if (store.ConnectionString is { } connection) builder.UseSetting("ConnectionStrings:identity", connection);
        builder.ConfigureTestServices(services =>
        {
            // Nobody is followed, and no mail leaves.
            foreach (var hosted in services.Where(d => d.ServiceType == typeof(IHostedService) && (d.ImplementationFactory?.Method.DeclaringType?.Assembly == typeof(Store<>).Assembly || d.ImplementationType?.Assembly == typeof(Mail.Outbox).Assembly)).ToList())
                services.Remove(hosted);
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.Replace(ServiceDescriptor.Singleton<Wire.Accounts.AccountsClient>(Accounts));
            services.Replace(ServiceDescriptor.Singleton<Wire.Membership.MembershipClient>(new MembershipNeighbour()));
            services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<Credential>>(Hasher));
        });
    }

    public HttpClient Http() => CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false, BaseAddress = new(Origin) });

    public Visitor Visitor() => new(Http());

    public Store<IdentityDb> Store => Services.GetRequiredService<Store<IdentityDb>>();

    /// <summary>A person with a password, as the invitation and accounts' feed would have left it.</summary>
    public async Task<Guid> PersonAsync(string address, State state = State.Validated, params Guid[] organisations)
    {
        var id = Guid.CreateVersion7();
        await GivePasswordAsync(id, address);
        await TellAsync(id, state, 1, 0, organisations);
        return id;
    }

    /// <summary>As the invitation would have left it.</summary>
    public Task GivePasswordAsync(Guid person, string address) => Store.RunAsync((db, _) =>
    {
        db.Credentials.Add(new()
        {
            Id = person,
            UserName = address,
            NormalizedUserName = address.ToUpperInvariant(),
            Email = address,
            NormalizedEmail = address.ToUpperInvariant(),
            EmailConfirmed = true,
            PasswordHash = new PasswordHasher<Credential>().HashPassword(new(), Password),
            SecurityStamp = "s",
        });
        return Task.CompletedTask;
    }, Cancel);

    /// <summary>What accounts publishes about a person.</summary>
    public Task TellAsync(Guid id, State state, long version, long generation, params Guid[] organisations) => Store.RunAsync(async (db, services, ct) =>
    {
        var person = new Wire.Person { PersonId = id.ToString(), State = state, Version = version, Generation = generation };
        person.Roles.AddRange(organisations.Select(o => new Wire.Role { OrganisationId = o.ToString(), Kind = Wire.Organisation.Types.Kind.Entity, State = State.Validated, Names = { Wire.Role.Types.Name.User } }));
        await services.GetRequiredService<PersonFeed>().ApplyAsync(db, "accounts", new() { Person = person }, ct);
        return true;
    }, Cancel);

    public async Task<(int Status, JsonElement Body)> PostAsync(string path, params (string, string)[] form)
    {
        using var client = Http();
        using var content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    public async Task<int> UserInfoAsync(string token)
    {
        using var client = Http();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.GetAsync(new Uri("/connect/userinfo", UriKind.Relative), Cancel);
        return (int)response.StatusCode;
    }

    public static JsonWebToken Read(JsonElement answer, string name = "access_token") => new(answer.GetProperty(name).GetString());

    /// <summary>Counts how many passwords were really compared.</summary>
    public sealed class CountingHasher : PasswordHasher<Credential>
    {
        int compared;

        /// <summary>Comparisons with a person's own hash; the one made for nobody is not counted.</summary>
        public int Compared => compared;

        public override PasswordVerificationResult VerifyHashedPassword(Credential user, string hashedPassword, string providedPassword)
        {
            if (user.Id != Guid.Empty) Interlocked.Increment(ref compared);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
