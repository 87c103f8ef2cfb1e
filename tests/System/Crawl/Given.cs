using System.Globalization;
using System.Text;
using System.Text.Json;
using Dinamis.SystemTests.Harness;

namespace Dinamis.SystemTests.Crawl;

/// <summary>What the seeding leaves out and a page needs to show itself full: said to the interface by the person whose act it is, in that person's session.</summary>
static class Given
{
    public static async Task ImageryRequestAsync(this Visitor user) => await user.CallAsync("/api/catalogue/v1/imagery-requests", new
    {
        area = """{"type":"Polygon","coordinates":[[[0.1,44.4],[0.3,44.4],[0.3,44.6],[0.1,44.6],[0.1,44.4]]]}""",
        firstDay = Day(30),
        lastDay = Day(60),
        sensor = "pleiades",
        maxCloud = 10,
        justification = "Cartographier les haies avant la révision du plan local d’urbanisme.",
    });

    /// <summary>A retour d'expérience that waits for its review; its id.</summary>
    public static async Task<string> ExperienceAsync(this Visitor user) => (await user.CallAsync("/api/activity/v1/experiences", new
    {
        title = "Les haies de la commune vues de l’espace",
        text = "Nous avons compté les haies sur l’image, puis vérifié une sur dix à pied.\n\nL’écart est de trois pour cent.",
        theme = "urbanisme",
        tools = new[] { "QGIS" },
        audience = "PUBLIC",
    })).GetProperty("experienceId").GetString()!;

    public const string NextReferent = "prochain.referent@mairie.example";

    /// <summary>A person named as next référent, who now has the mail that asks to prove the address.</summary>
    public static async Task NameReferentAsync(this Visitor referent)
    {
        var entity = (await referent.CallAsync("/api/accounts/v1/me", null)).GetProperty("roles")[0].GetProperty("organisationId").GetString();
        await referent.CallAsync($"/api/membership/v1/entities/{entity}:propose-referent", new
        {
            referent = new { givenName = "Inès", familyName = "Garnier", function = "Géomaticienne", address = NextReferent },
        });
    }

    /// <summary>Sent back to its author, who may mend it.</summary>
    public static async Task SendBackAsync(this Visitor reviewer, string experience) => await reviewer.CallAsync($"/api/activity/v1/experiences/{experience}:refuse", new
    {
        version = (await reviewer.CallAsync("/api/activity/v1/experiences/" + experience, null)).GetProperty("version").GetInt64(),
        reason = "Dites comment vous avez vérifié le résultat sur le terrain.",
    });

    /// <summary>A version of the charter to come, which every member is asked to accept.</summary>
    public static async Task NewCharterAsync(this Visitor @operator) => await @operator.CallAsync("/api/membership/v1/licences", new
    {
        family = "charter",
        name = "Charte d’utilisation",
        text = "# Engagements\nL’organisme n’use des images que pour ses missions, et en cite la source.",
        inForceFrom = TimeProvider.System.GetUtcNow().AddDays(60).ToString("O", CultureInfo.InvariantCulture),
    });

    public const string NewPerson = "nouvelle.personne@mairie.example";

    /// <summary>A person who is not known yet, and now has the mail that asks to prove the address.</summary>
    public static async Task AskForAccountAsync(this Visitor visitor, string siren)
    {
        var organisation = await visitor.CallAsync($"/api/membership/v1/members/{siren}", null);
        await visitor.CallAsync("/api/accounts/v1/persons:request", new
        {
            organisationId = organisation.GetProperty("organisationId").GetString(),
            givenName = "Inès",
            familyName = "Garnier",
            function = "Géomaticienne",
            service = "Urbanisme",
            address = NewPerson,
            intendedUses = "Suivre les haies de la commune.",
            charterAcknowledged = true,
        });
    }

    /// <summary>A list of the relay that waits for its officer, a line of it refused: the path of its page.</summary>
    public static async Task<string> ListAsync(this Visitor officer)
    {
        var relay = (await officer.CallAsync("/api/membership/v1/relays", null)).GetProperty("relays")[0].GetProperty("relayId").GetString();
        var list = await officer.CallAsync($"/api/membership/v1/relays/{relay}/imports", new
        {
            fileName = "à-relire.csv",
            content = Convert.ToBase64String("SIREN;Nom\n214701955;Commune de Nérac\n123456789;Commune sans SIREN\n"u8),
        });
        return "/relais/importer/" + list.GetProperty("importId").GetString();
    }

