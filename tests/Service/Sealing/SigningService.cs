using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Dinamis.ServiceTests.Local;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Dinamis.ServiceTests.Sealing;

/// <summary>
/// Plays a remote signing service (CSC API 2.0) over HTTP, with a real key, a root and an authority below it that certifies the key. It demands what the
/// standard demands: a token for each call, a PIN, and an authorisation that is good once, for one credential and one digest.
/// </summary>
sealed class SigningService : IAsyncDisposable
{
    public const string Pin = "482913";

    const string ClientId = "dinamis", Secret = "un-secret-de-client", Prefix = "signataire-", Sha256 = "2.16.840.1.101.3.4.2.1";

    readonly AsymmetricAlgorithm key;
    readonly DSASignatureFormat written;
    readonly byte[] certificate;
    readonly X509Certificate2 authority;
    readonly TemporaryFolder folder = new();
    readonly ConcurrentDictionary<string, bool> tokens = [];
    readonly ConcurrentDictionary<string, string> authorised = [];
    WebApplication app = null!;

    SigningService(AsymmetricAlgorithm key, DSASignatureFormat written)
    {
        (this.key, this.written) = (key, written);
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = Certify("Racine du prestataire", new PublicKey(rootKey), "Racine du prestataire", rootKey, isAuthority: true);
        using var bare = Certify("Autorité du prestataire", new PublicKey(authorityKey), "Racine du prestataire", rootKey, isAuthority: true);
        using var person = Certify("ŒUVRARD Claire", key is RSA rsa ? new PublicKey(rsa) : new PublicKey((ECDsa)key), "Autorité du prestataire", authorityKey, isAuthority: false);
        certificate = person.RawData;
        authority = bare.CopyWithPrivateKey(authorityKey);
        Anchors = $"{root.ExportCertificatePem()}\n{authority.ExportCertificatePem()}\n";
        WritePin(Pin);
    }

    public string Url { get; } = $"http://127.0.0.1:{FreePort.Next()}/csc/v2/";

    public string PinFile => folder.File("pin");

    /// <summary>What is asked of it, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Root and authority, PEM.</summary>
    public string Anchors { get; }

    /// <summary>Changes an answer before it leaves.</summary>
    public Action<string, JsonNode> Bend { get; set; } = (_, _) => { };

    /// <summary>The date of its authority's revocation list; until then there is none.</summary>
    public DateTimeOffset? ListDated { get; set; }

    public Dictionary<string, string> Settings => new()
    {
        ["Signing:Remote:Url"] = Url,
        ["Signing:Remote:ClientId"] = ClientId,
        ["Signing:Remote:ClientSecret"] = Secret,
        ["Signing:Remote:Credential"] = Prefix + "{person}",
        ["Signing:Remote:PinFile"] = PinFile,
        ["Signing:Remote:CrlUrls:0"] = new Uri(new(Url), "/autorite.crl").AbsoluteUri,
    };

    public static async Task<SigningService> StartAsync(AsymmetricAlgorithm? key = null, DSASignatureFormat written = DSASignatureFormat.Rfc3279DerSequence)
    {
        var service = new SigningService(key ?? ECDsa.Create(ECCurve.NamedCurves.nistP256), written);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(service.Url[..^"/csc/v2/".Length]);
        service.app = builder.Build();
        service.app.MapGet("/autorite.crl", () => service.ListDated is { } at ? Results.Bytes(service.List(at)) : Results.NotFound());
        service.app.MapFallback(service.AnswerAsync);
        await service.app.StartAsync(LocalRun.Cancel);
        return service;
    }

    public void WritePin(string pin) => File.WriteAllText(PinFile, pin + "\n");

