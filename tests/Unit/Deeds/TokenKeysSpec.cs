using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dinamis.Membership.Deeds;

namespace Dinamis.UnitTests.Deeds;

/// <summary>A token of SoftHSM, which is PKCS#11 without the hardware; skipped where it or OpenSSL's engine is not installed.</summary>
public sealed partial class TokenKeysSpec : IDisposable
{
    const string Pin = "1234";

    readonly Folder folder = new();
    readonly Authorities authorities = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_countersigns_with_a_key_that_never_leaves_its_token()
    {
        var holder = Guid.CreateVersion7();
        await PutKeyAsync($"{holder:N}");
        using var http = new HttpClient(new Authority(authorities)) { BaseAddress = new("http://authority.example/issue") };
        var keys = new SignatoryKeys(Path.Combine(folder.Path, "keys"), new(http), TimeProvider.System, new($"pkcs11:token=dinamis;object={{person}};type=private;pin-value={Pin}"));

        using var signatory = await keys.OfAsync(holder, new("Claire Œuvrard", "Signataire", "DINAMIS"), Cancel);
        using var member = authorities.Issue("Élodie Garçon-Lefèvre");
        var once = await Signing.SignAsync(Signing.Frozen, SignatureFields.Member, member, authorities, Cancel);
        var signed = await Signing.SignAsync(once, SignatureFields.Dinamis, signatory.Certificate, authorities, Cancel);

        new DeedVerifier(authorities.Trust).Verify(signed).Findings.ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(folder.Path, "keys")).Select(Path.GetFileName).ShouldBe([$"{holder:N}.pem"]);
        using var held = signatory.Certificate.GetECDsaPrivateKey()!;
        Should.Throw<CryptographicException>(() => held.ExportParameters(includePrivateParameters: true));
        // Another person has no key there.
        await Should.ThrowAsync<CryptographicException>(() => keys.OfAsync(Guid.CreateVersion7(), new("Paul Lefèvre", "Signataire", "DINAMIS"), Cancel));
    }

    async Task PutKeyAsync(string label)
    {
        const string module = "/usr/lib/softhsm/libsofthsm2.so";
        Assert.SkipUnless(File.Exists(module), "SoftHSM is not installed.");
        Assert.SkipUnless(Directory.EnumerateFiles("/usr/lib", "pkcs11.so", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 }).Any(), "OpenSSL's engine pkcs11 is not installed.");
        Directory.CreateDirectory(Path.Combine(folder.Path, "tokens"));
        var settings = folder.Write("softhsm2.conf", System.Text.Encoding.UTF8.GetBytes($"directories.tokendir = {folder.Path}/tokens\nobjectstore.backend = file\n"));
        foreach (var (name, value) in new[] { ("SOFTHSM2_CONF", settings), ("PKCS11_MODULE_PATH", module) })
        {
            // Of this process for its libraries, and for the programs that it starts: two lists on Linux.
            SetEnvironment(name, value, 1).ShouldBe(0);
            Environment.SetEnvironmentVariable(name, value);
        }
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var arguments in (string[][])[["--init-token", "--free", "--label", "dinamis", "--pin", Pin, "--so-pin", "5678"],
            ["--import", folder.Write("key.pem", System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem())), "--token", "dinamis", "--label", label, "--id", "01", "--pin", Pin]])
        {
            var (code, output) = await Tools.RunAsync("softhsm2-util", arguments, Cancel);
            code.ShouldBe(0, output);
        }
    }

    public void Dispose()
    {
        authorities.Dispose();
        folder.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    /// <summary>Certifies what is asked of it, as the authority of the configuration does.</summary>
    sealed class Authority(Authorities authorities) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var certificate = authorities.Certify(CertificateRequest.LoadSigningRequestPem(await request.Content!.ReadAsStringAsync(cancellationToken), HashAlgorithmName.SHA256));
            return new(HttpStatusCode.OK) { Content = new StringContent(certificate.ExportCertificatePem()) };
        }
    }
}
