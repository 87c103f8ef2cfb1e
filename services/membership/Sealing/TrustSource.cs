using System.Security.Cryptography.X509Certificates;
using Dinamis.Membership.Deeds;
using Microsoft.Extensions.Options;

namespace Dinamis.Membership.Sealing;

/// <summary>The trust anchors, read once from where the configuration says, and again only if that failed.</summary>
sealed class TrustSource(IHttpClientFactory clients, IOptions<CaOptions> ca, IOptions<TsaOptions> tsa) : IDisposable
{
    public const string HttpClient = "trust";

    readonly SemaphoreSlim one = new(1);
    Trust? known;

    /// <exception cref="HttpRequestException">They cannot be reached now.</exception>
    public async Task<Trust> GetAsync(CancellationToken cancellationToken)
    {
        if (known is { } already) return already;
        await one.WaitAsync(cancellationToken);
        try
        {
            if (known is not null) return known;
            var signers = await ReadAsync(ca.Value.TrustUrl!, cancellationToken);
            return known = new(signers, tsa.Value.TrustUrl is { } other ? await ReadAsync(other, cancellationToken) : signers);
        }
        finally
        {
            one.Release();
        }
    }

    async Task<X509Certificate2Collection> ReadAsync(Uri from, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(HttpClient);
        var pem = from.IsFile ? await File.ReadAllTextAsync(from.LocalPath, cancellationToken) : await http.GetStringAsync(from, cancellationToken);
        var anchors = new X509Certificate2Collection();
        anchors.ImportFromPem(pem);
        return anchors.Count > 0 ? anchors : throw new InvalidOperationException("No certificate among the trust anchors.");
    }

    public void Dispose() => one.Dispose();
}
