using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dinamis.Kernel;
using Microsoft.Extensions.Options;

namespace Dinamis.Activity.Journal;

/// <summary>Section <c>Tsa</c>, and the root that its certificate must chain to.</summary>
sealed class TsaOptions
{
    /// <summary>Time-stamping authority (RFC 3161 over HTTP); without it the journal is chained but not sealed.</summary>
    public Uri? Url { get; set; }

    /// <summary>Where the root certificate is, PEM (<c>Ca:TrustUrl</c>); without it the system's trust decides.</summary>
    public Uri? TrustUrl { get; set; }
}

/// <summary>Asks for time-stamps, and tells whether one holds.</summary>
sealed class TimeStamps(HttpClient http, IOptions<TsaOptions> options)
{
    const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    X509Certificate2Collection? roots;

    public bool Configured => options.Value.Url is not null;

    /// <summary>The trusted roots, PEM; none where the system's trust decides. After <see cref="PrepareAsync"/>.</summary>
    public string? Roots => roots is null ? null : string.Concat(roots.Select(r => r.ExportCertificatePem() + "\n"));

    /// <returns>The token, DER, checked before it is given back.</returns>
    /// <exception cref="CryptographicException">The authority refused, or answered something else.</exception>
    public async Task<byte[]> StampAsync(string content, CancellationToken cancellationToken)
    {
        var request = Rfc3161TimestampRequest.CreateFromData(
            Encoding.UTF8.GetBytes(content), HashAlgorithmName.SHA256, nonce: RandomNumberGenerator.GetBytes(8), requestSignerCertificates: true);
        using var body = new ByteArrayContent(request.Encode());
        body.Headers.ContentType = new("application/timestamp-query");
        using var response = await http.PostAsync(options.Value.Url, body, cancellationToken);
        response.EnsureSuccessStatusCode();
        return request.ProcessResponse(await response.Content.ReadAsByteArrayAsync(cancellationToken), out _).AsSignedCms().Encode();
    }

    /// <summary>Fetches the trusted root, when one is configured.</summary>
    /// <exception cref="Refused">503: its address is away, or answers something else than certificates.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (roots is not null || options.Value.TrustUrl is not { } url) return;
        var fetched = new X509Certificate2Collection();
        try
        {
            fetched.ImportFromPem(await http.GetStringAsync(url, cancellationToken));
        }
        catch (Exception away) when (away is HttpRequestException or CryptographicException || (away is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new Refused(Refusals.JournalCannotVerify) { RetryAfter = TimeSpan.FromSeconds(5) };
        }
        // No certificate at all would trust nobody, and call every seal false.
        if (fetched.Count == 0) throw new Refused(Refusals.JournalCannotVerify) { RetryAfter = TimeSpan.FromSeconds(5) };
        roots = fetched;
    }

    /// <summary>The token stamps this content, and its signer was trusted to do so at that time.</summary>
    public bool Holds(JournalSeal seal)
    {
        if (!Rfc3161TimestampToken.TryDecode(seal.Token, out var token, out _)) return false;
        if (!token.VerifySignatureForData(Encoding.UTF8.GetBytes(seal.Content), out var signer)) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.ApplicationPolicy.Add(new(TimeStamping));
        chain.ChainPolicy.VerificationTime = token.TokenInfo.Timestamp.UtcDateTime;
        // Revocation lists of that day are gone; the time-stamp itself is the proof that it was asked then.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (roots is not null)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        }
        return chain.Build(signer!);
    }
}
