using System.Text.RegularExpressions;
using Dinamis.Kernel;

namespace Dinamis.Accounts.Persons;

/// <summary>Checks of what people type about themselves or others.</summary>
static partial class Typed
{
    // Letters of any script, with what joins them: a stranger's name is written in a mail, so it holds neither link nor sentence.
    [GeneratedRegex(@"^\p{L}[\p{L}\p{M} ’'.\-]*$")]
    private static partial Regex NameForm { get; }

    /// <summary>Webmail for private use: DINAMIS gives accounts to professional addresses. Access providers stay out of this list: small communes use them.</summary>
    static readonly HashSet<string> privateMail = new(StringComparer.Ordinal)
    {
        "gmail.com", "googlemail.com", "hotmail.com", "hotmail.fr", "outlook.com", "outlook.fr", "live.com", "live.fr", "msn.com",
        "yahoo.com", "yahoo.fr", "icloud.com", "me.com", "aol.com", "gmx.com", "gmx.fr", "proton.me", "protonmail.com",
    };

    public static Checks Name(this Checks checks, string typed, string field, string missing) =>
        checks.Filled(typed, field, missing, 60)
            .That(string.IsNullOrWhiteSpace(typed) || NameForm.IsMatch(typed.Trim()), field, "Utilisez des lettres, des espaces, des tirets et des apostrophes.");

    public static Checks Address(this Checks checks, string typed, string field)
    {
        var address = MailAddresses.Normalize(typed);
        var plausible = MailAddresses.IsPlausible(address);
        return checks
            .That(plausible, field, "Indiquez une adresse électronique complète, par exemple prenom.nom@mairie.fr.")
            .That(!plausible || !privateMail.Contains(address[(address.IndexOf('@') + 1)..]), field, "Indiquez votre adresse professionnelle : les messageries personnelles ne sont pas acceptées.");
    }

    public static Checks Form(this Checks checks, SeatForm form, string prefix = "") => checks
        .That(form.Function.Length <= 150, prefix + "function", "150 caractères au plus.")
        .That(form.Service.Length <= 150, prefix + "service", "150 caractères au plus.")
        .That(form.IntendedUses.Length <= 2000, prefix + "intended_uses", "2 000 caractères au plus.");
}
