using System.Net;
using System.Text.RegularExpressions;

namespace Dinamis.ServiceTests.Identity;

/// <summary>A browser without scripts: keeps cookies (Secure ones too, as browsers do on localhost), follows redirects by GET, posts forms with their hidden fields.</summary>
sealed partial class Visitor(HttpClient client)
{
    readonly Dictionary<string, string> cookies = [];

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public IReadOnlyDictionary<string, string> Cookies => cookies;

    public void Forget(string cookie) => cookies.Remove(cookie);

    public void SetCookie(string name, string value) => cookies[name] = value;

    public Task<Page> GetAsync(string url, bool follow = true) => SendAsync(new(HttpMethod.Get, url), follow);

    /// <summary>Posts the page's form, with its hidden fields and these.</summary>
    public Task<Page> SubmitAsync(Page page, Dictionary<string, string> fields, string? formWith = null, bool follow = true)
    {
        var form = Forms().Matches(page.Html).First(f => formWith is null || f.Value.Contains(formWith, StringComparison.Ordinal)).Value;
        var action = WebUtility.HtmlDecode(Action().Match(form) is { Success: true } a ? a.Groups[1].Value : page.Url.ToString());
        var all = Hidden().Matches(form).ToDictionary(h => Name().Match(h.Value).Groups[1].Value, h => WebUtility.HtmlDecode(Value().Match(h.Value).Groups[1].Value));
        foreach (var (name, value) in fields) all[name] = value;
        return SendAsync(new(HttpMethod.Post, new Uri(page.Url, action)) { Content = new FormUrlEncodedContent(all), Headers = { { "Sec-Fetch-Site", "same-origin" } } }, follow);
    }

    public async Task<Page> SendAsync(HttpRequestMessage request, bool follow = true)
    {
        for (var hops = 0; ; hops++)
        {
            hops.ShouldBeLessThan(15);
            var url = request.RequestUri!.IsAbsoluteUri ? request.RequestUri : new Uri(client.BaseAddress!, request.RequestUri);
            request.RequestUri = url;
            if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
            request.Headers.Accept.ParseAdd("text/html");
            using var response = await client.SendAsync(request, Cancel);
            Keep(response);
            var page = new Page(url, response.StatusCode, await response.Content.ReadAsStringAsync(Cancel), response.Headers.Location is { } l ? new Uri(url, l) : null);
            if (!follow || page.Location is null || page.Location.Host != url.Host || IsElsewhere(page.Location)) return page;
            request = new(HttpMethod.Get, page.Location);
        }
    }

    /// <summary>An origin that is not one of ours: a client of the provider.</summary>
    static bool IsElsewhere(Uri location) => location.Port == 5173;

    void Keep(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var all)) return;
        foreach (var one in all)
        {
            var (pair, rest) = one.Split(';', 2) is [var p, var r] ? (p, r) : (one, "");
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (rest.Contains("1970", StringComparison.Ordinal)) cookies.Remove(pair[..at]);
            else cookies[pair[..at]] = pair[(at + 1)..];
        }
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<form[^>]*action=\"([^\"]*)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();
}

/// <summary>What came back.</summary>
sealed record Page(Uri Url, HttpStatusCode Status, string Html, Uri? Location);
