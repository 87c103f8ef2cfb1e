using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Dinamis.Membership.Deeds;

/// <summary>
/// Keys of the persons who countersign, never in a database: with a remote signing service or in a PKCS#11 token where there is one, otherwise in files
/// that only their owner reads, made at first need. Certificates are files too, except where the service has them.
/// </summary>
/// <param name="folder">`{data}/keys/membership`, shared by the replicas.</param>
sealed class SignatoryKeys(string folder, CertificateAuthority authority, TimeProvider clock, TokenKeys? token = null, RemoteKeys? remote = null)
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    static readonly TimeSpan Renewal = TimeSpan.FromDays(30);

    /// <param name="holder">The person; another name or key of the same person gets another certificate.</param>
    public async Task<SigningKey> OfAsync(Guid holder, SignerName signer, CancellationToken cancel)
    {
        if (remote is not null) return await remote.OfAsync(holder, cancel);
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, OwnerOnly | UnixFileMode.UserExecute);
        using var key = token?.Open(holder) ?? Key(Path.Combine(folder, $"{holder:N}.key.pem"));
        var path = Path.Combine(folder, $"{holder:N}.pem");
        if (File.Exists(path))
        {
            using var kept = X509CertificateLoader.LoadCertificateFromFile(path);
            if (kept.NotAfter > (clock.GetUtcNow() + Renewal).LocalDateTime && kept.SubjectName.RawData.AsSpan().SequenceEqual(signer.Subject.RawData)
                && kept.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo())) return new(kept.CopyWithPrivateKey(key));
        }
        using var issued = await authority.ForSignatoryAsync(signer, key, cancel);
        Write(path, issued.ExportCertificatePem(), replace: true);
        return new(issued.CopyWithPrivateKey(key));
    }

    static ECDsa Key(string path)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (!File.Exists(path)) Write(path, key.ExportPkcs8PrivateKeyPem(), replace: false);
        // Read again: another replica may have been quicker, and its key is the one that counts.
        key.ImportFromPem(File.ReadAllText(path));
        return key;
    }

    // Whole or not at all: a key half written would be lost with all that it signed.
    static void Write(string path, string pem, bool replace)
    {
        var part = $"{path}.{Guid.CreateVersion7():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(part, options))
        {
            file.Write(Encoding.ASCII.GetBytes(pem + "\n"));
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(part, path, replace);
        }
        catch (IOException) when (!replace && File.Exists(path))
        {
            File.Delete(part);
        }
    }
}
