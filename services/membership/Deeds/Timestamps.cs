using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Dinamis.Membership.Deeds;

/// <summary>A time-stamp authority (RFC 3161): of the local run, or a qualified one.</summary>
interface ITimestamper
{
    /// <summary>The DER token over a SHA-256 digest.</summary>
    Task<byte[]> StampAsync(byte[] sha256, CancellationToken cancel);
}

/// <summary>Asks over HTTP (RFC 3161 §3.4).</summary>
/// <param name="http">Its base address is the authority's.</param>
sealed class HttpTimestamper(HttpClient http) : ITimestamper
{
    const int LargestReply = 64 * 1024;

    /// <exception cref="CryptographicException">The answer is no token, or a token for something else.</exception>
    public async Task<byte[]> StampAsync(byte[] sha256, CancellationToken cancel)
    {
        var request = Rfc3161TimestampRequest.CreateFromHash(sha256, HashAlgorithmName.SHA256, nonce: RandomNumberGenerator.GetBytes(16), requestSignerCertificates: true);
        using var body = new ByteArrayContent(request.Encode());
        body.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        using var answer = await http.PostAsync((Uri?)null, body, cancel);
        answer.EnsureSuccessStatusCode();
        if (answer.Content.Headers.ContentLength > LargestReply) throw new CryptographicException("The time-stamp reply is too large.");
        return request.ProcessResponse(await answer.Content.ReadAsByteArrayAsync(cancel), out _).AsSignedCms().Encode();
    }
}
