using System.Text;
using Dinamis.Kernel;

namespace Dinamis.AppHost;

/// <summary>Secret of the client <c>operator</c>, by which the commands call the running system: who reads the data folder is the operator.</summary>
static class OperatorSecret
{
    /// <summary>Made at the first start and used again, since a command is another process.</summary>
    public static string In(string data)
    {
        var file = Path.Combine(data, "keys", "operator", "secret");
        if (File.Exists(file)) return File.ReadAllText(file);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var secret = Secrets.NewToken();
        using var stream = new FileStream(file, options);
        stream.Write(Encoding.ASCII.GetBytes(secret));
        return secret;
    }
}
