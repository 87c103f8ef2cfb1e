using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Dinamis.Membership.Deeds;
using Microsoft.Extensions.Options;

namespace Dinamis.Membership.Sealing;

/// <summary>The trust anchors, read once from where the configuration says and again only if that failed, and the revocation lists, read again as they age.</summary>
sealed partial class TrustSource(IHttpClientFactory clients, IOptions<CaOptions> ca, IOptions<TsaOptions> tsa, IOptions<SigningOptions> signing, TimeProvider clock, ILogger<TrustSource> logger) : IDisposable
{
    public const string HttpClient = "trust";

    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    readonly SemaphoreSlim one = new(1);
    readonly ConcurrentDictionary<Uri, RevocationList> lists = [];
    Trust? known;
    DateTimeOffset askedAt = DateTimeOffset.MinValue;

    /// <summary>Somebody is said to publish revocation lists.</summary>
    public bool AsksForLists => Addresses.Any();

    IEnumerable<Uri> Addresses => new[] { ca.Value.CrlUrl, tsa.Value.CrlUrl }.OfType<Uri>().Concat(signing.Value.Remote?.CrlUrls ?? []);

    /// <exception cref="HttpRequestException">The anchors cannot be reached now.</exception>
    public async Task<Trust> GetAsync(CancellationToken cancellationToken)
    {
        if (known is { } already && clock.GetUtcNow() - askedAt < Fresh) return already;
        await one.WaitAsync(cancellationToken);
        try
        {
            known ??= await AnchorsAsync(cancellationToken);
            if (clock.GetUtcNow() - askedAt < Fresh) return known;
            askedAt = clock.GetUtcNow();
            await Task.WhenAll(Addresses.Select(from => ReadListAsync(from, cancellationToken)));
            return known = known with { Lists = [.. lists.Values] };
        }
        finally
        {
            one.Release();
        }
    }

    async Task<Trust> AnchorsAsync(CancellationToken cancellationToken)
    {
        var signers = await ReadAsync(ca.Value.TrustUrl!, cancellationToken);
        return new(signers, tsa.Value.TrustUrl is { } other ? await ReadAsync(other, cancellationToken) : signers);
    }

    async Task<X509Certificate2Collection> ReadAsync(Uri from, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(HttpClient);
        var pem = from.IsFile ? await File.ReadAllTextAsync(from.LocalPath, cancellationToken) : await http.GetStringAsync(from, cancellationToken);
        var anchors = new X509Certificate2Collection();
        anchors.ImportFromPem(pem);
        return anchors.Count > 0 ? anchors : throw new InvalidOperationException("No certificate among the trust anchors.");
    }

    /// <summary>Without lists a signature is judged all the same, and its revocation is said to be unknown.</summary>
    async Task ReadListAsync(Uri from, CancellationToken cancellationToken)
    {
        try
        {
            using var http = clients.CreateClient(HttpClient);
            if (RevocationList.Read(await http.GetByteArrayAsync(from, cancellationToken)) is { } list) lists[from] = list;
            else NoList(logger, from);
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Away(logger, away, from);
        }
    }

    public void Dispose() => one.Dispose();

    [LoggerMessage(LogLevel.Warning, "The revocation list {Address} cannot be had now; the last one goes on")]
    static partial void Away(ILogger logger, Exception exception, Uri address);

    [LoggerMessage(LogLevel.Warning, "{Address} gives no revocation list; the last one goes on")]
    static partial void NoList(ILogger logger, Uri address);
}
