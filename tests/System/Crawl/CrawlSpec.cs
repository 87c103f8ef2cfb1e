using Dinamis.SystemTests.Harness;
using Dinamis.SystemTests.Journeys;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Crawl;

/// <summary>Every page, by everybody who may open it: axe, valid HTML, a small phone, the keyboard, and no page that nobody reaches.</summary>
[Collection(nameof(InTown))]
public sealed class CrawlSpec(Browser browser, Town town, ITestOutputHelper output)
{
    [Fact]
    public async Task Every_page_is_accessible_valid_and_reached()
    {
        var system = town.System;
        var took = new Took();
        using (took.Of("seeding")) await system.SeedAsync("stages");
        using var markup = new Markup();
        var crawler = new Crawler(system.Gateway, markup, took);

        await using (var visitor = await browser.VisitorAsync(system.Gateway, scripts: true))
        {
            await ReadyAsync(visitor);
            await crawler.WalkAsync(visitor.Context, new("visiteur", ["/", "/adherer/chemin?siren=212403224&departement=24", "/compte/connexion", "/compte/mot-de-passe-oublie", "/erreur/404", "/introuvable", "/compte/erreur/404"]));
            await crawler.WalkAsync(visitor.Context, new("visiteur", ["/bff/login?returnUrl=/mon-espace"]));
            await visitor.GoAsync("/");
            await visitor.AskForAccountAsync(await system.TownSirenAsync());
            await LinksAsync(system, visitor, crawler);
            await StrangeAsync(system, visitor, crawler);
        }
        // The first page of each role is opened for its header and its menu: one without the map, which costs as much as four others.
        foreach (var (role, address, entries) in new (string, string, string[])[]
        {
            ("référent", Demo.Referent, ["/mon-espace", "/", .. await GivenAsync(system)]),
            ("utilisateur", Demo.User, ["/mon-espace", "/", "/catalogue/usage", "/compte/securite", "/compte/organisation", "/compte/appareil"]),
            ("agent du relais", Demo.Agent, ["/mon-espace", "/"]),
            ("instructeur", Demo.Instructor, ["/mon-espace", "/"]),
            ("signataire", Demo.Signatory, ["/mon-espace", "/", "/instruction?vue=tous"]),
            ("exploitant", Demo.Operator, ["/mon-espace", "/", "/reconnecte", "/compte/deconnexion"]),
        })
        {
            await using var person = await browser.VisitorAsync(system.Gateway, scripts: true);
            await ReadyAsync(person);
            await person.SignInAsync(address, Demo.Password);
            await person.ArrivesAsync("/mon-espace");
            // Of each page one example is opened: the body that waits for the officer, before any other.
            if (address == Demo.Agent) await crawler.WalkAsync(person.Context, new(role, ["/relais?vue=a-contresigner"], Within: "/relais"));
            if (address == Demo.Agent)
                foreach (var page in (string[])[await person.ListAsync(), await person.BatchAsync(), await person.DepartureAsync()]) await crawler.WalkAsync(person.Context, new(role, [page], Within: page));
            // The dossier that an instructor may still accept or refuse shows more than the first of the list, and one in force leads to other pages.
            string[] dossier = address == Demo.Instructor ? [await person.DossierAsync("UNDER_EXAMINATION")] : [];
            if (address == Demo.Instructor && await person.DossierAsync("ACTIVE", "/suspendre") is var inForce)
            {
                await NeighbourAsync(person, inForce);
                await crawler.WalkAsync(person.Context, new(role, [inForce], Within: inForce));
            }
            if (address == Demo.Instructor && await person.DossierAsync("AWAITING_REPRESENTATIVE", "accepter-delegation") is var delegated) await crawler.WalkAsync(person.Context, new(role, [delegated], Within: delegated));
            await crawler.WalkAsync(person.Context, new(role, [.. entries, .. dossier]));
        }

        using (took.Of("html-validate"))
            foreach (var problem in await markup.JudgeAsync()) crawler.Findings.Add(problem);
        output.WriteLine($"{took}");
        foreach (var template in PageRoutes.All.Except(crawler.Reached.Keys)) crawler.Findings.Add(new("tous", template, "reached-by-nobody", "no role finds this page"));
        string.Join('\n', crawler.Findings.Distinct().OrderBy(f => f.Page + f, StringComparer.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>Three pages open at a time, and each is judged where it stands.</summary>
    static Task ReadyAsync(Visitor visitor)
    {
        visitor.Context.SetDefaultTimeout(60_000);
        return PageChecks.PrepareAsync(visitor.Context);
    }

    /// <summary>The arrow of the keyboard leads to the next dossier, except where a word is written.</summary>
    static async Task NeighbourAsync(Visitor instructor, string dossier)
    {
        await instructor.GoAsync(dossier);
        var neighbour = instructor.Page.Locator(".voisins a").First;
        var (key, path) = (await neighbour.GetAttributeAsync("rel") == "next" ? "ArrowRight" : "ArrowLeft", (await neighbour.GetAttributeAsync("href"))!);
        await neighbour.EvaluateAsync("link => link.addEventListener('click', () => document.body.dataset.followed = 'yes')");
        await instructor.Page.Locator("textarea[name=text]").First.PressAsync(key);
        (await instructor.Page.Locator("body").GetAttributeAsync("data-followed")).ShouldBeNull();
        await neighbour.PressAsync(key);
        await instructor.ArrivesAsync(path);
    }

    /// <summary>The référent asks for an image, names the next référent, and tells two experiences, of which DINAMIS sends one back: the pages that show them.</summary>
    async Task<string[]> GivenAsync(RunningSystem system)
    {
        await using var referent = await browser.VisitorAsync(system.Gateway);
        await referent.SignInAsync(Demo.Referent, Demo.Password);
        await referent.ArrivesAsync("/mon-espace");
        await referent.ImageryRequestAsync();
        await referent.NameReferentAsync();
        await referent.ExperienceAsync();
        var sentBack = await referent.ExperienceAsync();
        await using var reviewer = await browser.VisitorAsync(system.Gateway);
        await reviewer.SignInAsync(Demo.Instructor, Demo.Password);
        await reviewer.ArrivesAsync("/mon-espace");
        await reviewer.SendBackAsync(sentBack);
        return ["/experiences/" + sentBack, (await system.Mailbox.NextAsync(Given.NextReferent)).Link.AbsolutePath];
    }

    /// <summary>The mailed links: of a person who may choose a password, of a future référent, of a représentant légal before and after the signature.</summary>
    async Task LinksAsync(RunningSystem system, Visitor visitor, Crawler crawler)
    {
        await using (var @operator = await browser.VisitorAsync(system.Gateway))
        {
            await @operator.SignInAsync(Demo.Operator, Demo.Password);
            await @operator.ArrivesAsync("/mon-espace");
            await @operator.NewCharterAsync();
        }
        await using (var officer = await browser.VisitorAsync(system.Gateway))
        {
            await officer.SignInAsync(Demo.Agent, Demo.Password);
            await officer.ArrivesAsync("/mon-espace");
            await officer.AskForLackingAsync();
        }
        await Patiently.UntilAsync("the représentants légaux to be asked", TimeSpan.FromSeconds(20), async () => (await system.Mailbox.AllAsync("")).Any(m => m.Subject.StartsWith("À accepter", StringComparison.Ordinal)));

        var invitation = (await system.Mailbox.NextAsync(Given.NewPerson)).Link.AbsolutePath;
        await crawler.WalkAsync(visitor.Context, new("invité", [invitation], invitation));
        foreach (var stale in (string[])["/compte/lien/", "/lien/"])
        {
            await visitor.GoAsync(stale + "H8iKgnX-A3GCzzO3eYhWO7IqJr3VAOtY64pFbWeHxyz");
            await crawler.JudgeAsync(visitor.Page, "invité", stale + "périmé");
        }

        var mails = await system.Mailbox.AllAsync("");
        var toRepresentatives = mails.Where(m => m.To.StartsWith("representant@", StringComparison.Ordinal) && m.Text.Contains("/lien/", StringComparison.Ordinal)).GroupBy(m => m.To).Select(g => g.Last()).ToList();
        // The one whose représentant légal was not asked yet stands at the draft.
        var draft = mails.Last(m => m.To.StartsWith("referent@org", StringComparison.Ordinal) && toRepresentatives.TrueForAll(r => DomainOf(r) != DomainOf(m)));
        var file = draft.Link.AbsolutePath;
        await crawler.WalkAsync(visitor.Context, new("futur référent", [file], file));
        foreach (var link in toRepresentatives.Select(m => m.Link.AbsolutePath))
            await crawler.WalkAsync(visitor.Context, new("représentant légal", [link, link + "/textes", link + "/referent"], link));
        // A mail to an address that a relay gave says whence it comes.
        var source = (await system.Mailbox.NextAsync(Given.Contact)).Link.AbsolutePath;
        await crawler.WalkAsync(visitor.Context, new("personne indiquée par un relais", [source], source));

        static string DomainOf(Mail mail) => mail.To[mail.To.IndexOf('@', StringComparison.Ordinal)..];
    }

    /// <summary>Pages of other origins, and the gateway's own.</summary>
    static async Task StrangeAsync(RunningSystem system, Visitor visitor, Crawler crawler)
    {
        var page = await visitor.Context.NewPageAsync();
        await page.GotoAsync(system.Sso.AbsoluteUri + "compte/connexion");
        await crawler.JudgeAsync(page, "agent du relais", "SSO de PIGMA");

        await page.GotoAsync(system.Mailbox.Address.AbsoluteUri);
        await crawler.JudgeAsync(page, "développeur", "messagerie");
        await page.SetViewportSizeAsync(1280, 800);
        await page.Locator(".mails a").First.ClickAsync();
        await crawler.JudgeAsync(page, "développeur", "messagerie/courriel");

        // A form that another site posts: the gateway answers by itself.
        await page.GotoAsync("about:blank");
        var refused = await page.RunAndWaitForResponseAsync(() => page.SetContentAsync($"<form method=post action='{new Uri(system.Gateway, "/adherer")}'></form><script>document.forms[0].submit()</script>"), r => r.Url.EndsWith("/adherer", StringComparison.Ordinal));
        refused.Status.ShouldBe(403);
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("refusée");
        await crawler.JudgeAsync(page, "visiteur", "erreur de la passerelle");
        await page.CloseAsync();

        // What only asks whether a page is there gets an answer too.
        var head = await visitor.Page.APIRequest.HeadAsync(new Uri(system.Gateway, "/aide").AbsoluteUri);
        (head.Status, (await head.BodyAsync()).Length).ShouldBe((200, 0));
    }
}