    async Task AnswerAsync(HttpContext http)
    {
        var method = http.Request.Path.Value!["/csc/v2/".Length..];
        Asked.Enqueue(method);
        JsonNode answer;
        try
        {
            answer = method == "oauth2/token"
                ? Token(await http.Request.ReadFormAsync(http.RequestAborted))
                : Answer(method, (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!, http.Request.Headers.Authorization.ToString());
            Bend(method, answer);
        }
        catch (BadHttpRequestException refused)
        {
            http.Response.StatusCode = refused.StatusCode;
            answer = new JsonObject { ["error"] = refused.Message, ["error_description"] = $"{Secret} {Pin}" };
        }
        await http.Response.WriteAsJsonAsync(answer, http.RequestAborted);
    }

    JsonObject Token(IFormCollection form)
    {
        Demand(form["grant_type"] == "client_credentials" && form["client_id"] == ClientId && form["client_secret"] == Secret, "invalid_client", StatusCodes.Status401Unauthorized);
        return new() { ["access_token"] = New(t => tokens[t] = true), ["token_type"] = "Bearer", ["expires_in"] = 3600 };
    }

    JsonObject Answer(string method, JsonNode asked, string authorization)
    {
        if (method == "info") return new() { ["specs"] = "2.0.0.2", ["name"] = "Service de test", ["authType"] = new JsonArray("oauth2client"), ["oauth2"] = Url };
        Demand(authorization.StartsWith("Bearer ", StringComparison.Ordinal) && tokens.ContainsKey(authorization[7..]), "invalid_token", StatusCodes.Status401Unauthorized);
        var id = (string)asked["credentialID"]!;
        Demand(id.StartsWith(Prefix, StringComparison.Ordinal), "invalid_request");
        if (method == "credentials/info")
        {
            return new()
            {
                ["key"] = new JsonObject { ["status"] = "enabled", ["algo"] = new JsonArray(key is RSA ? "1.2.840.113549.1.1.1" : "1.2.840.10045.4.3.2"), ["len"] = key.KeySize },
                ["cert"] = new JsonObject { ["status"] = "valid", ["certificates"] = new JsonArray(Convert.ToBase64String(certificate)) },
                ["auth"] = new JsonObject { ["mode"] = "explicit", ["expression"] = "PIN", ["objects"] = new JsonArray(new JsonObject { ["type"] = "Password", ["id"] = "PIN", ["format"] = "N" }) },
                ["multisign"] = 1,
            };
        }
        var hashes = asked["hashes"]!.AsArray();
        Demand(hashes.Count == 1 && (string)asked["hashAlgorithmOID"]! == Sha256, "invalid_request");
        var (hash, bound) = ((string)hashes[0]!, $"{id} {(string)hashes[0]!}");
        if (method == "credentials/authorize")
        {
            Demand((int)asked["numSignatures"]! == 1, "invalid_request");
            Demand(asked["authData"] is JsonArray { Count: 1 } given && (string)given[0]!["id"]! == "PIN" && (string)given[0]!["value"]! == Pin, "invalid_pin");
            return new() { ["SAD"] = New(sad => authorised[sad] = bound), ["expiresIn"] = 300 };
        }
        Demand(method == "signatures/signHash" && authorised.TryRemove((string)asked["SAD"]!, out var granted) && granted == bound, "invalid_request");
        Demand((string)asked["signAlgo"]! is "1.2.840.113549.1.1.1" or "1.2.840.10045.4.3.2", "invalid_request");
        return new() { ["signatures"] = new JsonArray(Convert.ToBase64String(Sign(Convert.FromBase64String(hash)))) };
    }

    byte[] List(DateTimeOffset at) => new CertificateRevocationListBuilder().Build(authority, 1, at.AddDays(7), HashAlgorithmName.SHA256, thisUpdate: at);

    byte[] Sign(byte[] hash) => key is RSA rsa ? rsa.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : ((ECDsa)key).SignHash(hash, written);

    static void Demand(bool met, string error, int status = StatusCodes.Status400BadRequest)
    {
        if (!met) throw new BadHttpRequestException(error, status);
    }

    static string New(Action<string> keep)
    {
        var made = RandomNumberGenerator.GetHexString(32);
        keep(made);
        return made;
    }

    static X509Certificate2 Certify(string name, PublicKey subject, string issuer, ECDsa issuerKey, bool isAuthority)
    {
        var request = new CertificateRequest(new($"CN={name},C=FR"), subject, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(isAuthority ? X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign : X509KeyUsageFlags.NonRepudiation, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.Create(new($"CN={issuer},C=FR"), X509SignatureGenerator.CreateForECDsa(issuerKey), now.AddDays(-1), now.AddYears(1), RandomNumberGenerator.GetBytes(12));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
        authority.Dispose();
        folder.Dispose();
    }
}
