using Dinamis.Accounts.Persons;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Accounts.Rpc;

sealed partial class AccountsService
{
    [Authorize(Policies.Internal)]
    public override async Task<Wire.GetLoginReply> GetLogin(Wire.GetLoginRequest request, ServerCallContext context)
    {
        var person = await RequirePersonAsync(IdOf(request.PersonId), context.CancellationToken);
        return new() { Address = person.Address, AddressVersion = person.AddressVersion, GivenName = person.GivenName, FamilyName = person.FamilyName };
    }

    async Task<Person> RequirePersonAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Persons.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellationToken) ?? throw new Refused(Kernel.Refusals.NotFound);

    async Task<Person> RequireByAddressAsync(string typed, CancellationToken cancellationToken)
    {
        var address = MailAddresses.Normalize(typed);
        return await db.Persons.FirstAsync(p => p.Address == address, cancellationToken);
    }
}
