using System.Globalization;
using Dinamis.Cql2;
using Dinamis.ServiceTests.Catalogue;
using Dinamis.ServiceTests.Harness;
using static Dinamis.ServiceTests.Catalogue.ConformsAttribute;

namespace Dinamis.ServiceTests.Cql2;

/// <summary>The predicates of the OGC's abstract test suite, on its dataset, on both stores.</summary>
public sealed class OgcCountsSpec
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Stores, Conforms(Cql + "basic-cql2", Cql + "advanced-comparison-operators", Cql + "basic-spatial-functions", Cql + "basic-spatial-functions-plus", Cql + "spatial-functions", Cql + "temporal-functions")]
    public async Task Each_predicate_of_the_OGC_finds_as_many_features_as_the_OGC_says(StoreKind kind)
    {
        var folder = Rasters.Shared("cql2/dev");
        await using var dataset = await OgcDataset.LoadAsync(kind, Path.Combine(folder, "ogc_ats_data"), Ct);
        var wrong = new List<string>();
        foreach (var (collection, filter, expected) in Predicates(Path.Combine(folder, "ogc_ats_expected_counts.csv")))
        {
            var tree = Cql2Text.Parse(filter);
            foreach (var asked in new[] { tree, Cql2Json.Parse(Cql2Json.Write(tree)!.ToJsonString()) })
                if (await dataset.CountAsync(collection, asked, Ct) is var found && found != expected) wrong.Add($"{filter} on {collection}: {found}, not {expected}");
        }

        wrong.ShouldBeEmpty();
    }

    [Theory, Stores, Conforms(Cql + "case-insensitive-comparison", Cql + "accent-insensitive-comparison", Cql + "arithmetic", Cql + "property-property")]
    public async Task Case_accents_arithmetic_and_patterns_are_the_same_on_both_stores(StoreKind kind)
    {
        await using var dataset = await OgcDataset.LoadAsync(kind, Path.Combine(Rasters.Shared("cql2/dev"), "ogc_ats_data"), Ct);
        var counts = new Dictionary<string, long>
        {
            ["CASEI(name) = CASEI('KØBENHAVN')"] = 1,
            ["name = 'KØBENHAVN'"] = 0,
            ["ACCENTI(name) = ACCENTI('Brasilia')"] = 1,
            ["name = 'Brasilia'"] = 0,
            ["CASEI(ACCENTI(name)) LIKE CASEI(ACCENTI('brasi%'))"] = 1,
            ["name LIKE 'b%'"] = 0,
            ["name LIKE 'B\\_r%'"] = 0,
            ["pop_max / 0 > 1"] = 0,
            ["pop_max % 2 = 1 OR pop_max % 2 = 0"] = 243,
            ["pop_max % 0 IS NULL"] = 243,
            ["-7 % 3 = -1 AND 7.5 % 2 = 1.5"] = 243,
            ["pop_max BETWEEN 1085000 AND 1085000"] = 1,
            ["start BETWEEN DATE('2022-04-16') AND TIMESTAMP('2022-04-16T10:14:00Z')"] = 1,
            ["(pop_max > 0) BETWEEN TRUE AND TRUE"] = 243,
            ["pop_max div 1000 = 1085"] = 1,
            ["pop_max - pop_min = 0 AND name = 'København'"] = 1,
            ["2 ^ 3 = 8 AND boolean"] = 2,
            ["-pop_max < 0"] = 243,
            ["pop_min <= pop_max"] = 243,
            ["NOT boolean"] = 1,
            ["name = sov0name"] = 7,
            ["start > DATE('2022-04-16')"] = 0,
            ["start >= DATE('2022-04-16')"] = 2,
            ["start = DATE('2022-04-16')"] = 2,
            ["DATE('2022-04-16') > start"] = 1,
            [string.Join(" OR ", Enumerable.Repeat("name='Berlin'", 450))] = 1,
        };
        var found = new Dictionary<string, long>();
        foreach (var filter in counts.Keys) found[filter] = await dataset.CountAsync("ne_110m_populated_places_simple", Cql2Text.Parse(filter), Ct);

        found.Where(f => f.Value != counts[f.Key]).ShouldBeEmpty();
    }

    [Theory, Stores]
    public async Task What_cannot_be_asked_is_refused_before_the_database_sees_it(StoreKind kind)
    {
        await using var dataset = await OgcDataset.LoadAsync(kind, Path.Combine(Rasters.Shared("cql2/dev"), "ogc_ats_data"), Ct);
        var refusals = new Dictionary<string, string>
        {
            ["altitude > 3"] = "« altitude » n’est pas une propriété que l’on peut interroger.",
            ["name > 3"] = "« > » ne compare pas un texte et un nombre.",
            ["start > '2024-01-01T00:00:00Z'"] = "« > » ne compare pas un instant et un texte ; écrivez l’instant TIMESTAMP('2026-11-25T10:30:00Z') ou DATE('2026-11-25').",
            ["name"] = "Le filtre doit être une condition, et c’est un texte.",
            ["boolean AND name"] = "« and » attend une condition, et « name » est un texte.",
            ["S_INTERSECTS(name,POINT(1 2))"] = "« s_intersects » attend une géométrie, et « name » est un texte.",
            ["S_INTERSECTS(geom,POLYGON((0 0,1 1,1 0,0 1,0 0)))"] = "une géométrie du filtre n’est pas valide près de 0.5, 0.5.",
            ["T_AFTER(name,DATE('2022-01-01'))"] = "« t_after » attend une date, un instant ou un intervalle, et « name » est un texte.",
            ["Foo(name)"] = "la fonction « Foo » n’existe pas ici.",
            ["name LIKE 'a\\'' OR name LIKE 'b\\\\\\'"] = "Caractère 30 : ce texte ne se ferme pas ; il manque une apostrophe.",
            ["name LIKE namealt"] = "« like » attend un texte entre apostrophes à sa droite.",
        };
        foreach (var (filter, refusal) in refusals)
            (await Should.ThrowAsync<Cql2Exception>(async () => await dataset.CountAsync("ne_110m_populated_places_simple", Cql2Text.Parse(filter), Ct), filter)).Message.ShouldEndWith(refusal, Case.Sensitive, filter);
    }

    static IEnumerable<(string Collection, string Filter, long Count)> Predicates(string csv)
    {
        foreach (var line in File.ReadLines(csv).Skip(1))
        {
            var fields = line.Split(',', 4);
            var end = fields[3].LastIndexOf(',');
            var filter = fields[3][..end];
            yield return (fields[2], filter.StartsWith('"') ? filter[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : filter, long.Parse(fields[3][(end + 1)..], CultureInfo.InvariantCulture));
        }
    }
}
