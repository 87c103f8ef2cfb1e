using Dinamis.Membership.Adhesions;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Mails;

static class Words
{
    /// <summary>Names of the licences granted, as DINAMIS published them.</summary>
    public static async Task<IReadOnlyList<string>> GrantedAsync(MembershipDb db, Adhesion file, CancellationToken cancellationToken) =>
        await db.Texts.Where(t => file.Granted.Contains(t.Family)).OrderBy(t => t.Name).Select(t => t.Name).ToListAsync(cancellationToken);

    /// <summary>The body's name, or its SIREN before the form is filled.</summary>
    public static string Name(Adhesion file) => file.Entity.Name is { Length: > 0 } name ? name : $"l’organisme {Siren.Display(file.Siren)}";
}
