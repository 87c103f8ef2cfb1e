using System.Security.Cryptography;
using System.Text;
using Dinamis.Membership.Register;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Templates;

/// <summary>One version of the clauses of a kind of act: published once, never changed. The newest is in force.</summary>
sealed class DeedTemplate : Aggregate
{
    DeedTemplate() { }

    public DeedKind Kind { get; private set; }

    /// <summary>From 1, without gap.</summary>
    public int Number { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>Of the UTF-8 text, lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Why it was published, in French.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Person id, or the service for the version that came with it.</summary>
    public string PublishedBy { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTimeOffset PublishedAt { get; private set; }

    /// <param name="kind">Of the acts that will say it.</param>
    /// <param name="before">The version in force until now; null for the first.</param>
    /// <param name="text">As it was typed.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="at">When: it is in force at once.</param>
    public static DeedTemplate Publish(DeedKind kind, DeedTemplate? before, string text, string reason, string by, DateTimeOffset at)
    {
        text = Normalized(text);
        TemplateRules.Check(kind, text)
            .That(before?.Text != text, "text", "Ce texte est celui de la version en vigueur : rien n’y change.")
            .Filled(reason, "reason", "Dites en une phrase pourquoi ce texte est publié.", 500)
            .ThrowIfAny();
        var version = new DeedTemplate
        {
            Id = Guid.CreateVersion7(at),
            Kind = kind,
            Number = (before?.Number ?? 0) + 1,
            Text = text,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            Reason = reason.Trim(),
            PublishedBy = by,
            PublishedAt = at,
        };
        var act = Acts.Of("deed-template.published", by, WellKnown.Dinamis, "deed-template", $"{kind}", version.Number - 1, []);
        (act.Facts["version"], act.Facts["sha256"]) = ($"{version.Number}", version.Sha256);
        version.Raise(act);
        return version;
    }

    /// <summary>Browsers send other ends of line than files have.</summary>
    public static string Normalized(string text) => text.ReplaceLineEndings("\n").Trim();

    /// <summary>What an act that is frozen now keeps of it.</summary>
    public DeedClauses Clauses() => new(Number, Sha256, Text);

    /// <param name="withText">The whole text too.</param>
    public Wire.DeedTemplateVersion View(bool withText = false) => new()
    {
        Kind = Kind,
        Number = Number,
        Text = withText ? Text : "",
        Sha256 = Sha256,
        Reason = Reason,
        PublishedBy = PublishedBy,
        PublishedAt = PublishedAt.ToTimestamp(),
    };
}

static class DeedTemplates
{
    /// <summary>Versions of a kind, newest first.</summary>
    public static IQueryable<DeedTemplate> Of(this IQueryable<DeedTemplate> templates, DeedKind kind) =>
        templates.AsNoTracking().Where(t => t.Kind == kind).OrderByDescending(t => t.Number);
}
