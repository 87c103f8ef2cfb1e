using Dinamis.Kernel;
using Dinamis.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Identity;

/// <summary>
/// Checks a password. Unknown, wrong and locked answer the same and take the same time; a try is counted before it is evaluated,
/// so that a hundred at once evaluate no more than the limit.
/// </summary>
sealed class SignIn(IdentityDb db, UserManager<Credential> users, IPasswordHasher<Credential> hasher, TimeProvider clock)
{
    public const int Tries = 5;
    public static readonly TimeSpan Cooldown = TimeSpan.FromMinutes(5);

    static readonly Credential nobody = new();
    static readonly Lazy<string> nobodysHash = new(() => new PasswordHasher<Credential>().HashPassword(nobody, Secrets.NewToken()));

    public async Task<Credential?> CheckAsync(string? address, string? password, CancellationToken cancellationToken)
    {
        var credential = await users.FindByNameAsync(MailAddresses.Normalize(address));
        if (credential?.PasswordHash is null || !await CountAsync(credential.Id, cancellationToken))
        {
            hasher.VerifyHashedPassword(nobody, nobodysHash.Value, password ?? "");
            return null;
        }
        if (!await users.CheckPasswordAsync(credential, password ?? "")) return null;
        await ForgiveAsync(credential.Id, cancellationToken);
        return credential;
    }

    async Task<bool> CountAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? until = now + Cooldown;
        return await db.Credentials.Where(c => c.Id == id && (c.LockoutEnd == null || c.LockoutEnd <= now)).ExecuteUpdateAsync(s => s
            .SetProperty(c => c.LockoutEnd, c => c.AccessFailedCount + 1 >= Tries ? until : null)
            .SetProperty(c => c.AccessFailedCount, c => c.AccessFailedCount + 1 >= Tries ? 0 : c.AccessFailedCount + 1), cancellationToken) == 1;
    }

    Task<int> ForgiveAsync(Guid id, CancellationToken cancellationToken) => db.Credentials.Where(c => c.Id == id).ExecuteUpdateAsync(s => s
        .SetProperty(c => c.LockoutEnd, (DateTimeOffset?)null)
        .SetProperty(c => c.AccessFailedCount, 0), cancellationToken);
}
