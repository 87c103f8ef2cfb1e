using System.Security.Cryptography;

namespace Dinamis.Membership.Register;

/// <summary>Bytes of a deed under their SHA-256: the frozen file, then each signed one, then the completed one. Never changed, never deleted.</summary>
sealed class DeedFile
{
    DeedFile() { }

    public string Sha256 { get; private set; } = "";
    public string Number { get; private set; } = "";
    public byte[] Bytes { get; private set; } = [];
    public DateTimeOffset StoredAt { get; private set; }

    public static DeedFile Of(string number, byte[] bytes, DateTimeOffset at) =>
        new() { Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)), Number = number, Bytes = bytes, StoredAt = at };
}
