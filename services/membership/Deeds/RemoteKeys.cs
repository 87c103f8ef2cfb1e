using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dinamis.Membership.Deeds;

/// <summary>Section <c>Signing:Remote</c>: a remote signing service that keeps the keys of those who countersign.</summary>
sealed class RemoteSigningOptions
{
    /// <summary>Root of its API with the final slash: <c>https://…/csc/v2/</c>.</summary>
    public Uri? Url { get; set; }

    /// <summary>Token endpoint of its OAuth 2.0 server; without it, the one that its <c>info</c> tells.</summary>
    public Uri? TokenUrl { get; set; }

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>Id of a person's credential there, where <c>{person}</c> stands for the person's id without dashes.</summary>
    public string Credential { get; set; } = "";

    /// <summary>By the person's id without dashes, where the service chose another id.</summary>
    public Dictionary<string, string> Credentials { get; } = [];

    /// <summary>File with the PIN of a credential, if it asks for one; <c>{person}</c> as above.</summary>
    public string PinFile { get; set; } = "";

    /// <summary>Revocation lists (DER over HTTP) of the authority that certifies its keys; without them its acts stay at level B-T.</summary>
    public List<Uri> CrlUrls { get; } = [];
}

/// <summary>
/// Keys of the persons who countersign in a remote signing service, by the API of the Cloud Signature Consortium (CSC, version 2): a digest leaves, a
/// signature comes back, and the certificate is the service's too. Each act asks anew for a token and for the state of the credential. No message
/// holds a token, a PIN or more of what the service says than the code of its error.
/// </summary>
sealed class RemoteKeys(IHttpClientFactory clients, RemoteSigningOptions options, TimeProvider clock)
{
    public const string HttpClient = "remote-signing";

    static readonly JsonSerializerOptions json = new()
    {
        PropertyNameCaseInsensitive = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    // The algorithm with its digest, or the key's alone beside hashAlgorithmOID: services list one or the other.
    static readonly string[] ecdsa = ["1.2.840.10045.4.3.2", "1.2.840.10045.2.1"], rsa = ["1.2.840.113549.1.1.11", "1.2.840.113549.1.1.1"];

    // A sealing is tried again for days, and a service locks a credential after a few wrong PINs: each file of a PIN is offered once.
    readonly ConcurrentDictionary<string, DateTime> refusedPins = [];

    /// <exception cref="CryptographicException">The person has no credential there, or one that cannot sign.</exception>
    /// <exception cref="HttpRequestException">The service refuses, or is away.</exception>
    /// <exception cref="JsonException">It answers something else.</exception>
    public async Task<SigningKey> OfAsync(Guid holder, CancellationToken cancel)
    {
        var id = options.Credentials.GetValueOrDefault($"{holder:N}") ?? For(options.Credential, holder);
        if (id.Length == 0) throw new CryptographicException($"Signing:Remote names no credential for the person {holder:N}.");
        var token = await TokenAsync(cancel);
        var credential = await AskAsync<Credential>("credentials/info", new { credentialID = id, certificates = "single", authInfo = true }, token, cancel);
        if (credential.Cert.Certificates is not [var der, ..]) throw new CryptographicException($"The credential {id} has no certificate.");
        var certificate = X509CertificateLoader.LoadCertificate(der);
        var algorithm = Algorithms(certificate).FirstOrDefault(credential.Key.Algo.Contains);
        if (Fault(credential, certificate, algorithm) is not { } fault)
            return new(certificate, (digest, ct) => SignAsync(certificate, new(id, token, algorithm!, PinId(credential.Auth), For(options.PinFile, holder)), digest, ct));
        certificate.Dispose();
        throw new CryptographicException($"The credential {id} cannot sign: {fault}.");
    }

    string? Fault(Credential credential, X509Certificate2 certificate, string? algorithm)
    {
        var now = clock.GetUtcNow().LocalDateTime;
        return credential.Key.Status != "enabled" ? "its key is not enabled"
            : credential.Cert.Status != "valid" ? "its certificate is revoked, suspended or expired"
            : now < certificate.NotBefore || now > certificate.NotAfter ? "its certificate is not valid at this time"
            : algorithm is null ? "it offers neither ECDSA nor RSA (PKCS #1) with SHA-256 for the key of its certificate"
            : !SignsUnattended(credential.Auth) ? "it asks for more than a PIN, and nobody sits here"
            : PinId(credential.Auth) is not null && options.PinFile.Length == 0 ? "it asks for a PIN, and Signing:Remote:PinFile names none"
            : null;
    }

    // Version 2 knows « explicit » and « oauth2code » alone; some of its services keep « implicit » of version 1, where nothing is asked of us.
    static bool SignsUnattended(Authorization asked) => asked.Mode == "implicit" || (asked.Mode == "explicit" && PinId(asked) is not null);

    // One password that does not change: a code by SMS or from a generator is a password too (CSC 8.3.1).
    static string? PinId(Authorization asked) => asked is { Mode: "explicit", Objects: [{ Type: "Password", Generator: null, Id: not "OTP" } only] } ? only.Id : null;

    async Task<byte[]> SignAsync(X509Certificate2 certificate, Use use, byte[] digest, CancellationToken cancel)
    {
        byte[][] hashes = [digest];
        var sad = await AuthoriseAsync(use, hashes, cancel);
        var made = await AskAsync<Made>("signatures/signHash", new { credentialID = use.Credential, SAD = sad, hashes, hashAlgorithmOID = Cades.Sha256, signAlgo = use.Algorithm }, use.Token, cancel);
        return made.Signatures is [var signature] && Verified(certificate, digest, signature) is { } verified
            ? verified
            : throw new CryptographicException($"What the service gave for the credential {use.Credential} is no signature of this digest.");
    }

    /// <summary>Signature activation data, good for this digest alone.</summary>
    async Task<string> AuthoriseAsync(Use use, byte[][] hashes, CancellationToken cancel)
    {
        object[]? authData = null;
        DateTime written = default;
        if (use.PinId is { } id)
        {
            written = File.GetLastWriteTimeUtc(use.PinFile);
            if (refusedPins.GetValueOrDefault(use.PinFile) == written) throw new CryptographicException($"The PIN of {use.PinFile} was refused, and is not sent again before that file is written anew.");
            authData = [new { id, value = (await File.ReadAllTextAsync(use.PinFile, cancel)).Trim() }];
        }
        try
        {
            var given = await AskAsync<Given>("credentials/authorize", new { credentialID = use.Credential, numSignatures = 1, hashes, hashAlgorithmOID = Cades.Sha256, authData }, use.Token, cancel);
            return given.Sad ?? throw new CryptographicException($"The service waits for somebody to authorise the credential {use.Credential}.");
        }
        catch (HttpRequestException refused) when (authData is not null && refused.StatusCode is HttpStatusCode.BadRequest)
        {
            refusedPins[use.PinFile] = written;
            throw;
        }
    }

    /// <summary>As <see cref="SigningKey.Elsewhere"/> gives it; null when it is not this certificate's signature of this digest.</summary>
    static byte[]? Verified(X509Certificate2 certificate, byte[] digest, byte[] signature)
    {
        using var rsaKey = certificate.GetRSAPublicKey();
        if (rsaKey is not null) return rsaKey.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ? signature : null;
        using var key = certificate.GetECDsaPublicKey()!;
        // The OID of the algorithm means DER, and many services write the two numbers bare.
        if (key.VerifyHash(digest, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)) return signature;
        if (!key.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence)) return null;
        var numbers = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
        var both = new byte[(key.KeySize + 7) / 8 * 2];
        foreach (var end in new[] { both.Length / 2, both.Length })
        {
            var number = numbers.ReadIntegerBytes().Span.TrimStart((byte)0);
            number.CopyTo(both.AsSpan(end - number.Length));
        }
        return both;
    }

