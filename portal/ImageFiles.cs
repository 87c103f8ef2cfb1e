using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Dinamis.Portal;

/// <summary>Sends a posted picture on to activity, which answers the hash that the command names.</summary>
sealed class ImageFiles(HttpClient client, IHttpContextAccessor accessor)
{
    /// <summary>The hash, or the French sentence that says why the picture is refused.</summary>
    public async Task<(string? Sha256, string? Refus)> EnvoyerAsync(IFormFile fichier, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/activity/v1/files") { Content = new StreamContent(fichier.OpenReadStream()) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.TryParse(fichier.ContentType, out var type) ? type : new("application/octet-stream");
        request.Content.Headers.ContentLength = fichier.Length;
        if (AuthenticationHeaderValue.TryParse(accessor.HttpContext?.Request.Headers.Authorization, out var bearer)) request.Headers.Authorization = bearer;
        if (accessor.HttpContext?.Request.Form["_cle"] is [{ Length: > 0 } key]) request.Headers.Add("Idempotency-Key", key);
        using var response = await client.SendAsync(request, cancellationToken);
        if ((int)response.StatusCode >= 500) response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        return response.IsSuccessStatusCode ? ((string?)body?["sha256"], null) : (null, (string?)body?["title"]);
    }
}
