using System.Globalization;
using System.Security.Cryptography;

namespace Dinamis.Membership.Links;

// The second factor of a signature, and of naming a référent: who holds the link of the représentant légal shows a code that did not come to its mailbox.
sealed partial class Link
{
    /// <summary>How long a code counts: time to be called back.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(30);

    /// <summary>Given in place of a person's id for a code that was mailed.</summary>
    public const string ByMail = "mail";

    const int MostAttempts = 5, MostCodes = 10;
    static readonly TimeSpan codePause = TimeSpan.FromMinutes(1);

    /// <summary>Of the code that counts now, with the link's id; empty when there is none.</summary>
    public string CodeHash { get; private set; } = "";
    public DateTimeOffset? CodeAt { get; private set; }
    public int CodeAttempts { get; private set; }

    /// <summary>Codes made for this link: with five attempts each, a guess has one chance in twenty thousand.</summary>
    public int Codes { get; private set; }

    /// <summary>Person id of who tells the last code by voice, or <see cref="ByMail"/>.</summary>
    public string CodeBy { get; private set; } = "";

    /// <summary>The right code was shown with this link.</summary>
    public DateTimeOffset? CodeProvenAt { get; private set; }

    /// <summary>Until when the last code counts; null when one must be asked for.</summary>
    public DateTimeOffset? CodeUntil(DateTimeOffset at) =>
        CodeHash.Length > 0 && CodeAttempts < MostAttempts && CodeAt + CodeLife > at ? CodeAt + CodeLife : null;

    public int AttemptsLeft => MostAttempts - CodeAttempts;

    /// <summary>A new code; the one before counts no more.</summary>
    public string NewCode(string by, DateTimeOffset at)
    {
        if (Codes >= MostCodes || CodeAt + codePause > at) throw new Refused(LinkRefusals.TooManyCodes);
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        (CodeHash, CodeAt, CodeAttempts, CodeBy) = (HashOf(code), at, 0, by);
        Codes++;
        return code;
    }

    /// <returns>Whether it is the right one.</returns>
    public bool ShowCode(string code, DateTimeOffset at)
    {
        if (CodeUntil(at) is null) throw new Refused(LinkRefusals.NoCode);
        CodeAttempts++;
        if (HashOf(code) != CodeHash) return false;
        (CodeProvenAt, CodeHash) = (at, "");
        return true;
    }

    /// <summary>The same, as lately as a code counts: a link lives for days after the signature for which it was shown.</summary>
    public bool CodeProvenLately(DateTimeOffset at) => CodeProvenAt + CodeLife > at;

    string HashOf(string code) => Secrets.Hash($"{Id}:{code}");
}