    static string[] Algorithms(X509Certificate2 certificate) => certificate.GetKeyAlgorithm() switch
    {
        "1.2.840.10045.2.1" => ecdsa,
        "1.2.840.113549.1.1.1" => rsa,
        _ => [],
    };

    /// <summary>By the client's own right (CSC 8.4.4, RFC 6749 4.4).</summary>
    async Task<string> TokenAsync(CancellationToken cancel)
    {
        var address = options.TokenUrl ?? new Uri($"{(await AskAsync<Service>("info", new { }, token: null, cancel)).Oauth2.TrimEnd('/')}/oauth2/token");
        if (!IsSafe(address)) throw new CryptographicException("The service names a token endpoint without TLS.");
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", options.ClientId), new("client_secret", options.ClientSecret)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form };
        return (await AnswerAsync<Token>("oauth2/token", request, cancel)).Value;
    }

    /// <summary>A secret may go there.</summary>
    public static bool IsSafe(Uri address) => address is { IsAbsoluteUri: true } && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback);

    async Task<T> AskAsync<T>(string method, object body, string? token, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = JsonContent.Create(body, options: json) };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        return await AnswerAsync<T>(method, request, cancel);
    }

    async Task<T> AnswerAsync<T>(string method, HttpRequestMessage request, CancellationToken cancel)
    {
        using var http = clients.CreateClient(HttpClient);
        using var answer = await http.SendAsync(request, cancel);
        if (answer.IsSuccessStatusCode) return await answer.Content.ReadFromJsonAsync<T>(json, cancel) ?? throw new JsonException($"{method} answered nothing.");
        throw new HttpRequestException($"{method} answered {(int)answer.StatusCode} {await CodeAsync(answer.Content, cancel)}".TrimEnd(), inner: null, answer.StatusCode);
    }

    /// <summary>The stable code of an error (CSC 10.1); its description may repeat what was sent.</summary>
    static async Task<string> CodeAsync(HttpContent content, CancellationToken cancel)
    {
        try
        {
            var code = JsonSerializer.Deserialize<Error>(await content.ReadAsByteArrayAsync(cancel), json)?.Code ?? "";
            return code.Length <= 40 && code.All(c => char.IsAsciiLetter(c) || c == '_') ? code : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    static string For(string template, Guid holder) => template.Replace("{person}", $"{holder:N}", StringComparison.Ordinal);

    /// <summary>A credential of which all is known that a signature with it asks for.</summary>
    sealed record Use(string Credential, string Token, string Algorithm, string? PinId, string PinFile);

    sealed record Service(string Oauth2);

    sealed record Token([property: JsonPropertyName("access_token")] string Value);

    sealed record Credential(Key Key, Chain Cert, Authorization Auth);

    sealed record Key(string Status, string[] Algo);

    sealed record Chain(byte[][] Certificates, string Status = "valid");

    sealed record Authorization(string Mode, Factor[]? Objects = null);

    sealed record Factor(string Type, string Id, string? Generator = null);

    sealed record Given(string? Sad = null);

    sealed record Made(byte[][] Signatures);

    sealed record Error([property: JsonPropertyName("error")] string? Code = null);
}
