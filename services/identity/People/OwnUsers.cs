using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Dinamis.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dinamis.Identity;

/// <summary>
/// The users of an instance that plays another's SSO: section <c>Identity:Users</c>, or the agent of the demonstration. Made once; the
/// password is never overwritten.
/// </summary>
sealed class OwnUsers(Store<IdentityDb> store, IServiceScopeFactory scopes, IConfiguration configuration, IOptions<DinamisOptions> options, TimeProvider clock) : IHostedService
{
    static readonly Dictionary<string, string?> demonstration = new()
    {
        ["Identity:Users:0:Address"] = "agent.sso@pigma.example",
        ["Identity:Users:0:Password"] = "Dinamis-Demo-2026!",
        ["Identity:Users:0:GivenName"] = "Alix",
        ["Identity:Users:0:FamilyName"] = "Etcheverry",
    };

    // A known password never exists where others than this machine can use it.
    IEnumerable<IConfigurationSection> Users =>
        configuration.GetSection("Identity:Users").GetChildren() is var own && !own.Any() && configuration.GetValue<bool>("Demo:Enabled") && options.Value.Origin.IsLoopback
            ? new ConfigurationBuilder().AddInMemoryCollection(demonstration).Build().GetSection("Identity:Users").GetChildren()
            : own;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Credential>>();
        foreach (var user in Users)
            await store.RunAsync(async (db, ct) =>
            {
                var name = users.NormalizeName(MailAddresses.Normalize(user["Address"]));
                if (await db.Credentials.AnyAsync(c => c.NormalizedUserName == name, ct)) return;
                var credential = Credential.New(users.KeyNormalizer, Guid.CreateVersion7(clock.GetUtcNow()), user["Address"] ?? "", 0);
                (credential.GivenName, credential.FamilyName) = (user["GivenName"], user["FamilyName"]);
                credential.PasswordHash = users.PasswordHasher.HashPassword(credential, user["Password"] ?? throw new InvalidOperationException($"{user.Path}:Password is not configured."));
                db.Credentials.Add(credential);
                db.People.Add(new() { Id = credential.Id, State = Wire.Person.Types.State.Validated });
            }, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
