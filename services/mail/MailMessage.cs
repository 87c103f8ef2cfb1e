namespace Dinamis.Mail;

/// <summary>One subject, one action, the same words as the page.</summary>
/// <param name="Subject">In French, without personal data beyond the organisation's name.</param>
/// <param name="Paragraphs">Plain French sentences.</param>
public sealed record MailMessage(string Subject, IReadOnlyList<string> Paragraphs)
{
    /// <summary>Label of the one button.</summary>
    public string? ActionLabel { get; init; }

    /// <summary>Absolute address on the public origin.</summary>
    public Uri? ActionUrl { get; init; }

    /// <summary>What is said after the action: how long it is valid, who can help.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>A link under the notes: not what is asked, but a right of the reader.</summary>
    public MailLink? NoteLink { get; init; }

    /// <summary>A PDF to join, with its file name.</summary>
    public byte[]? Attachment { get; init; }

    public string? AttachmentName { get; init; }
}

/// <param name="Label">In French.</param>
/// <param name="Url">Absolute address on the public origin.</param>
public sealed record MailLink(string Label, Uri Url);
