using Dinamis.Demo.Bodies;
using Dinamis.Demo.Robot;
using Dinamis.Wire;

namespace Dinamis.Demo.Seeding;

/// <summary>The people of one body.</summary>
sealed record BodyPeople(string Referent, string ReferentGiven, string ReferentFamily, string Representative, string RepresentativeGiven, string RepresentativeFamily, string RepresentativeFunction);

/// <summary>How far a body goes on the road.</summary>
enum Stop { Draft, AwaitingRepresentative, Delegating, Submitted, UnderExamination, Accepted, Active }

/// <summary>A body joins through the pages: its future référent, its représentant légal, DINAMIS's people. Begun again, it goes on where it stands.</summary>
sealed class Joining(World world)
{
    static readonly TimeSpan SealPatience = TimeSpan.FromMinutes(1);

    public async Task JoinAsync(DemoBody body, BodyPeople people, Relay? relay, Stop stop, CancellationToken cancellationToken)
    {
        using var referent = new HtmlPerson(world.Gateway);
        if (await world.Mailbox.FindLinkAsync(people.Referent, "", cancellationToken) is null) await AskAsync(referent, body, people, relay, cancellationToken);
        if (await world.Mailbox.FindLinkAsync(people.Representative, "", cancellationToken) is null && !await DraftAsync(referent, body, people, stop, cancellationToken)) return;
        if (stop == Stop.AwaitingRepresentative) return;
        if (stop == Stop.Delegating)
        {
            await DelegateAsync(await world.Mailbox.LinkAsync(people.Representative, "", cancellationToken), body, people, cancellationToken);
            return;
        }

        await SignAsync(await world.Mailbox.LinkAsync(people.Representative, "", cancellationToken), people.Referent, cancellationToken);
        if (stop == Stop.Submitted) return;

        // With the relay, DINAMIS's acceptance comes from its mandate.
        if (relay is not null) await CountersignForRelayAsync(body, relay, cancellationToken);
        else if (!await ExamineAsync(body, stop, cancellationToken)) return;
        if (stop == Stop.Accepted) return;

        using var signatory = await world.SignInPersonAsync(People.Signatory, cancellationToken);
        await OpenAsync(signatory, body, cancellationToken);
        var file = signatory.Address.AbsolutePath;
        if (signatory.Page.QuerySelector($"a[href^='{file}/contresigner']") is not null)
        {
            await signatory.GoAsync(file + "/contresigner", cancellationToken);
            await signatory.SubmitAsync("Contresigner au nom de DINAMIS", cancellationToken, ("relu", "true"));
        }
        // A member only once the countersigned acte is sealed: who comes next looks for it.
        await UntilAsync(signatory, file, () => signatory.Text.Contains("L’adhésion est en vigueur", StringComparison.Ordinal), cancellationToken);
        await world.ChoosePasswordAsync(await world.Mailbox.LinkAsync(people.Referent, "compte", cancellationToken), cancellationToken);
    }

    /// <summary>The future référent proves the address, fills the three parts and sends them; false when the file stays a draft.</summary>
    async Task<bool> DraftAsync(HtmlPerson referent, DemoBody body, BodyPeople people, Stop stop, CancellationToken cancellationToken)
    {
        var file = await world.Mailbox.LinkAsync(people.Referent, "", cancellationToken);
        await referent.GoAsync(file, cancellationToken);
        if (referent.Offers("Confirmer et commencer")) await referent.SubmitAsync("Confirmer et commencer", cancellationToken);
        await FillAsync(referent, referent.Address, body, people, cancellationToken);
        if (stop == Stop.Draft) return false;
        await referent.GoAsync(new Uri(file.AbsoluteUri + "/verifier"), cancellationToken);
        await referent.SubmitAsync("Envoyer au représentant légal", cancellationToken);
        return true;
    }

    /// <summary>The instructor examines and accepts; false when the body stays under examination.</summary>
    async Task<bool> ExamineAsync(DemoBody body, Stop stop, CancellationToken cancellationToken)
    {
        using var instructor = await world.SignInPersonAsync(People.Instructor, cancellationToken);
        await OpenAsync(instructor, body, cancellationToken);
        if (instructor.Offers("Commencer l’examen")) await instructor.SubmitAsync("Commencer l’examen", cancellationToken);
        if (stop == Stop.UnderExamination) return false;
        var accept = instructor.Address.AbsolutePath + "/accepter";
        if (instructor.Page.QuerySelector($"a[href^='{accept}']") is null) return true;
        await instructor.GoAsync(accept, cancellationToken);
        await instructor.SubmitAsync("Accepter l’adhésion", cancellationToken, ("note", "Organisme public : l’usage décrit relève de ses missions."));
        return true;
    }

