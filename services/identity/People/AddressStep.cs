using Dinamis.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Identity;

/// <summary>Fetches the login address of a person after accounts raised its version.</summary>
sealed class AddressStep(Wire.Accounts.AccountsClient accounts, ILookupNormalizer normalizer, Store<IdentityDb> store, StoreSignal<IdentityDb> signal, TimeProvider clock, ILogger<AddressStep> logger)
    : BackgroundStep<IdentityDb>(store, signal, clock, logger)
{
    static IQueryable<Credential> Due(IdentityDb db) => db.Credentials.Where(c => db.People.Any(p => p.Id == c.Id && p.AddressVersion > c.AddressVersion));

    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken) => Store.ReadAsync((db, ct) => Due(db).AnyAsync(ct), cancellationToken);

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        var id = await Store.ReadAsync((db, ct) => Due(db).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct), cancellationToken);
        if (id is null) return;
        var login = await accounts.GetLoginAsync(new() { PersonId = id.ToString() }, cancellationToken: cancellationToken);
        await Store.RunAsync(async (db, ct) =>
        {
            var credential = await db.Credentials.FirstAsync(c => c.Id == id, ct);
            credential.SetAddress(normalizer, login.Address, login.AddressVersion);
        }, cancellationToken);
    }
}
