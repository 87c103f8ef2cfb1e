using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Adhesions;

/// <summary>
/// With DINAMIS's acceptance the référent gets his own account, and whoever takes his place later gets it with his role: accounts is asked
/// in a step of its own, once for each référent.
/// </summary>
sealed partial class ReferentInvitations(
    Store<MembershipDb> store, StoreSignal<MembershipDb> signal, Accounts.AccountsClient accounts, TimeProvider clock, ILogger<ReferentInvitations> logger)
    : BackgroundStep<MembershipDb>(store, signal, clock, logger)
{
    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken) =>
        Store.ReadAsync((db, ct) => Due(db).AnyAsync(ct), cancellationToken);

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        var file = await Store.ReadAsync((db, ct) => Due(db).AsNoTracking().OrderBy(a => a.InvitationDueAt).FirstOrDefaultAsync(ct), cancellationToken);
        if (file is null) return;
        var request = new InviteReferentRequest
        {
            OrganisationId = $"{file.OrganisationId}",
            Referent = new()
            {
                GivenName = file.Referent.GivenName,
                FamilyName = file.Referent.FamilyName,
                Function = file.Referent.Function,
                Address = file.Referent.Address,
                Roles = { Wire.Role.Types.Name.Referent },
            },
            FormerAddresses = { file.FormerReferents },
        };
        var key = file.ReferentSince is { } since ? $"{file.Id}:{since.ToUnixTimeMilliseconds()}" : $"{file.Id}";
        try
        {
            var reply = await accounts.InviteReferentAsync(request, new Metadata { { "idempotency-key", key } }, cancellationToken: cancellationToken);
            await ChangeAsync(file.Id, a => a.ReferentInvited(file.ReferentSince, Resources.Membership, Clock.GetUtcNow()), cancellationToken);
            Invited(Logger, file.Id, reply.PersonId);
        }
        catch (RpcException e) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(Logger, e, file.Id);
            await ChangeAsync(file.Id, a => a.InvitationFailed(Clock.GetUtcNow()), cancellationToken);
        }
    }

    IQueryable<Adhesion> Due(MembershipDb db)
    {
        var now = Clock.GetUtcNow();
        return db.Adhesions.Where(a => a.InvitationDueAt != null && a.InvitationDueAt <= now);
    }

    Task ChangeAsync(Guid id, Action<Adhesion> verb, CancellationToken cancellationToken) =>
        Store.RunAsync(async (db, ct) => verb(await db.Adhesions.SingleAsync(a => a.Id == id, ct)), cancellationToken);

    [LoggerMessage(LogLevel.Information, "Référent of adhesion {AdhesionId} invited as {PersonId}")]
    static partial void Invited(ILogger logger, Guid adhesionId, string personId);

    [LoggerMessage(LogLevel.Warning, "Référent of adhesion {AdhesionId} could not be invited; it is tried again")]
    static partial void Failed(ILogger logger, Exception exception, Guid adhesionId);
}