    /// <summary>An officer of the relay countersigns its avenant or convention with a body of its registry; returns when it is in force.</summary>
    async Task CountersignForRelayAsync(DemoBody body, Relay relay, CancellationToken cancellationToken)
    {
        using var officer = await world.SignInPersonAsync(relay.Officer, cancellationToken);
        await officer.GoAsync("/relais?texte=" + body.Siren, cancellationToken);
        var line = officer.Page.QuerySelector("main table a[href^='/relais/partenaires/']") ?? throw new InvalidOperationException($"{body.Siren} is not in the registry: {officer.Text}");
        var page = line.GetAttribute("href")!;
        await officer.GoAsync(page + "/contresigner", cancellationToken);
        if (officer.Offers("Contresigner au nom du relais")) await officer.SubmitAsync("Contresigner au nom du relais", cancellationToken, ("relu", "true"));
        await UntilAsync(officer, page, () => officer.Text.Contains("signé par les deux parties", StringComparison.Ordinal), cancellationToken);
    }

    static async Task AskAsync(HtmlPerson referent, DemoBody body, BodyPeople people, Relay? relay, CancellationToken cancellationToken)
    {
        await referent.GoAsync("/adherer", cancellationToken);
        await referent.SubmitAsync("Continuer", cancellationToken, ("siren", body.Siren), ("department", body.Department));
        var fields = new Dictionary<string, string[]>
        {
            ["given_name"] = [people.ReferentGiven],
            ["family_name"] = [people.ReferentFamily],
            ["address"] = [people.Referent],
        };
        if (referent.Page.QuerySelector("input[name=relay_id]") is not null) fields["relay_id"] = [relay?.RelayId ?? "seul"];
        await referent.SubmitAsync("Recevoir le lien", fields, cancellationToken);
    }

    static async Task FillAsync(HtmlPerson referent, Uri file, DemoBody body, BodyPeople people, CancellationToken cancellationToken)
    {
        await referent.GoAsync(new Uri(file.AbsoluteUri + "/organisme"), cancellationToken);
        await referent.SubmitAsync("Enregistrer et continuer", cancellationToken,
            ("entity.name", body.Name), ("entity.category", Category(body.Kind)), ("entity.legal_form", LegalForm(body.Kind)),
            ("entity.street", "1 place de la Mairie"), ("entity.postal_code", body.PostalCode), ("entity.town", body.Seat), ("entity.department", body.Department));
        await referent.SubmitAsync("Enregistrer et continuer", new Dictionary<string, string[]>
        {
            ["sector.themes"] = ["urbanisme", "foret"],
            ["sector.intended_uses"] = ["Suivi de l’occupation du sol, des haies et des zones inondables pour nos documents d’urbanisme."],
            // Communes leave the old archive aside: the gate has something to say to them.
            ["sector.families"] = body.Kind == BodyKind.Commune ? ["pleiades", "spot-6-7"] : ["pleiades", "spot-6-7", "spot-5"],
        }, cancellationToken);
        await referent.SubmitAsync("Enregistrer et continuer", cancellationToken,
            ("representative.given_name", people.RepresentativeGiven), ("representative.family_name", people.RepresentativeFamily),
            ("representative.function", people.RepresentativeFunction), ("representative.address", people.Representative), ("referent_function", "Responsable SIG"));
    }

    /// <summary>The code that the référent tells, and the two validations; returns when the seal is made.</summary>
    async Task SignAsync(Uri link, string referent, CancellationToken cancellationToken)
    {
        using var representative = new HtmlPerson(world.Gateway);
        await ShowCodeAsync(representative, link, referent, cancellationToken);
        await representative.GoAsync(new Uri(link.AbsoluteUri + "/acte"), cancellationToken);
        if (representative.Offers("Valider l’acte")) await representative.SubmitAsync("Valider l’acte", cancellationToken, ("lu", "true"));
        await representative.GoAsync(new Uri(link.AbsoluteUri + "/textes"), cancellationToken);
        if (representative.Offers("Accepter et signer")) await representative.SubmitAsync("Accepter et signer", cancellationToken, ("lu", "true"));
        await UntilAsync(representative, link.AbsolutePath, () => representative.Text.Contains("Vous avez signé le", StringComparison.Ordinal), cancellationToken);
    }

