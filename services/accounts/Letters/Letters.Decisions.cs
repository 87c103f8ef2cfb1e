using Dinamis.Accounts.Persons;
using Dinamis.Mail;
using Dinamis.Rights;
using Microsoft.EntityFrameworkCore;
using Right = Dinamis.Wire.Mandate.Types.Right;
using State = Dinamis.Wire.Person.Types.State;

namespace Dinamis.Accounts.Letters;

sealed partial class Letters
{
    /// <summary>Asks whoever may validate: the référents; where there is none, the officers of the relay under its mandate.</summary>
    public async Task AskToValidateAsync(Person person, Guid organisation, CancellationToken cancellationToken)
    {
        var seat = person.RequireSeatIn(organisation);
        var where = await NameAsync(organisation, cancellationToken);
        var to = await ReferentsAsync(organisation, cancellationToken);
        if (to.Count == 0) to = await OfficersAsync(organisation, cancellationToken);
        foreach (var address in to)
        {
            outbox.Send(address, new("Un compte DINAMIS attend votre décision",
                [$"{person.GivenName} {person.FamilyName} ({seat.Function}) demande un compte DINAMIS au titre de {where}, et a confirmé son adresse électronique : {person.Address}.", "Vérifiez que cette personne travaille bien dans l’organisme, puis validez ou refusez sa demande."])
            {
                ActionLabel = "Examiner la demande",
                ActionUrl = options.Value.Public("/mon-espace/comptes"),
                Notes = ["Sans votre décision, cette personne ne peut pas se servir de DINAMIS."],
            });
        }
    }

    public async Task SayValidatedAsync(Person person, Guid organisation, CancellationToken cancellationToken) => outbox.Send(person.Address, new("Votre compte DINAMIS est ouvert",
        [$"Votre compte est validé au titre de {await NameAsync(organisation, cancellationToken)}. Vous pouvez maintenant chercher et télécharger des images, et en demander de nouvelles."])
    {
        ActionLabel = "M’identifier",
        ActionUrl = options.Value.Public("/mon-espace"),
    });

    public Task SayRefusedAsync(Person person, Guid organisation, CancellationToken cancellationToken) =>
        SayAsync(person, organisation, "Votre demande de compte DINAMIS est refusée", where => $"Votre demande de compte au titre de {where} n’a pas été acceptée.", cancellationToken);

    public Task SaySuspendedAsync(Person person, Guid organisation, CancellationToken cancellationToken) =>
        SayAsync(person, organisation, "Votre compte DINAMIS est suspendu", where => $"Votre compte est suspendu au titre de {where}. Les sessions ouvertes sont terminées.", cancellationToken);

    public Task SayReinstatedAsync(Person person, Guid organisation, CancellationToken cancellationToken) =>
        SayAsync(person, organisation, "Votre compte DINAMIS est rétabli", where => $"Votre compte est de nouveau ouvert au titre de {where}.", cancellationToken);

    public Task SayClosedAsync(Person person, Guid organisation, CancellationToken cancellationToken) =>
        SayAsync(person, organisation, "Votre compte DINAMIS est clos", where => $"Votre compte est clos au titre de {where}.", cancellationToken);

    async Task SayAsync(Person person, Guid organisation, string subject, Func<string, string> sentence, CancellationToken cancellationToken)
    {
        var reason = person.RequireSeatIn(organisation).Reason;
        List<string> paragraphs = [sentence(await NameAsync(organisation, cancellationToken))];
        if (reason.Length > 0) paragraphs.Add($"Motif : {reason}");
        outbox.Send(person.Address, new(subject, paragraphs) { Notes = ["Pour toute question, adressez-vous au référent de votre organisme."] });
    }

    Task<List<string>> ReferentsAsync(Guid organisation, CancellationToken cancellationToken) => db.Persons
        .Where(p => p.Seats.Any(s => s.OrganisationId == organisation && s.State == State.Validated && (s.Roles & Roles.Referent) != 0))
        .OrderBy(p => p.Id).Take(20).Select(p => p.Address).ToListAsync(cancellationToken);

    async Task<List<string>> OfficersAsync(Guid organisation, CancellationToken cancellationToken)
    {
        var over = await db.Set<MandateOverRow>().AsNoTracking().Where(r => r.OrganisationId == organisation).ToListAsync(cancellationToken);
        var relays = over.Select(r => r.RelayId.ToString()).ToList();
        var standings = await db.Set<StandingRow>().AsNoTracking().Where(r => relays.Contains(r.Key)).ToListAsync(cancellationToken);
        var officers = standings.SelectMany(r => Wire.Standing.Parser.ParseFrom(r.Payload).OwnMandates)
            .Where(m => over.Exists(o => o.MandateId.ToString() == m.MandateId) && m.IsInForce(clock.GetUtcNow()) && m.Rights.Contains(Right.Accounts))
            .SelectMany(m => m.Officers).Select(Guid.Parse).ToHashSet();
        return await db.Persons.Where(p => officers.Contains(p.Id)).OrderBy(p => p.Id).Take(20).Select(p => p.Address).ToListAsync(cancellationToken);
    }
}
