using System.Security.Cryptography;

namespace Dinamis.Membership.Organisations;

/// <summary>The bytes of a mandate's document, as they were given; kept for ever, as the acts made under it.</summary>
sealed class MandateFile
{
    public const int Largest = 10 << 20;

    public required Guid MandateId { get; init; }
    public required string Sha256 { get; init; }
    public required byte[] Bytes { get; init; }
    public required DateTimeOffset AddedAt { get; init; }

    public static MandateFile Of(Guid mandateId, byte[] bytes, DateTimeOffset at) => new() { MandateId = mandateId, Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)), Bytes = bytes, AddedAt = at };
}