    /// <summary>The représentant légal names who signs in his place; the decree waits for an instructor.</summary>
    async Task DelegateAsync(Uri link, DemoBody body, BodyPeople people, CancellationToken cancellationToken)
    {
        using var representative = new HtmlPerson(world.Gateway);
        await representative.GoAsync(new Uri(link.AbsoluteUri + "/delegation"), cancellationToken);
        // Named by an interrupted seeding already: the page says so.
        if (representative.Text.Contains("DINAMIS examine depuis", StringComparison.Ordinal)) return;
        await representative.SubmitAsync("Transmettre à DINAMIS", new Dictionary<string, string[]>
        {
            ["delegate.given_name"] = ["Maylis"],
            ["delegate.family_name"] = ["Darrieus"],
            ["delegate.function"] = ["Première adjointe"],
            ["delegate.address"] = [$"adjointe@org{body.Siren}.example"],
            ["decree_number"] = ["2026-014"],
            ["decree_date"] = ["2026-03-28"],
        }, cancellationToken, new("pieces", "arrete-2026-014.pdf", Decree.Of(
            body.Name, "", "Arrêté n° 2026-014 du 28 mars 2026", "portant délégation de signature", "",
            $"{people.RepresentativeGiven} {people.RepresentativeFamily}, {people.RepresentativeFunction}, délègue sa signature à", "Maylis Darrieus, première adjointe, pour les actes et conventions qui portent",
            "sur les données géographiques.")));
    }

    async Task ShowCodeAsync(HtmlPerson representative, Uri link, string referent, CancellationToken cancellationToken)
    {
        var code = new Uri(link.AbsoluteUri + "/code");
        await representative.GoAsync(code, cancellationToken);
        if (representative.Offers("Envoyer le code")) await representative.SubmitAsync("Envoyer le code", cancellationToken);
        var end = world.Now + SealPatience;
        // An earlier code may be what stands in the mailbox, until the new one has come: a wrong one is tried once.
        string? tried = null;
        while (representative.Offers("Continuer") && representative.Page.QuerySelector("input[name=code]") is not null)
        {
            if (await world.Mailbox.FindCodeAsync(referent, cancellationToken) is { } found && found != tried)
                await representative.SubmitAsync("Continuer", cancellationToken, ("code", tried = found));
            else if (world.Now > end) throw new TimeoutException("No mail with a code came.");
            else await world.WaitAsync(cancellationToken);
        }
    }

    static async Task OpenAsync(HtmlPerson staff, DemoBody body, CancellationToken cancellationToken)
    {
        await staff.GoAsync("/instruction?vue=tous&texte=" + body.Siren, cancellationToken);
        var link = staff.Page.QuerySelector("main tbody a[href^='/instruction/']") ?? throw new InvalidOperationException($"{body.Siren} is not in the queue: {staff.Text}");
        await staff.GoAsync(link.GetAttribute("href")!, cancellationToken);
    }

    async Task UntilAsync(HtmlPerson person, string path, Func<bool> isSo, CancellationToken cancellationToken)
    {
        var end = world.Now + SealPatience;
        while (true)
        {
            await person.GoAsync(path, cancellationToken);
            if (isSo()) return;
            if (world.Now > end) throw new TimeoutException($"{path.Split('/')[1]} did not end: {person.Text}");
            await world.WaitAsync(cancellationToken);
        }
    }

    public static string Category(BodyKind kind) => kind switch
    {
        BodyKind.Region => "region",
        BodyKind.Department => "departement",
        BodyKind.Grouping => "epci",
        _ => "commune",
    };

    static string LegalForm(BodyKind kind) => kind switch
    {
        BodyKind.Region => "Région",
        BodyKind.Department => "Département",
        BodyKind.Grouping => "Établissement public de coopération intercommunale",
        _ => "Commune",
    };
}
