using Dinamis.Accounts.Invitations;
using Dinamis.Accounts.Persons;
using Dinamis.Kernel;
using Dinamis.Mail;
using Dinamis.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dinamis.Accounts.Letters;

/// <summary>The mails of accounts, each written in the transaction of what it tells.</summary>
sealed partial class Letters(AccountsDb db, Outbox outbox, IOptions<DinamisOptions> options, TimeProvider clock)
{
    /// <summary>Links mailed to one address within a day on a stranger's word: enough for a person, too few to annoy one.</summary>
    const int MostLinksADay = 5;

    /// <summary>The same on the word of somebody who has shown nothing: bounded, and silently so.</summary>
    public async Task SendAskedLinkAsync(Person person, Guid organisation, CancellationToken cancellationToken)
    {
        var dayAgo = clock.GetUtcNow().AddDays(-1);
        if (await db.Invitations.CountAsync(i => i.PersonId == person.Id && i.CreatedAt > dayAgo, cancellationToken) < MostLinksADay)
            await SendLinkAsync(person, organisation, cancellationToken);
    }

    /// <summary>Mails a link by which the owner of the address takes the place; earlier links to it die.</summary>
    public async Task SendLinkAsync(Person person, Guid organisation, CancellationToken cancellationToken)
    {
        var seat = person.RequireSeatIn(organisation);
        var where = await NameAsync(organisation, cancellationToken);
        var link = await NewLinkAsync(person, organisation, cancellationToken);
        outbox.Send(person.Address, (seat.Invited, person.ProvenAt is not null) switch
        {
            (true, false) => Message("Votre compte DINAMIS vous attend",
                [$"Un compte DINAMIS est préparé pour vous au titre de {where}.", "Confirmez votre adresse et choisissez votre mot de passe : votre compte est alors ouvert. Personne d’autre que vous ne connaît ni ne choisit ce mot de passe."],
                "Ouvrir mon compte", link),
            (true, true) => Message($"{Capital(where)} vous ouvre un accès DINAMIS",
                [$"Vous avez déjà un compte DINAMIS. Il peut maintenant servir aussi au titre de {where}.", "Confirmez-le : votre mot de passe ne change pas."],
                "Confirmer cet accès", link),
            _ => Message("Confirmez votre adresse pour votre compte DINAMIS",
                [$"Un compte DINAMIS a été demandé avec cette adresse au titre de {where}.", "Confirmez votre adresse. Le référent de votre organisme examinera ensuite la demande, et vous serez prévenu de sa décision."],
                "Confirmer mon adresse", link),
        });
    }

    /// <summary>A one-time path on the public origin; every earlier one for the same place dies.</summary>
    public async Task<string> NewLinkAsync(Person person, Guid organisation, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var earlier in await db.Invitations
            .Where(i => i.PersonId == person.Id && i.OrganisationId == organisation && i.RedeemedAt == null && i.SupersededAt == null).ToListAsync(cancellationToken))
            earlier.Supersede(now);
        var token = Secrets.NewToken();
        db.Invitations.Add(new(Guid.CreateVersion7(now), Secrets.Hash(token), person.Id, organisation, now));
        return "/compte/lien/" + token;
    }

    /// <summary>The owner of an address that somebody typed learns that nothing more is needed; the one who typed it learns nothing.</summary>
    public void SayYouAreKnown(Person person)
    {
        if (!person.TellKnown(clock.GetUtcNow())) return;
        outbox.Send(person.Address, Known());
    }

    MailMessage Known() => new("Vous avez déjà un compte DINAMIS",
        ["Un compte DINAMIS vient d’être demandé avec votre adresse, mais vous en avez déjà un dans cet organisme.", "Si la demande vient de vous, identifiez-vous : la page vous dira où en est votre compte."])
    {
        ActionLabel = "M’identifier",
        ActionUrl = options.Value.Public("/mon-espace"),
        Notes = ["Mot de passe oublié ? La page d’identification permet d’en choisir un autre.", "Si vous n’avez rien demandé, vous n’avez rien à faire."],
    };

    MailMessage Message(string subject, string[] paragraphs, string label, string link) => new(subject, paragraphs)
    {
        ActionLabel = label,
        ActionUrl = options.Value.Public(link),
        Notes = [$"Ce lien vaut {Invitation.Life.Days} jours et ne sert qu’une fois. S’il a expiré, sa page vous en enverra un autre.", "Si vous n’avez rien demandé, ignorez ce message : rien ne sera ouvert."],
    };

    /// <summary>« Commune de Marmande », or « votre organisme » while membership has not told its name.</summary>
    async Task<string> NameAsync(Guid organisation, CancellationToken cancellationToken)
    {
        if (organisation == WellKnown.Dinamis) return "DINAMIS";
        var name = await db.OrganisationNames.AsNoTracking().Where(n => n.Key == organisation.ToString()).Select(n => n.Name).FirstOrDefaultAsync(cancellationToken);
        return string.IsNullOrEmpty(name) ? "votre organisme" : $"« {name} »";
    }

    static string Capital(string text) => string.Concat(text[..1].ToUpperInvariant(), text[1..]);
}
