using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Dinamis.Local.Authority;

static class AuthorityEndpoints
{
    /// <summary>A query is a digest and a signing request is a key: both are small.</summary>
    const int LargestBody = 16 * 1024;

    public static void AddAuthority(this WebApplicationBuilder builder) => builder.Services.AddSingleton<DemoCa>().AddSingleton<TimeStamps>();

    public static void MapAuthority(this WebApplication app)
    {
        app.MapGet("/ca/ca.pem", (DemoCa ca) => Pem(ca.Root.ExportCertificatePem()));
        app.MapGet("/ca/tsa.pem", (DemoCa ca) => Pem(ca.TimeStamping.ExportCertificatePem()));
        app.MapGet("/ca/crl", (DemoCa ca) => Results.Bytes(ca.RevocationList(), "application/pkix-crl"));

        app.MapPost("/tsa", async (HttpRequest request, TimeStamps stamps, CancellationToken cancel) =>
            request.ContentType is not "application/timestamp-query" ? Results.StatusCode(StatusCodes.Status415UnsupportedMediaType)
            : await BodyAsync(request, cancel) is not { } query ? Results.StatusCode(StatusCodes.Status413PayloadTooLarge)
            : Results.Bytes(stamps.Reply(query), "application/timestamp-reply"));

        app.MapPost("/ca/issue", async (HttpRequest request, DemoCa ca, IOptions<LocalOptions> options, string? kind, CancellationToken cancel) =>
        {
            if (!IsAllowed(request, options.Value.IssueSecret)) return Results.Unauthorized();
            if (!Enum.TryParse<CertificateKind>(kind, ignoreCase: true, out var asked)) return Refused("kind : representative ou signatory.");
            if (await BodyAsync(request, cancel) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
            try
            {
                using var certificate = ca.Issue(Encoding.UTF8.GetString(body), asked);
                return Pem(certificate.ExportCertificatePem());
            }
            catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
            {
                return Refused("Le corps n’est pas une demande de certificat PKCS#10 (PEM) signée par sa propre clé.");
            }
        });
    }

    static IResult Refused(string why) => Results.Problem(why, statusCode: StatusCodes.Status400BadRequest);

    static IResult Pem(string pem) => Results.Text(pem + "\n", "application/x-pem-file", Encoding.ASCII);

    static bool IsAllowed(HttpRequest request, string secret) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString())),
            SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {secret}")));

    static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancel)) > 0)
        {
            if (body.Length + read > LargestBody) return null;
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }
}
