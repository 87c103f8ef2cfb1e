using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership.Texts;

/// <summary>Who must accept what: a new version of a text is asked of each body that had accepted an older one.</summary>
sealed class TextCampaigns(MembershipDb db, TimeProvider clock)
{
    /// <summary>Asks every member that had accepted the text, in the transaction that publishes the version.</summary>
    public async Task OpenAsync(Text text, TextVersion version, CancellationToken cancellationToken)
    {
        // What each has accepted is a list in its row: the members are read, some thousands at most, at each of a handful of publications.
        var members = await db.Organisations.AsNoTracking()
            .Where(o => o.Kind == OrganisationKind.Entity && InForce(db).Any(a => a.OrganisationId == o.Id))
            .Select(o => new { o.Id, o.Licences }).ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        db.TextAcceptances.AddRange(members.Where(m => m.Licences.Any(l => l.Family == text.Family)).Select(m => TextAcceptance.Asked(m.Id, text.Family, version, now)));
    }

    /// <summary>What the acte of a body accepted enters the register of acceptances.</summary>
    public async Task RecordAsync(Adhesion file, Guid organisation, string by, CancellationToken cancellationToken)
    {
        var licences = file.AcceptedLicences();
        var families = licences.Select(l => l.Family).ToList();
        var texts = await db.Texts.AsNoTracking().Where(t => families.Contains(t.Family)).ToListAsync(cancellationToken);
        var known = await db.TextAcceptances.Where(a => a.OrganisationId == organisation).ToListAsync(cancellationToken);
        foreach (var licence in licences)
        {
            var row = known.Find(a => a.Family == licence.Family && a.Number == licence.Version);
            if (row is null) db.TextAcceptances.Add(row = TextAcceptance.Asked(organisation, licence.Family, texts.Single(t => t.Family == licence.Family).Versions.Single(v => v.Number == licence.Version), file.TextsValidatedAt!.Value));
            row.Accept(by, SignatoryName(file), file.TextsValidatedAt!.Value);
        }
    }

    /// <summary>What a body must still accept: versions in force or to come.</summary>
    public async Task<IReadOnlyList<(TextAcceptance Asked, TextVersion Version)>> AwaitedAsync(Guid organisation, CancellationToken cancellationToken)
    {
        var asked = await db.TextAcceptances.Where(a => a.OrganisationId == organisation && a.AcceptedAt == null).ToListAsync(cancellationToken);
        if (asked.Count == 0) return [];
        var (families, now) = (asked.Select(a => a.Family).ToList(), clock.GetUtcNow());
        var texts = await db.Texts.AsNoTracking().Where(t => families.Contains(t.Family)).ToListAsync(cancellationToken);
        return
        [
            .. from text in texts.OrderBy(t => t.Family != Text.Charter).ThenBy(t => t.Family)
               from version in text.Versions.OrderBy(v => v.Number)
               where text.IsCurrent(version, now)
               from row in asked
               where row.Family == text.Family && row.Number == version.Number
               select (row, version),
        ];
    }

    /// <summary>The adhesion by which the body is a member, in force or suspended; null when there is none.</summary>
    public Task<Adhesion?> FileAsync(Guid organisation, CancellationToken cancellationToken) =>
        InForce(db).FirstOrDefaultAsync(a => a.OrganisationId == organisation, cancellationToken);

    public static string Name(Adhesion file) => Name(file.Representative);

    /// <summary>Who accepted the texts of the acte, with it.</summary>
    static string SignatoryName(Adhesion file) => file.IsDelegated ? $"{Name(file.Signatory)}, par délégation de {Name(file.Representative)}" : Name(file);

    static string Name(Wire.RepresentativeForm person) => $"{person.GivenName} {person.FamilyName}, {person.Function}";

    static IQueryable<Adhesion> InForce(MembershipDb db) => db.Adhesions.Where(a => a.WithActe && (a.State == AdhesionState.Active || a.State == AdhesionState.Suspended));
}
