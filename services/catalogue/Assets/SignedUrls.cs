using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Dinamis.Catalogue.Assets;

/// <summary>
/// Addresses that work for some minutes without credentials. The parameters carry S3's names, which the <c>teledetection</c> SDK and GDAL
/// look for; the signature is our own HMAC over path, asset version, person, organisation and time. Rights are asked again when it is used.
/// Keys are files <c>{data}/keys/catalogue/url-*.key</c>; the last by name signs, all verify: adding one rotates.
/// </summary>
sealed class SignedUrls(IOptions<DinamisOptions> options, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    static readonly TimeSpan longest = TimeSpan.FromHours(8);
    const string Algorithm = "DINAMIS-HMAC-SHA256";
    const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    public static readonly Refusal Expired = new("URL_EXPIRED", 403, "Ce lien de téléchargement a expiré : demandez-en un nouveau.");
    public static readonly Refusal Invalid = new("URL_INVALID", 403, "Ce lien de téléchargement n’est pas correct, ou ne vaut pas pour ce fichier.");

    readonly string folder = options.Value.Folder("keys", "catalogue");
    readonly Lock one = new();
    SortedDictionary<string, byte[]> keys = new(StringComparer.Ordinal);

    public (Uri Url, DateTimeOffset Until) Sign(string path, string version, Guid person, Guid organisation)
    {
        var now = clock.GetUtcNow();
        var (id, key) = Newest();
        var date = now.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);
        var credential = $"{id}/{person:N}/{organisation:N}";
        var expires = ((int)Life.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var query = QueryString.Create(new Dictionary<string, string?>
        {
            ["X-Amz-Algorithm"] = Algorithm,
            ["X-Amz-Credential"] = credential,
            ["X-Amz-Date"] = date,
            ["X-Amz-Expires"] = expires,
            ["X-Amz-Signature"] = Signature(key, path, version, credential, date, expires),
        });
        return (options.Value.Public(path + query), now + Life);
    }

    public static bool IsSigned(IQueryCollection query) => query.ContainsKey("X-Amz-Signature");

    /// <summary>Who it was made for.</summary>
    /// <exception cref="Refused"><see cref="Expired"/> or <see cref="Invalid"/>.</exception>
    public (Guid Person, Guid Organisation) Verify(IQueryCollection query, string path, string version)
    {
        string One(string name) => query[name] is [{ Length: > 0 and < 200 } value] ? value : throw new Refused(Invalid);
        var (credential, date, expires) = (One("X-Amz-Credential"), One("X-Amz-Date"), One("X-Amz-Expires"));
        if (One("X-Amz-Algorithm") != Algorithm || credential.Split('/') is not [var id, var person, var organisation]) throw new Refused(Invalid);
        var key = Find(id) ?? throw new Refused(Invalid);
        var expected = Encoding.ASCII.GetBytes(Signature(key, path, version, credential, date, expires));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(One("X-Amz-Signature")))) throw new Refused(Invalid);
        // All that follows was signed by us.
        var at = DateTimeOffset.ParseExact(date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var life = TimeSpan.FromSeconds(int.Parse(expires, CultureInfo.InvariantCulture));
        if (life > longest || clock.GetUtcNow() >= at + life) throw new Refused(Expired);
        return (Guid.ParseExact(person, "N"), Guid.ParseExact(organisation, "N"));
    }

    static string Signature(byte[] key, params ReadOnlySpan<string> signed) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Join('\n', signed))));

    (string Id, byte[] Key) Newest()
    {
        lock (one)
        {
            if (keys.Count == 0) Load();
            if (keys.Count == 0)
            {
                // A name of its own, so that two replicas that start together keep both.
                var name = $"url-{clock.GetUtcNow():yyyyMMddHHmmss}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.key";
                var file = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
                if (!OperatingSystem.IsWindows()) file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                using (var stream = new FileStream(Path.Combine(folder, name), file)) stream.Write(RandomNumberGenerator.GetBytes(32));
                Load();
            }
            var last = keys.Last();
            return (last.Key, last.Value);
        }
    }

    byte[]? Find(string id)
    {
        lock (one)
        {
            if (!keys.ContainsKey(id)) Load();
            return keys.GetValueOrDefault(id);
        }
    }

    void Load() => keys = new(Directory.EnumerateFiles(folder, "url-*.key")
        .ToDictionary(f => Path.GetFileNameWithoutExtension(f)["url-".Length..], File.ReadAllBytes), StringComparer.Ordinal);
}
