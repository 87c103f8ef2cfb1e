using System.Text.Json;
using System.Text.RegularExpressions;
using Dinamis.SystemTests.Harness;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Journeys;

/// <summary>Journey 6: a user asks for new imagery; DINAMIS refuses one request with a reason and accepts another; the user reads why.</summary>
[Collection(nameof(InTown))]
public sealed class AskForImagerySpec(Browser browser, Town town)
{
    const string User = "utilisateur@mairie.example";
    const string Why = "Cartographier les haies de la commune avant la révision du plan local d’urbanisme.";
    const string Refusal = "Une image de mai 2024 couvre déjà toute la zone : elle est au catalogue.";

    [Fact]
    public async Task A_user_asks_for_new_imagery_and_reads_why_DINAMIS_refuses_or_accepts()
    {
        var system = town.System;
        await using var user = await browser.VisitorAsync(system.Gateway, scripts: true);
        await user.SignInAsync(User, Demo.Password, "/demandes");
        await user.PictureAsync("j6-vide");
        await user.FollowAsync("Nouvelle demande");

        // One precise day is refused at entry, and what was typed is still there.
        var (first, last) = (Day(30), Day(60));
        await user.DrawContourAsync((0.05, 44.4), (0.3, 44.4), (0.3, 44.6), (0.05, 44.6));
        await user.FillRequestAsync(first, first, "Pléiades");
        await user.PressAsync("Envoyer la demande");
        await user.SeesAsync("un jour précis");
        await user.PictureAsync("j6-un-jour");
        (await user.Page.Locator("textarea[name=area]").InputValueAsync()).ShouldContain("\"Polygon\"");
        (await user.Page.Locator("textarea[name=justification]").InputValueAsync()).ShouldBe(Why);
        (await user.Page.Locator("input[name=first_day]").InputValueAsync()).ShouldBe(first);
        (await user.Page.Locator("input[name=sensor][value=pleiades]").IsCheckedAsync()).ShouldBeTrue();
        await user.Page.Locator("input[name=last_day]").FillAsync(last);
        await user.PressAsync("Envoyer la demande");
        await user.SeesAsync("DINAMIS examine");
        await user.PictureAsync("j6-envoyee");
        var toRefuse = new Uri(user.Page.Url).AbsolutePath;

        await user.GoAsync("/demandes/nouvelle");
        await user.DrawContourAsync((-0.2, 44.3), (0.1, 44.3), (0.1, 44.5));
        await user.FillRequestAsync(first, last, "SPOT 6-7");
        await user.PressAsync("Envoyer la demande");
        await user.SeesAsync("DINAMIS examine");
        var toAccept = new Uri(user.Page.Url).AbsolutePath;

        // DINAMIS decides: a refusal has a reason.
        await using var instructor = await browser.VisitorAsync(system.Gateway);
        await instructor.SignInAsync(Demo.Instructor, Demo.Password, "/demandes");
        await instructor.SeesAsync("Commune de Marmande");
        await instructor.PictureAsync("j6-instruction");
        await instructor.GoAsync(toRefuse);
        await instructor.PictureAsync("j6-a-decider");
        await instructor.PressAsync("Refuser la demande");
        await instructor.SeesAsync("Un refus est toujours motivé");
        await DecideAsync(instructor, "Refuser la demande", Refusal);
        await instructor.SeesAsync("a été refusée");
        await instructor.GoAsync(toAccept);
        await DecideAsync(instructor, "Accepter la demande", "Programmée avec la campagne d’été.");
        await instructor.SeesAsync("est acceptée");

        // The requester reads why: by mail, and on the page that the mail opens.
        var refused = await system.Mailbox.NextAsync(User, "n’est pas retenue");
        refused.Text.ShouldContain(Refusal);
        await user.Page.GotoAsync(PageIn(refused));
        new Uri(user.Page.Url).AbsolutePath.ShouldBe(toRefuse);
        await user.SeesAsync(Refusal);
        await user.PictureAsync("j6-refusee");
        var accepted = await system.Mailbox.NextAsync(User, "est acceptée");
        await user.Page.GotoAsync(PageIn(accepted));
        await user.SeesAsync("Programmée avec la campagne d’été");
        await user.PictureAsync("j6-acceptee");
        await user.GoAsync("/demandes");
        await user.PictureAsync("j6-demandes");

        // The same facts by the API.
        var mine = await user.Page.EvaluateAsync<JsonElement>("() => fetch('/api/catalogue/v1/imagery-requests/mine').then(r => r.json())");
        mine.GetProperty("requests").EnumerateArray().Select(r => (r.GetProperty("state").GetString(), r.GetProperty("sensor").GetString()))
            .ShouldBe([("ACCEPTED", "spot-6-7"), ("REJECTED", "pleiades")]);
        mine.GetProperty("requests")[1].GetProperty("reason").GetString().ShouldBe(Refusal);
    }

    static async Task DecideAsync(Visitor instructor, string button, string reason)
    {
        var form = instructor.Page.Locator("form").Filter(new() { HasText = button });
        await form.Locator("textarea[name=reason]").FillAsync(reason);
        await form.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
    }

    static string PageIn(Mail mail) => Regex.Match(mail.Text, @"https?://\S+/demandes/[0-9a-f-]{36}").Value;

    static string Day(int fromNow) => TimeProvider.System.GetUtcNow().AddDays(fromNow).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

static class ImagerySteps
{
    /// <summary>Draws a contour with the mouse: a click each vertex, two for the last.</summary>
    public static async Task DrawContourAsync(this Visitor user, params (double Lon, double Lat)[] vertices)
    {
        await user.PressAsync("Dessiner un contour");
        foreach (var (vertex, i) in vertices.Select((v, i) => (v, i)))
        {
            var (x, y) = await user.OnMapAsync(vertex);
            if (i + 1 < vertices.Length) await user.Page.Mouse.ClickAsync(x, y);
            else await user.Page.Mouse.DblClickAsync(x, y);
        }
        await Assertions.Expect(user.Page.Locator("textarea[name=area]")).Not.ToHaveValueAsync("");
    }

    public static async Task FillRequestAsync(this Visitor user, string first, string last, string sensor)
    {
        await user.Page.Locator("input[name=first_day]").FillAsync(first);
        await user.Page.Locator("input[name=last_day]").FillAsync(last);
        await user.Page.GetByRole(AriaRole.Radio, new() { Name = sensor }).CheckAsync();
        await user.Page.Locator("textarea[name=justification]").FillAsync("Cartographier les haies de la commune avant la révision du plan local d’urbanisme.");
    }
}
