using System.Text;
using Dinamis.Kernel;

namespace Dinamis.AppHost;

/// <summary>Secret of the operator's client, by which the commands call the running system: who reads the data folder is the operator.</summary>
static class OperatorSecret
{
    public const string Client = "operator";

    /// <summary>Made at the first start and used again, since a command is another process.</summary>
    public static string In(string data)
    {
        var file = File(data);
        if (System.IO.File.Exists(file)) return System.IO.File.ReadAllText(file);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var secret = Secrets.NewToken();
        using var stream = new FileStream(file, options);
        stream.Write(Encoding.ASCII.GetBytes(secret));
        return secret;
    }

    /// <summary>Null where no system was ever started.</summary>
    public static string? Known(string data) => System.IO.File.Exists(File(data)) ? System.IO.File.ReadAllText(File(data)) : null;

    static string File(string data) => Path.Combine(data, "keys", Client, "secret");
}
