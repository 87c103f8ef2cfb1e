using Dinamis.Accounts.Persons;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Accounts.Rpc;

sealed partial class AccountsService
{
    [Authorize(Policies.SignedIn)]
    public override async Task<Wire.PersonView> GetMe(Wire.GetMeRequest request, ServerCallContext context)
    {
        var me = await db.Persons.AsNoTracking().FirstOrDefaultAsync(p => p.Id == caller.PersonId, context.CancellationToken)
            ?? throw new Refused(Kernel.Refusals.NotFound);
        var seat = me.SeatIn(caller.OrganisationId ?? Guid.Empty) ?? (me.Seats.Count > 0 ? me.Seats[0] : null) ?? throw new Refused(Kernel.Refusals.NotFound);
        var view = View(me, seat);
        view.State = me.State;
        view.StateSince = seat.StateSince.ToTimestamp();
        view.Roles.Clear();
        view.Roles.AddRange(me.Seats.Select(Person.WireRole));
        return view;
    }
}
