using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Dinamis.Membership.Deeds;
using Dinamis.Membership.Sealing;
using Dinamis.ServiceTests.Harness;
using Dinamis.ServiceTests.Local;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Status = Dinamis.Wire.Deed.Types.Status;

namespace Dinamis.ServiceTests.Sealing;

/// <summary>Those who countersign have their keys in a remote signing service (CSC API 2.0), which a server of our own plays: no provider was asked.</summary>
public sealed class RemoteSigningSpec
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task An_act_is_countersigned_with_a_key_and_a_certificate_that_a_service_keeps(StoreKind kind)
    {
        await using var service = await SigningService.StartAsync(RSA.Create(2048));
        await using var host = await SealingHost.StartAsync(kind, service);

        var bytes = await host.BytesAsync((await host.InForceAsync()).Sha256);

        var reply = await host.Anybody.VerifyDeedAsync(new() { Pdf = ByteString.CopyFrom(bytes) }, cancellationToken: Stop);
        reply.Findings.ShouldBeEmpty();
        (reply.Registered, reply.Sound).ShouldBe((true, true));
        reply.Signatures.Select(s => (s.Signer, s.Level, s.Valid)).ShouldBe([("Joëlle Laborde", "B-T", true), ("ŒUVRARD Claire", "B-T", true)]);
        service.Asked.ShouldBe(["info", "oauth2/token", "credentials/info", "credentials/authorize", "signatures/signHash"]);
        Directory.Exists(host.Keys).ShouldBeFalse();
        Assert.SkipUnless(File.Exists("/usr/bin/pdfsig"), "pdfsig n’est pas installé");
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("acte.pdf"), bytes, Stop);
        (await OpenSsl.ShellAsync(folder.Path, "pdfsig -nocert acte.pdf")).Output.Split("Signature is Valid").Length.ShouldBe(3);
    }

    [Theory, Stores]
    public async Task Such_an_act_is_b_lt_once_the_list_of_the_service_s_authority_is_newer_than_the_stamps_too(StoreKind kind)
    {
        await using var service = await SigningService.StartAsync();
        await using var host = await SealingHost.StartAsync(kind, service);
        await host.InForceAsync();
        host.ListDated = host.Clock.GetUtcNow() + CompletionSpec.FirstLook;
        await host.PassAsync(CompletionSpec.FirstLook);
        await host.RunStepAsync<CompletionStep>();
        (await host.UntilAsync(d => d.CompletionDueAt > host.Clock.GetUtcNow())).IsCompleted.ShouldBeFalse();

        service.ListDated = host.ListDated;
        await host.PassAsync(CompletionSpec.NextLook);
        var completed = await host.UntilAsync(d => d.IsCompleted);

        var reply = await host.Anybody.VerifyDeedAsync(new() { Pdf = ByteString.CopyFrom(await host.BytesAsync(completed.CompletedSha256)) }, cancellationToken: Stop);
        reply.Findings.ShouldBeEmpty();
        reply.Signatures.Select(s => (s.Signer, s.Level)).ShouldBe([("Joëlle Laborde", "B-LT"), ("ŒUVRARD Claire", "B-LT")]);
    }

    [Theory, Stores]
    public async Task A_service_that_is_away_or_unknown_refuses_or_signs_something_else_delays_and_loses_nothing(StoreKind kind)
    {
        await using var service = await SigningService.StartAsync();
        await using var host = await SealingHost.StartAsync(kind, service);
        await host.RunStepAsync();
        await host.ConsentAsync();
        var half = await host.UntilAsync(d => d.Status is Status.SignedByMember);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var unknown = new CertificateRequest("CN=Inconnu", stranger, HashAlgorithmName.SHA256).CreateSelfSigned(host.Clock.GetUtcNow().AddDays(-1), host.Clock.GetUtcNow().AddDays(1));
        (string Fault, Action Wrong)[] faults =
        [
            ("SIGNATURE_FAILED", () => host.Before = to => to.AbsolutePath.EndsWith("signHash", StringComparison.Ordinal) ? throw new HttpRequestException("away") : Task.CompletedTask),
            ("SIGNATURE_FAILED", () => service.Bend = (method, answer) => answer["signatures"]?[0] = Convert.ToBase64String(stranger.SignHash(new byte[32], DSASignatureFormat.Rfc3279DerSequence))),
            ("CERTIFICATE_REFUSED", () => service.Bend = (method, answer) => answer["key"]?["status"] = "disabled"),
            ("CERTIFICATE_UNTRUSTED", () => service.Bend = (method, answer) => answer["cert"]?["certificates"]![0] = Convert.ToBase64String(unknown.RawData)),
        ];
        foreach (var (attempt, (fault, wrong)) in faults.Index())
        {
            wrong();
            if (attempt == 0) await host.CountersignAsync();
            else await host.PassAsync(TimeSpan.FromMinutes(1));
            var failed = await host.UntilAsync(d => d.SealingAttempts == attempt + 1);
            (failed.SealingFault, failed.Status, failed.Sha256, await host.FilesAsync()).ShouldBe((fault, Status.SignedByMember, half.Sha256, 2));
            (host.Before, service.Bend) = (_ => Task.CompletedTask, (_, _) => { });
        }

        await host.PassAsync(TimeSpan.FromMinutes(1));

        await host.UntilAsync(d => d.Status is Status.InForce);
        (await host.CountAsync("deed.in-force")).ShouldBe(1);
    }

    [Theory]
    [InlineData("RSA")]
    [InlineData("ECDSA", DSASignatureFormat.Rfc3279DerSequence)]
    [InlineData("ECDSA", DSASignatureFormat.IeeeP1363FixedFieldConcatenation)]
    public async Task A_signature_is_taken_as_the_service_writes_it(string algorithm, DSASignatureFormat written = default)
    {
        await using var service = await SigningService.StartAsync(algorithm == "RSA" ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP384), written);
        await using var app = With(service.Settings);
        var content = "bonjour"u8.ToArray();

        using var key = await app.Services.GetRequiredService<RemoteKeys>().OfAsync(Guid.CreateVersion7(), Stop);
        var signed = await Cades.SignAsync(content, key, timestamps: null, Stop);

        var cms = new SignedCms(new ContentInfo(content), detached: true);
        cms.Decode(signed);
        cms.CheckSignature(verifySignatureOnly: true);
        key.Certificate.HasPrivateKey.ShouldBeFalse();
    }

    [Theory]
    [InlineData("key", "status", "\"disabled\"", "its key is not enabled")]
    [InlineData("cert", "status", "\"suspended\"", "its certificate is revoked, suspended or expired")]
    [InlineData("key", "algo", """["1.2.840.113549.1.1.10"]""", "it offers neither ECDSA nor RSA (PKCS #1) with SHA-256 for the key of its certificate")]
    [InlineData("auth", "mode", "\"oauth2code\"", "it asks for more than a PIN, and nobody sits here")]
    [InlineData("auth", "objects", """[{"type":"Password","id":"PIN"},{"type":"Password","id":"OTP","generator":"totp"}]""", "it asks for more than a PIN, and nobody sits here")]
    public async Task A_credential_that_cannot_sign_alone_is_refused_with_its_reason(string part, string field, string value, string reason)
    {
        await using var service = await SigningService.StartAsync();
        await using var app = With(service.Settings);
        service.Bend = (method, answer) => answer[part]?[field] = JsonNode.Parse(value);
        var holder = Guid.CreateVersion7();

        var refused = await Should.ThrowAsync<CryptographicException>(() => app.Services.GetRequiredService<RemoteKeys>().OfAsync(holder, Stop));

        refused.Message.ShouldBe($"The credential signataire-{holder:N} cannot sign: {reason}.");
    }

    [Fact]
    public async Task A_refused_pin_is_offered_once_and_no_message_holds_a_secret()
    {
        await using var service = await SigningService.StartAsync();
        await using var app = With(service.Settings);
        service.WritePin("000000");
        using var key = await app.Services.GetRequiredService<RemoteKeys>().OfAsync(Guid.CreateVersion7(), Stop);

        (await Should.ThrowAsync<HttpRequestException>(SignAsync)).Message.ShouldBe("credentials/authorize answered 400 invalid_pin");
        (await Should.ThrowAsync<CryptographicException>(SignAsync)).Message.ShouldBe($"The PIN of {service.PinFile} was refused, and is not sent again before that file is written anew.");
        service.Asked.Count(m => m == "credentials/authorize").ShouldBe(1);
        service.WritePin(SigningService.Pin);
        (await SignAsync()).ShouldNotBeEmpty();

        Task<byte[]> SignAsync() => key.Elsewhere!(SHA256.HashData([]), Stop);
    }

    [Theory]
    [InlineData("Signing:Pkcs11", "pkcs11:token=dinamis", "Give Signing:Pkcs11 or Signing:Remote, not both.")]
    [InlineData("Signing:Remote:ClientSecret", "", "Signing:Remote needs Url, ClientId, ClientSecret and Credential (or Credentials).")]
    [InlineData("Signing:Remote:Url", "http://signature.example/csc/v2/", "Signing:Remote:Url begins with https:// and ends with a slash.")]
    [InlineData("Signing:Remote:TokenUrl", "http://signature.example/token", "Signing:Remote:TokenUrl begins with https://.")]
    [InlineData("Signing:Remote:CrlUrls:0", "autorite.crl", "Each of Signing:Remote:CrlUrls begins with http:// or https://.")]
    [InlineData("Ca:CrlUrl", "file:/etc/autorite.crl", "Ca:CrlUrl begins with http:// or https://.")]
    [InlineData("Tsa:CrlUrl", "ftp://signature.example/autorite.crl", "Tsa:CrlUrl begins with http:// or https://.")]
    public async Task Settings_that_contradict_each_other_cannot_be_asked_or_would_send_a_secret_in_clear_stop_the_start(string setting, string value, string refusal)
    {
        await using var service = await SigningService.StartAsync();
        await using var app = With(new(service.Settings) { [setting] = value });

        Should.Throw<OptionsValidationException>(app.Services.GetRequiredService<IStartupValidator>().Validate).Failures.ShouldBe([refusal]);
    }

    static WebApplication With(Dictionary<string, string> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ca:IssueUrl"] = "http://localhost/ca/issue",
            ["Ca:IssueSecret"] = "tests",
            ["Ca:TrustUrl"] = "http://localhost/ca/ca.pem",
            ["Tsa:Url"] = "http://localhost/tsa",
        });
        builder.Configuration.AddInMemoryCollection(settings!);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddSealing();
        return builder.Build();
    }
}
