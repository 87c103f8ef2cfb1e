using System.Security.Cryptography;
using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Dinamis.Activity.Journal;

/// <summary>Key of the journal's digests: beside the database, never in it, on the volume that the replicas share.</summary>
sealed class JournalKey(IOptions<DinamisOptions> options)
{
    readonly Lazy<byte[]> key = new(() => ReadOrMake(Path.Combine(options.Value.Folder("keys", "activity"), "journal.key")));

    public byte[] Value => key.Value;

    static byte[] ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            // Written whole under another name, then moved without overwriting: two replicas that start at once agree on one key.
            var draft = $"{path}.{Environment.ProcessId}";
            var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(draft, how)) file.Write(RandomNumberGenerator.GetBytes(32));
            try
            {
                File.Move(draft, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(draft);
            }
        }
        var bytes = File.ReadAllBytes(path);
        return bytes.Length == 32 ? bytes : throw new InvalidOperationException("The journal's key is damaged: restore keys/activity/journal.key.");
    }
}
