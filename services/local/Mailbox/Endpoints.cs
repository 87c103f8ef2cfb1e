using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MimeKit;

namespace Dinamis.Local.Mailbox;

static class MailboxEndpoints
{
    public static void AddMailbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Messages>().AddHostedService<Smtp>();
        // The renderer alone: AddRazorComponents would bring antiforgery and a key ring.
        builder.Services.AddScoped<HtmlRenderer>();
    }

    public static void MapMailbox(this WebApplication app)
    {
        app.MapGet("/messages", (Messages messages, string? to, string? after) => messages.All.Where(message =>
            (string.IsNullOrWhiteSpace(to) || message.IsFor(to)) &&
            (after is null || string.CompareOrdinal(message.Id, after) > 0)));

        app.MapGet("/", (HttpContext http, Messages messages, HtmlRenderer renderer, string? to) =>
            PageAsync<ListPage>(http, renderer, new() { [nameof(ListPage.Messages)] = messages.All, [nameof(ListPage.To)] = to }));

        app.MapGet("/messages/{id}", async (HttpContext http, Messages messages, HtmlRenderer renderer, string id, CancellationToken cancel) =>
            messages.Find(id) is not { } message ? Results.NotFound() : await PageAsync<MessagePage>(http, renderer, new()
            {
                [nameof(MessagePage.Message)] = message,
                [nameof(MessagePage.Attachments)] = Attachments(await messages.OpenAsync(message, cancel)).Select(part => part.FileName ?? "sans nom").ToArray(),
            }));

        app.MapGet("/messages/{id}.eml", (Messages messages, string id) =>
            messages.Find(id) is { } message ? Results.File(messages.File(message), "message/rfc822", $"{id}.eml") : Results.NotFound());

        app.MapGet("/messages/{id}.html", (HttpContext http, Messages messages, string id) =>
        {
            if (messages.Find(id)?.Html is not { } html) return Results.NotFound();
            // The mail's own HTML: no script, no outside resource; its links open in a new tab.
            http.Response.Headers.ContentSecurityPolicy =
                "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox";
            return Results.Content($"<base target=\"_blank\">{html}", "text/html", Encoding.UTF8);
        });

        app.MapGet("/messages/{id}/attachments/{index:int}", async (Messages messages, string id, int index, CancellationToken cancel) =>
        {
            if (messages.Find(id) is not { } message) return Results.NotFound();
            var part = Attachments(await messages.OpenAsync(message, cancel)).ElementAtOrDefault(index);
            return part?.Content is null ? Results.NotFound() : Results.Stream(part.Content.Open(), part.ContentType.MimeType, part.FileName ?? "sans nom");
        });
    }

    static IEnumerable<MimePart> Attachments(MimeMessage mail) => mail.Attachments.OfType<MimePart>();

    static async Task<IResult> PageAsync<TPage>(HttpContext http, HtmlRenderer renderer, Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content(html, "text/html", Encoding.UTF8);
    }
}
