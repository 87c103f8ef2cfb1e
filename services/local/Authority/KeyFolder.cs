using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Dinamis.Local.Authority;

/// <summary>Keys and certificates in files that only their owner reads. Each appears whole or not at all.</summary>
sealed class KeyFolder
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly string folder;

    public KeyFolder(string folder)
    {
        this.folder = folder;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>The certificate of that name with its EC P-256 key; both are made when they are not there yet.</summary>
    public X509Certificate2 Certificate(string name, Func<ECDsa, X509Certificate2> certify)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(KeyFile(name))) key.ImportFromPem(File.ReadAllText(KeyFile(name)));
        else Write(KeyFile(name), key.ExportPkcs8PrivateKeyPem());
        if (!File.Exists(CertificateFile(name)))
        {
            using var made = certify(key);
            Write(CertificateFile(name), made.ExportCertificatePem());
        }
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(CertificateFile(name));
        return certificate.CopyWithPrivateKey(key);
    }

    string KeyFile(string name) => Path.Combine(folder, name + ".key.pem");
    string CertificateFile(string name) => Path.Combine(folder, name + ".pem");

    static void Write(string path, string pem)
    {
        var half = path + ".tmp";
        File.Delete(half);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(half, options)) file.Write(Encoding.ASCII.GetBytes(pem + "\n"));
        File.Move(half, path);
    }
}
