using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Dinamis.Membership.Deeds;

/// <summary>Asks an authority for certificates, by signing requests over HTTP.</summary>
/// <param name="http">Its base address is the authority's; it carries the bearer.</param>
sealed class CertificateAuthority(HttpClient http)
{
    /// <summary>A key made in memory for one signature and its certificate in the représentant légal's name; disposing it destroys the key.</summary>
    public async Task<SigningKey> ForOneSignatureAsync(SignerName signer, CancellationToken cancel)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = await IssueAsync(signer, key, "representative", cancel);
        return new(certificate.CopyWithPrivateKey(key));
    }

    /// <summary>A certificate for years, for a key that is kept.</summary>
    public Task<X509Certificate2> ForSignatoryAsync(SignerName signer, ECDsa key, CancellationToken cancel) => IssueAsync(signer, key, "signatory", cancel);

    /// <exception cref="CryptographicException">The certificate is not for this key.</exception>
    /// <exception cref="HttpRequestException">The authority refuses, or is away.</exception>
    async Task<X509Certificate2> IssueAsync(SignerName signer, ECDsa key, string kind, CancellationToken cancel)
    {
        var request = new CertificateRequest(signer.Subject, key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        using var body = new ByteArrayContent(Encoding.ASCII.GetBytes(request));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-pem-file");
        using var answer = await http.PostAsync($"?kind={kind}", body, cancel);
        answer.EnsureSuccessStatusCode();
        var certificate = X509Certificate2.CreateFromPem(await answer.Content.ReadAsStringAsync(cancel));
        if (certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo())) return certificate;
        certificate.Dispose();
        throw new CryptographicException("The authority certified another key.");
    }
}
