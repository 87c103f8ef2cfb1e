using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Adhesions;

/// <summary>With DINAMIS's acceptance the référent gets his own account: accounts is asked in a step of its own, once by the key that is the file's id.</summary>
sealed partial class ReferentInvitations(
    Store<MembershipDb> store, StoreSignal<MembershipDb> signal, Accounts.AccountsClient accounts, TimeProvider clock, ILogger<ReferentInvitations> logger)
    : BackgroundStep<MembershipDb>(store, signal, clock, logger)
{
    static readonly AdhesionState[] invited = [AdhesionState.Accepted, AdhesionState.Active];

    protected override Task<bool> IsDueAsync(CancellationToken cancellationToken) =>
        Store.ReadAsync((db, ct) => Due(db).AnyAsync(ct), cancellationToken);

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        var file = await Store.ReadAsync((db, ct) => Due(db).AsNoTracking().OrderBy(a => a.StateSince).FirstOrDefaultAsync(ct), cancellationToken);
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
        };
        var reply = await accounts.InviteReferentAsync(request, new Metadata { { "idempotency-key", $"{file.Id}" } }, cancellationToken: cancellationToken);
        await Store.RunAsync(async (db, ct) => (await db.Adhesions.SingleAsync(a => a.Id == file.Id, ct)).ReferentInvited(Resources.Membership, Clock.GetUtcNow()), cancellationToken);
        Invited(Logger, file.Id, reply.PersonId);
    }

    static IQueryable<Adhesion> Due(MembershipDb db) => db.Adhesions.Where(a => a.WithActe && a.ReferentInvitedAt == null && invited.Contains(a.State));

    [LoggerMessage(LogLevel.Information, "Référent of adhesion {AdhesionId} invited as {PersonId}")]
    static partial void Invited(ILogger logger, Guid adhesionId, string personId);
}
