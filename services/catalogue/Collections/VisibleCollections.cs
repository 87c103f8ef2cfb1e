using Dinamis.Kernel;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Catalogue.Collections;

/// <summary>What a search needs of a collection.</summary>
/// <param name="Queryables">Names of the queryables that a scene of it has had a value of; null when it was not asked, or when it never had a scene.</param>
sealed record SeenCollection(string Code, string Family, bool Reserved, IReadOnlyList<string>? Queryables);

/// <param name="Collections">What the caller may know of, by code.</param>
/// <param name="Licences">Number of the version in force of each licence that stands over them.</param>
sealed record Seen(IReadOnlyList<SeenCollection> Collections, IReadOnlyDictionary<string, int> Licences);

/// <summary>The collections that the caller may know of. Every search, count and link starts from this list.</summary>
sealed class VisibleCollections(CatalogueDb db, CallerRights rights, Caller caller, LicencesInForce licences, TimeProvider clock)
{
    /// <summary>By code. Where rights are not known now, the reserved ones are left out: what is public goes on.</summary>
    public async Task<List<Collection>> AllAsync(CancellationToken cancellationToken) =>
        await KnownAsync(await db.Collections.AsNoTracking().OrderBy(c => c.Code).ToListAsync(cancellationToken), c => c.Reserved, c => c.Family, cancellationToken);

    /// <exception cref="Refused">404 for what is not there or not visible; 503 when that cannot be told now.</exception>
    public async Task<Collection> OneAsync(string code, CancellationToken cancellationToken)
    {
        var one = await db.Collections.AsNoTracking().FirstOrDefaultAsync(c => c.Code == code, cancellationToken) ?? throw new Refused(Refusals.NotFound);
        await EnsureKnownAsync(one.Reserved, one.Family, cancellationToken);
        return one;
    }

    /// <summary>As <see cref="AllAsync"/>, before a search: one statement of a few columns, because each page begins with it.</summary>
    /// <param name="queryables">Are they wanted too?</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<Seen> SeenAsync(bool queryables, CancellationToken cancellationToken)
    {
        var (all, told) = await ReadAsync(null, queryables, cancellationToken);
        return new(await KnownAsync(all, c => c.Reserved, c => c.Family, cancellationToken), await licences.OfAsync(told, cancellationToken));
    }

    /// <summary>As <see cref="OneAsync"/>, before a search within it.</summary>
    /// <inheritdoc cref="OneAsync"/>
    public async Task<Seen> SeenOneAsync(string code, bool queryables, CancellationToken cancellationToken)
    {
        var (all, told) = await ReadAsync(code, queryables, cancellationToken);
        if (all is not [var one]) throw new Refused(Refusals.NotFound);
        await EnsureKnownAsync(one.Reserved, one.Family, cancellationToken);
        return new(all, await licences.OfAsync(told, cancellationToken));
    }

    async Task<(List<SeenCollection> Collections, Dictionary<string, long> Told)> ReadAsync(string? code, bool queryables, CancellationToken cancellationToken)
    {
        await using var command = await db.CommandAsync(cancellationToken);
        var names = !queryables ? "NULL" : $"(SELECT {(db.IsSqlite ? "group_concat" : "string_agg")}(name, ' ') FROM item_queryable q WHERE q.collection = c.\"Code\")";
        command.CommandText =
            $"""
             SELECT c."Code", c."Family", c."Reserved", l."Version", {names}
             FROM collection c LEFT JOIN rights_licence l ON l."Key" = c."Family"
             {(code is null ? "" : "WHERE c.\"Code\" = @code")} ORDER BY c."Code"
             """;
        if (code is not null)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("code", code);
            command.Parameters.Add(parameter);
        }
        var (all, told) = (new List<SeenCollection>(), new Dictionary<string, long>(StringComparer.Ordinal));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var one = new SeenCollection(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.IsDBNull(4) ? null : reader.GetString(4).Split(' '));
            all.Add(one);
            if (!reader.IsDBNull(3)) told[one.Family] = reader.GetInt64(3);
        }
        return (all, told);
    }

    async Task<List<T>> KnownAsync<T>(List<T> all, Predicate<T> reserved, Func<T, string> family, CancellationToken cancellationToken)
    {
        if (!all.Exists(reserved)) return all;
        try
        {
            var families = await ReservedFamiliesAsync(cancellationToken);
            return all.FindAll(c => !reserved(c) || families is null || families.Contains(family(c)));
        }
        catch (Refused)
        {
            return all.FindAll(c => !reserved(c));
        }
    }

    async Task EnsureKnownAsync(bool reserved, string family, CancellationToken cancellationToken)
    {
        if (!reserved) return;
        if (caller.PersonId is null && !caller.IsService) throw new Refused(Refusals.NotFound);
        var families = await ReservedFamiliesAsync(cancellationToken);
        if (families?.Contains(family) == false) throw new Refused(Refusals.NotFound);
    }

    // Null = all of them: our services and DINAMIS's people.
    async Task<HashSet<string>?> ReservedFamiliesAsync(CancellationToken cancellationToken)
    {
        if (caller.IsService && caller.Has(Scopes.Internal)) return null;
        if (caller.PersonId is null || caller.OrganisationId is not { } organisation) return [];
        if ((await rights.RolesInAsync(organisation, cancellationToken)).Count == 0) return [];
        if (organisation == WellKnown.Dinamis) return null;
        var standing = await rights.StandingAsync(organisation, cancellationToken);
        return standing is { ActInForce: true }
            ? [.. standing.Licences.Where(l => l.AcceptedAt.ToDateTimeOffset() <= clock.GetUtcNow()).Select(l => l.Family)]
            : [];
    }
}
