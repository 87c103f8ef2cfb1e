namespace Dinamis.Membership.Attachments;

/// <summary>
/// A file of the thread between a body and DINAMIS. It goes up first, and belongs to nobody but its sender until a command names it; its bytes are
/// in the database in parts (docs/decisions/010), so that they live and go with the file that they belong to.
/// </summary>
sealed class Attachment
{
    /// <summary>Bytes, each.</summary>
    public const int Largest = 20 << 20;

    /// <summary>With one message.</summary>
    public const int MostPerMessage = 10;

    /// <summary>Of one sender that no command has named yet; older ones make room.</summary>
    public const int MostLoose = 20;

    /// <summary>What no command has named by then is forgotten.</summary>
    public static readonly TimeSpan LooseFor = TimeSpan.FromDays(1);

    public required Guid Id { get; init; }

    /// <summary>Person id or link id.</summary>
    public required string SentBy { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public required string Name { get; init; }
    public required string MediaType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The adhesion whose thread shows it; null while it is loose.</summary>
    public Guid? AdhesionId { get; private set; }

    public void JoinTo(Guid adhesion) => AdhesionId = adhesion;

    public Wire.Attachment View() => new() { AttachmentId = $"{Id}", Name = Name, MediaType = MediaType, Size = Size, Sha256 = Sha256 };
}

/// <summary>A slice of an attachment's bytes; never the whole in memory.</summary>
sealed class AttachmentPart
{
    /// <summary>Bytes of every part but the last.</summary>
    public const int Length = 256 * 1024;

    public required Guid AttachmentId { get; init; }

    /// <summary>From 0.</summary>
    public required int Number { get; init; }
    public required byte[] Bytes { get; init; }
}

static class AttachmentRefusals
{
    public static readonly Refusal WrongType = new("ATTACHMENT_TYPE", 415, "Ce fichier n’est ni un PDF, ni une image PNG ou JPEG, ni un texte DOCX ou ODT sans macro.");
    public static readonly Refusal TooLarge = new("ATTACHMENT_TOO_LARGE", 413, "Ce fichier dépasse 20 Mo.");
    public static readonly Refusal Empty = new("ATTACHMENT_EMPTY", 400, "Ce fichier est vide.");
}
