using Dinamis.Wire;

namespace Dinamis.Portal;

/// <summary>Bytes that a page links to: the files of acts, for their parties by link and for people by bearer.</summary>
static class Files
{
    public static void MapFiles(this WebApplication app)
    {
        app.MapGet("/lien/{jeton}/actes/{numero}.pdf", (string jeton, string numero, Membership.MembershipClient membership, HttpContext http) =>
            SendAsync(new() { Number = numero, Link = jeton }, membership, http)).AllowAnonymous();
        app.MapGet("/actes/{numero}.pdf", (string numero, Membership.MembershipClient membership, HttpContext http) =>
            SendAsync(new() { Number = numero }, membership, http)).RequireAuthorization(Policies.SignedIn);
    }

    static async Task SendAsync(ReadDeedRequest request, Membership.MembershipClient membership, HttpContext http)
    {
        using var call = membership.ReadDeed(request, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(2), cancellationToken: http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        while (await call.ResponseStream.MoveNext(http.RequestAborted))
        {
            if (!http.Response.HasStarted)
            {
                http.Response.ContentType = "application/pdf";
                http.Response.Headers.ContentDisposition = $"inline; filename=\"{request.Number}.pdf\"";
            }
            await http.Response.Body.WriteAsync(call.ResponseStream.Current.Data.Memory, http.RequestAborted);
        }
    }
}
