using Dinamis.Kernel;
using Dinamis.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Identity;

/// <summary>The users of an instance that plays another's SSO: section <c>Identity:Users</c>. Made once; the password is never overwritten.</summary>
sealed class OwnUsers(Store<IdentityDb> store, IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Credential>>();
        foreach (var user in configuration.GetSection("Identity:Users").GetChildren())
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
