using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Dinamis.ServiceTests.Local;

public sealed class AuthoritySpec : IAsyncLifetime
{
    readonly TemporaryFolder data = new();
    readonly TemporaryFolder files = new();
    LocalRun run = null!;

    static CancellationToken Cancel => LocalRun.Cancel;

    public async ValueTask InitializeAsync() => run = await LocalRun.StartAsync(data.Path);

    [Fact]
    public async Task Openssl_accepts_the_time_stamp_of_a_file_and_refuses_it_for_another()
    {
        await SaveAsync("ca.pem", "tsa.pem");
        await File.WriteAllTextAsync(files.File("acte.txt"), "Acte d’adhésion n° 1", Cancel);
        await File.WriteAllTextAsync(files.File("altered.txt"), "Acte d’adhésion n° 2", Cancel);
        await OpensslAsync("ts", "-query", "-data", "acte.txt", "-sha256", "-cert", "-out", "q.tsq");

        var reply = await PostAsync("/tsa", await File.ReadAllBytesAsync(files.File("q.tsq"), Cancel), "application/timestamp-query");

        reply.Content.Headers.ContentType!.MediaType.ShouldBe("application/timestamp-reply");
        await File.WriteAllBytesAsync(files.File("r.tsr"), await reply.Content.ReadAsByteArrayAsync(Cancel), Cancel);
        await OpensslAsync("ts", "-verify", "-in", "r.tsr", "-queryfile", "q.tsq", "-CAfile", "ca.pem", "-untrusted", "tsa.pem");
        await OpensslAsync("ts", "-verify", "-in", "r.tsr", "-data", "acte.txt", "-CAfile", "ca.pem");
        var (code, _) = await OpenSsl.RunAsync(files.Path, "ts", "-verify", "-in", "r.tsr", "-data", "altered.txt", "-CAfile", "ca.pem");
        code.ShouldNotBe(0);
    }

    [Fact]
    public async Task A_query_that_is_none_or_has_a_weak_digest_is_rejected_by_a_reply()
    {
        await File.WriteAllTextAsync(files.File("a.txt"), "a", Cancel);
        await OpensslAsync("ts", "-query", "-data", "a.txt", "-sha1", "-out", "q.tsq");

        foreach (var query in new[] { "nonsense"u8.ToArray(), [], await File.ReadAllBytesAsync(files.File("q.tsq"), Cancel) })
        {
            var reply = await PostAsync("/tsa", query, "application/timestamp-query");
            await File.WriteAllBytesAsync(files.File("r.tsr"), await reply.Content.ReadAsByteArrayAsync(Cancel), Cancel);
            (await OpensslAsync("ts", "-reply", "-in", "r.tsr", "-text")).ShouldContain("Status: Rejected");
        }
    }

    [Theory]
    [InlineData("representative", 1)]
    [InlineData("signatory", 3 * 365)]
    public async Task An_issued_certificate_names_the_signer_and_holds_before_openssl(string kind, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Claire Élu,O=Commune de démonstration,C=FR", key, HashAlgorithmName.SHA256);

        var reply = await IssueAsync(request.CreateSigningRequestPem(), kind, LocalRun.Secret);

        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        var pem = await reply.Content.ReadAsStringAsync(Cancel);
        using var certificate = X509Certificate2.CreateFromPem(pem);
        certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false).ShouldBe("Claire Élu");
        certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true).ShouldContain("démonstration");
        certificate.PublicKey.ExportSubjectPublicKeyInfo().ShouldBe(key.ExportSubjectPublicKeyInfo());
        (certificate.NotAfter - certificate.NotBefore).TotalDays.ShouldBeInRange(days, days + 2);

        await SaveAsync("ca.pem");
        await File.WriteAllTextAsync(files.File("cert.pem"), pem, Cancel);
        await File.WriteAllBytesAsync(files.File("crl.der"), await run.Http.GetByteArrayAsync("/ca/crl", Cancel), Cancel);
        await OpensslAsync("crl", "-inform", "DER", "-in", "crl.der", "-out", "crl.pem");
        await OpensslAsync("verify", "-x509_strict", "-crl_check", "-CRLfile", "crl.pem", "-CAfile", "ca.pem", "cert.pem");
        var text = await OpensslAsync("x509", "-in", "cert.pem", "-noout", "-ext", "keyUsage,subjectKeyIdentifier,authorityKeyIdentifier,crlDistributionPoints");
        text.ShouldContain("Digital Signature, Non Repudiation");
        text.ShouldContain("http://localhost:8025/ca/crl");
        text.ShouldContain("X509v3 Authority Key Identifier");
        text.ShouldContain("X509v3 Subject Key Identifier");
    }

    [Fact]
    public async Task Who_does_not_know_the_secret_gets_no_certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Intrus", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();

        (await IssueAsync(request, "signatory", "autre")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await run.Http.PostAsync("/ca/issue?kind=signatory", new StringContent(request), Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_body_that_is_no_signing_request_is_refused() =>
        (await IssueAsync("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----", "signatory", LocalRun.Secret))
            .StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_signing_request_that_its_key_did_not_sign_is_refused()
    {
        using var mine = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedName("CN=Intrus");
        var forged = new CertificateRequest(name, new PublicKey(other), HashAlgorithmName.SHA256)
            .CreateSigningRequestPem(X509SignatureGenerator.CreateForECDsa(mine));

        (await IssueAsync(forged, "signatory", LocalRun.Secret)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Keys_are_made_once_and_only_their_owner_reads_them()
    {
        var before = await run.Http.GetStringAsync("/ca/ca.pem", Cancel) + await run.Http.GetStringAsync("/ca/tsa.pem", Cancel);
        await run.DisposeAsync();

        run = await LocalRun.StartAsync(data.Path);

        (await run.Http.GetStringAsync("/ca/ca.pem", Cancel) + await run.Http.GetStringAsync("/ca/tsa.pem", Cancel)).ShouldBe(before);
        var keys = Directory.GetFiles(Path.Combine(data.Path, "keys", "local"), "*.key.pem");
        keys.Length.ShouldBe(2);
        if (OperatingSystem.IsWindows()) return;
        foreach (var key in keys) File.GetUnixFileMode(key).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    Task<HttpResponseMessage> IssueAsync(string request, string kind, string secret)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, $"/ca/issue?kind={kind}") { Content = new StringContent(request) };
        message.Headers.Authorization = new("Bearer", secret);
        return run.Http.SendAsync(message, Cancel);
    }

    Task<HttpResponseMessage> PostAsync(string path, byte[] body, string type) =>
        run.Http.PostAsync(path, new ByteArrayContent(body) { Headers = { ContentType = new(type) } }, Cancel);

    async Task SaveAsync(params string[] names)
    {
        foreach (var name in names)
            await File.WriteAllTextAsync(files.File(name), await run.Http.GetStringAsync($"/ca/{name}", Cancel), Encoding.ASCII, Cancel);
    }

    async Task<string> OpensslAsync(params string[] arguments)
    {
        var (code, output) = await OpenSsl.RunAsync(files.Path, arguments);
        code.ShouldBe(0, output);
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        await run.DisposeAsync();
        data.Dispose();
        files.Dispose();
    }
}
