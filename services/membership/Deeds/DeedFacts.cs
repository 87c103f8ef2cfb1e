using System.Globalization;
using Dinamis.Membership.Register;
using PdfSharp.Drawing;
using PdfSharp.UniversalAccessibility;

namespace Dinamis.Membership.Deeds;

/// <summary>The tables: who the parties are, and which texts are accepted.</summary>
static class DeedFacts
{
    const double Label = 150, Pad = 7, Leading = 14;

    public static void Draw(DeedPage page, DeedContent deed)
    {
        var (member, other) = (deed.Member, deed.Counterparty);
        Table(page, [Label, DeedPage.Width - Label], header: null,
        [
            .. Party(deed.WithDinamis ? "L’adhérent" : "Le partenaire", Party(member)),
            .. member.Delegation is { } delegation ? Optional("Signataire", Joined(", ", delegation.Name, delegation.Function, delegation.Basis(member))) : [],
            .. deed.Amends is { } amends ? Optional("Nom à l’acte", $"{amends.FormerName} (acte n° {amends.ActeNumber})") : [],
            .. deed.Leaves is { } leaves ? leaves.Ended.Select(e => new[] { "Met fin à", DeedWords.Ended(e) }) : [],
            ["Catégorie", Kind(member)],
            .. Optional("Agit pour le compte de", member.ContractingBody),
            .. Optional("Objet de la recherche", member.ResearchSubject),
            .. Optional("Pays", member.Country),
            .. Optional("En coopération avec", member.FrenchPartner),
            ["Référent désigné", Joined(", ", member.ReferentName, member.ReferentFunction)],
            .. Optional("Thèmes", string.Join(", ", member.Themes.Select(DeedWords.Theme))),
            .. Party(deed.WithDinamis ? "DINAMIS" : "Le relais", other),
            .. deed.Mandate is { } mandate
                ? [["Mandat du relais", $"{mandate.LegalBasis}, du {Paris.Date(mandate.From)} au {Paris.Date(mandate.Until)} (réf. {mandate.Id})"]]
                : Array.Empty<string[]>(),
        ]);
        page.Y += 8;
    }

    public static void DrawTexts(DeedPage page, DeedContent deed)
    {
        page.Y += 2;
        Table(page, [118, 50, DeedPage.Width - 168], header: ["Texte", "Version", "Empreinte SHA-256"],
            [.. deed.Texts.Select(t => new[] { t.Name, t.Number.ToString(CultureInfo.InvariantCulture), t.Sha256 })]);
        page.Y += 10;
    }

    internal static DeedPartyFacts Party(DeedMember member) => new(
        member.Name, "", member.Siren, Joined(", ", member.Street, $"{member.PostalCode} {member.Town}"), member.RepresentativeName, member.RepresentativeFunction);

    static string[][] Party(string title, DeedPartyFacts party) =>
    [
        [title, Joined(", ", party.Name, party.Siren.Length > 0 ? BodyId.Label(party.Siren) : "")],
        .. Optional("Adresse", party.Address),
        .. Optional("Représenté par", Joined(", ", party.RepresentativeName, party.RepresentativeFunction)),
    ];

    // « Commune, Commune » says it once.
    static string Kind(DeedMember member) => DeedWords.Category(member.Category) is var category && category.Equals(member.LegalForm, StringComparison.OrdinalIgnoreCase)
        ? category : Joined(", ", category, member.LegalForm);

    static string[][] Optional(string label, string value) => value.Length > 0 ? [[label, value]] : [];

    static void Table(DeedPage page, double[] widths, string[]? header, string[][] rows)
    {
        page.Structure.BeginElement(PdfBlockLevelElementTag.Table);
        if (header is not null) Row(page, widths, header, isHeader: true);
        foreach (var row in rows) Row(page, widths, row, isHeader: false, firstIsHeader: header is null);
        page.Structure.End();
    }

    static void Row(DeedPage page, double[] widths, string[] cells, bool isHeader, bool firstIsHeader = false)
    {
        // A digest on one line is easier to compare.
        XFont FontOf(int column) => isHeader || (firstIsHeader && column == 0) ? DeedFont.Bold(9.5) : DeedFont.Regular(cells[column].Length == 64 ? 7.4 : 9.5);
        var wrapped = cells.Select((cell, i) => page.Wrap(cell, FontOf(i), widths[i] - 2 * Pad)).ToArray();
        var height = wrapped.Max(lines => lines.Count) * Leading + Pad;
        page.Need(height);
        var top = page.Y;
        page.Artifact(() =>
        {
            if (isHeader) page.Box(null, DeedPage.Paper, new XRect(DeedPage.Left, top, DeedPage.Width, height));
            if (firstIsHeader) page.Box(null, DeedPage.Paper, new XRect(DeedPage.Left, top, widths[0], height));
            page.Line(DeedPage.Rule, DeedPage.Left, top, DeedPage.Right, top);
            page.Line(DeedPage.Rule, DeedPage.Left, top + height, DeedPage.Right, top + height);
        });
        page.Structure.BeginElement(PdfBlockLevelElementTag.TableRow);
        var x = DeedPage.Left;
        for (var i = 0; i < cells.Length; i++)
        {
            var (column, left, head) = (i, x, isHeader || (firstIsHeader && i == 0));
            page.Block(head ? PdfBlockLevelElementTag.TableHeaderCell : PdfBlockLevelElementTag.TableDataCell, () =>
            {
                if (head) page.Structure.CurrentStructureElement.TableAttributes.Elements.SetName("/Scope", isHeader ? "/Column" : "/Row");
                var y = top + Pad / 2 + Leading - 4;
                foreach (var line in wrapped[column])
                {
                    page.Text(line, FontOf(column), head ? DeedPage.Night : DeedPage.Ink, left + Pad, y);
                    y += Leading;
                }
            });
            x += widths[i];
        }
        page.Structure.End();
        page.Y = top + height;
    }

    static string Joined(string separator, params ReadOnlySpan<string> parts)
    {
        List<string> filled = [];
        foreach (var part in parts)
            if (!string.IsNullOrWhiteSpace(part)) filled.Add(part);
        return string.Join(separator, filled);
    }
}