    public const string Contact = "mairie@faux-la-montagne.example";

    /// <summary>A body whose contact the relay asks by mail for what its line lacks.</summary>
    public static async Task AskForLackingAsync(this Visitor officer)
    {
        var relay = (await officer.CallAsync("/api/membership/v1/relays", null)).GetProperty("relays")[0];
        var own = "/api/membership/v1/relays/" + relay.GetProperty("relayId").GetString();
        var list = await officer.CallAsync(own + "/imports", new { fileName = "à-compléter.csv", content = Convert.ToBase64String(Encoding.UTF8.GetBytes($"SIREN;Nom;Contact\n212307706;Commune de Faux-la-Montagne;{Contact}\n")) });
        await officer.CallAsync($"{own}/imports/{list.GetProperty("importId").GetString()}:confirm", new { });
        await officer.CallAsync(own + "/batches", new
        {
            kind = "ASK",
            mandateId = relay.GetProperty("mandates")[0].GetProperty("mandateId").GetString(),
            partnerIds = new[] { (await officer.CallAsync(own + "/partners?text=212307706", null)).GetProperty("partners")[0].GetProperty("partnerId").GetString() },
        });
    }

    /// <summary>All that can join, in a batch that waits for its officer: the path of its page.</summary>
    public static async Task<string> BatchAsync(this Visitor officer)
    {
        var relay = (await officer.CallAsync("/api/membership/v1/relays", null)).GetProperty("relays")[0];
        var relayId = relay.GetProperty("relayId").GetString();
        var batch = await officer.CallAsync($"/api/membership/v1/relays/{relayId}/batches", new
        {
            kind = "JOIN",
            mandateId = relay.GetProperty("mandates")[0].GetProperty("mandateId").GetString(),
            filter = new { states = new[] { "STATE_UNSPECIFIED" } },
        });
        return "/relais/envois/" + batch.GetProperty("batchId").GetString();
    }

    /// <summary>A member that the relay accompanies, and might let go: the path of the page that asks it.</summary>
    public static async Task<string> DepartureAsync(this Visitor officer)
    {
        var relay = (await officer.CallAsync("/api/membership/v1/relays", null)).GetProperty("relays")[0].GetProperty("relayId").GetString();
        var members = await officer.CallAsync($"/api/membership/v1/relays/{relay}/partners?states=ACTIVE", null);
        return $"/relais/partenaires/{members.GetProperty("partners")[0].GetProperty("partnerId").GetString()}/sortie";
    }

    /// <summary>A dossier in this state whose page has such a link: an avenant alone is in force too, and nobody suspends it.</summary>
    public static async Task<string> DossierAsync(this Visitor instructor, string state, string link = "")
    {
        foreach (var dossier in (await instructor.CallAsync("/api/membership/v1/adhesions?states=" + state, null)).GetProperty("adhesions").EnumerateArray())
        {
            var path = "/instruction/" + dossier.GetProperty("adhesionId").GetString();
            var page = await instructor.Page.APIRequest.GetAsync(new Uri(new(instructor.Page.Url), path).AbsoluteUri);
            if ((await page.TextAsync()).Contains(link, StringComparison.Ordinal)) return path;
        }
        throw new InvalidOperationException($"No dossier in state {state} has a link to {link}.");
    }

    static string Day(int ahead) => TimeProvider.System.GetUtcNow().AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A call of the interface by a script of our own page; without a body it reads.</summary>
    static async Task<JsonElement> CallAsync(this Visitor visitor, string path, object? body) => await visitor.Page.EvaluateAsync<JsonElement>("""
        async ([path, body]) => {
          const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() };
          const answer = await fetch(path, body ? { method: 'POST', headers, body } : {});
          if (!answer.ok) throw new Error(`${answer.status} ${path}: ${await answer.text()}`);
          return answer.json();
        }
        """, new[] { path, body is null ? null : JsonSerializer.Serialize(body) });
}
