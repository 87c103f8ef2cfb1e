using Dinamis.Mail;
using Dinamis.Membership.Register;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Adhesions;

/// <summary>What a suspension, its lifting and the end of an acte mean for the register and for the body's rights: all in the caller's transaction.</summary>
sealed class ActeForce(MembershipDb db, Outbox outbox)
{
    public async Task SuspendAsync(Adhesion file, string by, CancellationToken cancellationToken)
    {
        (await ActeAsync(file, cancellationToken)).Suspend(by);
        (await BodyAsync(file, cancellationToken)).LoseForce(ended: false, by);
    }

    public async Task ResumeAsync(Adhesion file, string by, CancellationToken cancellationToken)
    {
        (await ActeAsync(file, cancellationToken)).Resume(by);
        (await BodyAsync(file, cancellationToken)).RegainForce(by);
    }

    /// <param name="file">Terminated or expired.</param>
    /// <param name="status">The same, of its acte.</param>
    /// <param name="by">Who ended it.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    public async Task EndAsync(Adhesion file, DeedStatus status, string by, CancellationToken cancellationToken)
    {
        (await ActeAsync(file, cancellationToken)).End(status, by, file.StateSince);
        (await BodyAsync(file, cancellationToken)).LoseForce(ended: true, by);
        // A body that has left is asked nothing more; what it accepted is kept for ever.
        await db.TextAcceptances.Where(a => a.OrganisationId == file.OrganisationId && a.AcceptedAt == null).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>The file holds another name or address: the body does too, for all who ask for it.</summary>
    public async Task ChangeAsync(Adhesion file, string by, CancellationToken cancellationToken) =>
        (await BodyAsync(file, cancellationToken)).Change(new(file.Entity), by);

    /// <summary>One mail to the représentant légal and one to the référent, or one where they share a mailbox.</summary>
    public void Tell(Adhesion file, MailMessage message)
    {
        foreach (var address in new[] { file.Representative.Address, file.Referent.Address }.Distinct()) outbox.Send(address, message);
    }

    Task<Deed> ActeAsync(Adhesion file, CancellationToken cancellationToken) =>
        db.Deeds.SingleAsync(d => d.AdhesionId == file.Id && d.Kind == DeedKind.Acte && d.InForceFrom != null, cancellationToken);

    Task<Organisations.Organisation> BodyAsync(Adhesion file, CancellationToken cancellationToken) =>
        db.Organisations.SingleAsync(o => o.Id == file.OrganisationId, cancellationToken);
}
