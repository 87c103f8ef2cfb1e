using System.Text;
using Dinamis.Kernel;
using Dinamis.Membership.Imports;
using Dinamis.Membership.Partners;
using Dinamis.UnitTests.Pixels;
using Dinamis.Wire;
using Verdict = Dinamis.Wire.PartnerImportRow.Types.Verdict;

namespace Dinamis.UnitTests.Membership;

/// <summary>The list of a relay's partners, as spreadsheets of French offices write it: what each line becomes, and why.</summary>
public sealed class PartnerListSpec
{
    static readonly Dictionary<string, Partner> empty = [];

    [Theory]
    [InlineData("organisations_messy_utf8bom_semicolon.csv"), InlineData("organisations_messy_cp1252_semicolon.csv")]
    public void The_messy_lists_of_real_bodies_are_judged_line_by_line_as_expected(string file)
    {
        var rows = Read(Real(file)).Rows.ToDictionary(r => r.Number);
        var expected = Real("organisations_messy_expected.csv");
        List<string> wrong = [];
        foreach (var line in SheetReader.Read(expected).Skip(1))
        {
            // A data record is counted without the line of titles.
            var (record, problem, verdict) = (int.Parse(line.Cells[0]!, System.Globalization.CultureInfo.InvariantCulture), line.Cells[1]!, line.Cells[4]!);
            var row = rows.GetValueOrDefault(record + 1);
            if (!Agrees(problem, verdict, row)) wrong.Add($"{record} {problem}: {verdict} — {row?.Verdict} {string.Join(" ", row?.Remarks ?? [])} « {row?.Partner.Name} »");
        }
        wrong.ShouldBeEmpty();
        // Nothing else is refused than what was planted.
        var planted = SheetReader.Read(expected).Skip(1).Select(l => int.Parse(l.Cells[0]!, System.Globalization.CultureInfo.InvariantCulture) + 1).ToHashSet();
        rows.Values.Where(r => !planted.Contains(r.Number)).ShouldAllBe(r => r.Verdict == Verdict.Added);
        rows.Count.ShouldBeGreaterThan(700);
    }

    static bool Agrees(string problem, string expected, PartnerImportRow? row) => problem switch
    {
        "blank_line_of_separators" => row is null,
        "name_formula_like" => row is { Verdict: Verdict.Added },
        "too_many_columns" => row is { Verdict: Verdict.Duplicate, Remarks.Count: 2 },
        _ when expected.StartsWith("accept", StringComparison.Ordinal) => row is { Verdict: Verdict.Added } && row.Partner.Name.IsNormalized() && row.Partner.Name.Trim() == row.Partner.Name && !row.Partner.Name.Contains('\n') && Siren.IsSiren(row.Partner.Siren),
        _ when expected.StartsWith("reject", StringComparison.Ordinal) => row is { Verdict: Verdict.Refused, Remarks.Count: > 0 },
        _ => row is { Verdict: Verdict.Duplicate },
    };

