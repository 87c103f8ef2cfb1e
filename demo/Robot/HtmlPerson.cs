using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Dinamis.Demo.Robot;

/// <summary>
/// A person without JavaScript in front of our pages: follows links and redirects, keeps cookies, fills forms by the names of their
/// fields. What it can do, anybody can do with a keyboard.
/// </summary>
sealed class HtmlPerson : IDisposable
{
    readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);
    readonly IBrowsingContext browsing = BrowsingContext.New(Configuration.Default);

    public HtmlPerson(Uri origin)
    {
        client.BaseAddress = origin;
        client.Timeout = TimeSpan.FromSeconds(60);
    }

    /// <summary>The page in front of the person.</summary>
    public IDocument Page { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public string Text => string.Join(' ', (Page.QuerySelector("main") ?? Page.Body)!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public Task GoAsync(string path, CancellationToken cancellationToken) => GoAsync(new Uri(client.BaseAddress!, path), cancellationToken);

    public Task GoAsync(Uri address, CancellationToken cancellationToken) => FollowAsync(address, HttpMethod.Get, () => null, cancellationToken);

    /// <summary>The link behind <see cref="Page"/> has served: 410.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Whether the page has this button: not once its work is done, which an interrupted seeding may find.</summary>
    public bool Offers(string button) => Button(button) is not null;

    IElement? Button(string words) =>
        Page.QuerySelectorAll("button[type=submit], button:not([type]), input[type=submit]")
            .FirstOrDefault(b => (b.TextContent + " " + b.GetAttribute("value")).Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>Sends the form that holds this button, with what the page filled in and these values over it. Several values: a list of boxes.</summary>
    /// <param name="button">Words of the button, or the value of its <c>name</c>.</param>
    /// <param name="values">By field name; an empty array unchecks the boxes of that name.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="file">Of the form's file field, if it is to hold one.</param>
    public async Task SubmitAsync(string button, IReadOnlyDictionary<string, string[]> values, CancellationToken cancellationToken, ChosenFile? file = null)
    {
        var pressed = Button(button)
            ?? throw new InvalidOperationException($"No button « {button} » on {Address.AbsolutePath}: {Text}");
        var form = pressed.Closest("form") as IHtmlFormElement ?? throw new InvalidOperationException($"« {button} » stands in no form.");
        var fields = Filled(form, pressed, values);
        var action = new Uri(Address, form.GetAttribute("action") is { Length: > 0 } a ? a : Address.PathAndQuery);
        if (!string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase))
        {
            var query = string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));
            await GoAsync(new UriBuilder(action) { Query = query }.Uri, cancellationToken);
            return;
        }
        var multipart = string.Equals(form.GetAttribute("enctype"), "multipart/form-data", StringComparison.OrdinalIgnoreCase);
        await FollowAsync(action, HttpMethod.Post, () => multipart ? Parts(fields, file) : new FormUrlEncodedContent(fields), cancellationToken);
    }

    public Task SubmitAsync(string button, CancellationToken cancellationToken, params (string Name, string Value)[] values) =>
        SubmitAsync(button, values.GroupBy(v => v.Name).ToDictionary(g => g.Key, g => g.Select(v => v.Value).ToArray()), cancellationToken);

    /// <summary>Signs in by the form of identity.</summary>
    public async Task SignInAsync(string address, string password, CancellationToken cancellationToken, string returnUrl = "/")
    {
        await GoAsync($"/bff/login?returnUrl={Uri.EscapeDataString(returnUrl)}", cancellationToken);
        var user = Page.QuerySelector("input[autocomplete~=username]") ?? throw new InvalidOperationException($"No sign-in form on {Address.AbsolutePath}: {Text}");
        var secret = Page.QuerySelector("input[autocomplete~=current-password]")!;
        var button = user.Closest("form")!.QuerySelector("button")!.TextContent.Trim();
        await SubmitAsync(button, cancellationToken, (user.GetAttribute("name")!, address), (secret.GetAttribute("name")!, password));
    }

    /// <summary>A call of the interface by the same session: what a script of a page of ours could do.</summary>
    public async Task<HttpResponseMessage> CallAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AddHeaders(request);
        request.Headers.Add("X-CSRF", "1");
        var response = await client.SendAsync(request, cancellationToken);
        Keep(response);
        return response;
    }

    static List<KeyValuePair<string, string>> Filled(IHtmlFormElement form, IElement pressed, IReadOnlyDictionary<string, string[]> values)
    {
        List<KeyValuePair<string, string>> fields = [];
        foreach (var element in form.Elements)
        {
            if (element.GetAttribute("name") is not { Length: > 0 } name || values.ContainsKey(name) || element.HasAttribute("disabled")) continue;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "file" or "submit" } or IHtmlButtonElement:
                    break;
                case IHtmlInputElement input:
                    fields.Add(new(name, input.Value));
                    break;
                case IHtmlTextAreaElement area:
                    fields.Add(new(name, area.Value));
                    break;
                case IHtmlSelectElement select:
                    fields.Add(new(name, select.Value ?? ""));
                    break;
            }
        }
        foreach (var (name, all) in values)
        {
            if (form.Elements.All(e => e.GetAttribute("name") != name)) throw new InvalidOperationException($"The form has no field « {name} », but: {string.Join(", ", form.Elements.Select(e => e.GetAttribute("name")))}");
            fields.AddRange(all.Select(v => new KeyValuePair<string, string>(name, v)));
        }
        if (pressed.GetAttribute("name") is { Length: > 0 } pressedName) fields.Add(new(pressedName, pressed.GetAttribute("value") ?? ""));
        return fields;
    }

    static MultipartFormDataContent Parts(IEnumerable<KeyValuePair<string, string>> fields, ChosenFile? file)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields) content.Add(new StringContent(value), name);
        if (file is not null) content.Add(new ByteArrayContent(file.Bytes), file.Field, file.Name);
        return content;
    }

    async Task FollowAsync(Uri address, HttpMethod method, Func<HttpContent?> content, CancellationToken cancellationToken)
    {
        for (var hop = 0; hop < 20; hop++)
        {
            using var request = new HttpRequestMessage(method, address) { Content = content() };
            request.Headers.Accept.ParseAdd("text/html");
            AddHeaders(request);
            using var response = await client.SendAsync(request, cancellationToken);
            Keep(response);
            if (response.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect && response.Headers.Location is { } location)
            {
                (address, method, content) = (new Uri(address, location), HttpMethod.Get, () => null);
                continue;
            }
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            Page = await browsing.OpenAsync(r => r.Content(body).Address(address), cancellationToken);
            Address = address;
            IsGone = response.StatusCode == HttpStatusCode.Gone;
            if ((int)response.StatusCode >= 400 && !IsGone) throw new InvalidOperationException($"{(int)response.StatusCode} at {address.AbsolutePath}: {Text}");
            return;
        }
        throw new InvalidOperationException($"Too many redirects at {address.AbsolutePath}.");
    }

    void AddHeaders(HttpRequestMessage request)
    {
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
    }

    // By hand: a CookieContainer sends no Secure cookie to http://localhost, browsers do.
    void Keep(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var all)) return;
        foreach (var cookie in all)
        {
            var pair = cookie.Split(';')[0];
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = (pair[..at], pair[(at + 1)..]);
            if (value.Length == 0 || cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase)) cookies.Remove(name);
            else cookies[name] = value;
        }
    }

    public void Dispose()
    {
        client.Dispose();
        browsing.Dispose();
    }
}

/// <summary>A file that somebody has chosen in a form.</summary>
/// <param name="Field">Name of the form's field.</param>
/// <param name="Name">As it is called.</param>
sealed record ChosenFile(string Field, string Name, byte[] Bytes);