    [Fact]
    public void A_workbook_says_the_same_as_the_text()
    {
        var (text, workbook) = (Read(Real("organisations_clean.csv")), Read(Real("organisations_clean.xlsx")));

        workbook.Rows.ShouldBe(text.Rows);
        (workbook.Counts.Added, workbook.Counts.Refused).ShouldBe((719, 0));
        workbook.UnreadColumns.ShouldBe(["insee_code", "population"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(";", "utf-8"), InlineData(",", "utf-8"), InlineData("\t", "utf-8"), InlineData(";", "windows-1252")]
    public void A_list_is_read_whatever_its_separator_and_its_encoding(string separator, string encoding)
    {
        string[][] rows =
        [
            ["Numéro SIREN", "Nom", "Déjà partenaire", "Contact", "Département", "Couleur"],
            ["217 500 016", "Commune de l’Île-d’Œuvre", "Oui", "Léa Roche <lea.roche@mairie.example>", "Lot-et-Garonne", "bleu"],
        ];
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);

        var list = Read(bytes.GetBytes(string.Join("\r\n", rows.Select(r => string.Join(separator, r)))));

        list.UnreadColumns.ShouldBe(["Couleur"]);
        var body = list.Rows.ShouldHaveSingleItem().Partner;
        (body.Siren, body.Name, body.Partner, body.Category, body.Department).ShouldBe(("217500016", "Commune de l’Île-d’Œuvre", true, "commune", "47"));
        (body.Referent.GivenName, body.Referent.FamilyName, body.Referent.Address).ShouldBe(("Léa", "Roche", "lea.roche@mairie.example"));
    }

    [Fact]
    public void Pasted_lines_without_titles_are_read_in_their_order()
    {
        var row = Read("217500016\tCommune de Paris\tnon\tsig@paris.example\n").Rows.ShouldHaveSingleItem();
        (row.Verdict, row.Partner.Partner, row.Partner.Referent.Address).ShouldBe((Verdict.Added, false, "sig@paris.example"));
    }

    [Fact]
    public void Each_refused_line_comes_back_whole_with_its_reason_and_can_be_mended_and_read_again()
    {
        var list = Read("SIREN;Nom;Partenaire;Code postal\n217500016;Commune de Paris;oui;75004\n123456789;Commune sans SIREN;oui;\n213300635;\"Ville; de \"\"Bordeaux\"\"\";peut-être;33000\n");

        list.Rows.Where(r => r.Verdict == Verdict.Refused).Select(r => (r.Number, r.Text, r.Remarks.Single())).ShouldBe(
        [
            (3, "123456789;Commune sans SIREN;oui", "Le SIREN 123\u00a0456\u00a0789 n’existe pas : sa clé de contrôle est fausse."),
            (4, "213300635;\"Ville; de \"\"Bordeaux\"\"\";peut-être;33000", "Partenaire : écrivez oui ou non, au lieu de « peut-être »."),
        ]);
        var mended = Read(list.Titles + "\n" + list.Rows[2].Text.Replace("peut-être", "oui", StringComparison.Ordinal));
        mended.Rows.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Verdict.ShouldBe(Verdict.Added), r => r.Partner.Name.ShouldBe("Ville; de \"Bordeaux\""));
    }

    [Fact]
    public void Two_lines_of_one_body_make_one_which_knows_what_either_says()
    {
        var list = Read("SIREN;Nom;Commune;Contact\n217500016;Commune de Paris;;sig@paris.example\n217500016;COMMUNE DE PARIS;Paris;\n");

        list.Rows.Select(r => r.Verdict).ShouldBe([Verdict.Added, Verdict.Duplicate]);
        list.Rows[0].Partner.ShouldSatisfyAllConditions(p => p.Name.ShouldBe("Commune de Paris"), p => p.Town.ShouldBe("Paris"), p => p.Referent.Address.ShouldBe("sig@paris.example"));
    }

    [Theory]
    [InlineData("", "vide"), InlineData("Ville;Population\nDax;20000", "SIREN"), InlineData("SIREN;Nom\n", "titres"), InlineData("\u0001\u0000binaire", "XLSX"), InlineData("PK\u0003\u0004coupé", "XLSX")]
    public void A_file_that_holds_no_list_says_what_it_should_hold(string content, string reason)
    {
        var refused = Should.Throw<Refused>(() => Read(content));
        refused.Fields.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Field.ShouldBe("content"), f => f.Message.ShouldContain(reason));
    }

    static PartnerImport Read(string content) => Read(Encoding.UTF8.GetBytes(content));

    static PartnerImport Read(byte[] content)
    {
        var import = PartnerImport.Of(Guid.CreateVersion7(), "liste", content, "agent", TimeProvider.System.GetUtcNow());
        import.Compare(empty);
        return import;
    }

    static byte[] Real(string file) => File.ReadAllBytes(Path.Combine(RealFiles.Folder("orgs", "dev"), file));
}
