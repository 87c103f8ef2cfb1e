using Dinamis.Membership.Register;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Dinamis.Membership.Deeds;

/// <summary>
/// Both signature fields, empty, with their frames drawn: they stand before the first signature, so that signing changes
/// nothing but the value and the appearance of its own field.
/// </summary>
static class SignatureBoxes
{
    public const double BoxWidth = 214, BoxHeight = 62;
    const double FrameHeight = 122;

    /// <summary>Heading and frames.</summary>
    public const double Height = FrameHeight + 36;

    public static void Draw(DeedPage page, DeedContent deed, PdfDocument document)
    {
        page.Y += 12;
        page.Need(Height - 12);
        DeedPdf.Lines(page, PdfBlockLevelElementTag.Heading2, "Signatures", DeedFont.Bold(12.5), DeedPage.Night, 17);
        var (top, fields) = (page.Y + 6, new PdfArray(document));
        Frame(page, document, fields, SignatureFields.Member, deed.WithDinamis ? "Pour l’adhérent" : "Pour le partenaire", DeedFacts.Party(deed.Member), DeedPage.Left, top);
        Frame(page, document, fields, SignatureFields.Counterparty(deed), deed.WithDinamis ? "Pour DINAMIS" : "Pour le relais", deed.Counterparty, DeedPage.Right - BoxWidth, top);
        page.Y = top + FrameHeight;

        var form = new PdfDictionary(document);
        document.Internals.AddObject(form);
        form.Elements["/Fields"] = fields;
        form.Elements.SetInteger("/SigFlags", 3);
        form.Elements["/DR"] = SignatureFont.Resources(document);
        document.Internals.Catalog.Elements["/AcroForm"] = form.Reference!;
    }

    static void Frame(DeedPage page, PdfDocument document, PdfArray fields, string name, string title, DeedPartyFacts party, double x, double top)
    {
        page.Artifact(() => page.Box(DeedPage.Rule, null, new XRect(x, top, BoxWidth, FrameHeight)));
        page.Block(PdfBlockLevelElementTag.Paragraph, () => page.Text(title, DeedFont.Bold(10), DeedPage.Night, x + 10, top + 18));
        var y = top + 31;
        page.Block(PdfBlockLevelElementTag.Paragraph, () =>
        {
            foreach (var line in page.Wrap(party.Name, DeedFont.Regular(9), BoxWidth - 20).Take(2))
            {
                page.Text(line, DeedFont.Regular(9), DeedPage.Ink, x + 10, y);
                y += 12;
            }
        });
        var area = new XRect(x, top + FrameHeight - BoxHeight, BoxWidth, BoxHeight);
        page.Artifact(() => page.Line(DeedPage.Rule, x, area.Top, x + BoxWidth, area.Top));
        Field(page, document, fields, name, $"Signature de {party.Name}", area);
    }

    static void Field(DeedPage page, PdfDocument document, PdfArray fields, string name, string description, XRect area)
    {
        var widget = new PdfDictionary(document);
        document.Internals.AddObject(widget);
        widget.Elements.SetName("/Type", "/Annot");
        widget.Elements.SetName("/Subtype", "/Widget");
        widget.Elements.SetName("/FT", "/Sig");
        widget.Elements["/T"] = new PdfString(name);
        widget.Elements["/TU"] = new PdfString(description, PdfStringEncoding.Unicode);
        widget.Elements.SetInteger("/F", 132);
        widget.Elements["/P"] = page.Sheet.Reference!;
        var place = DeedPage.FromBelow(area);
        widget.Elements["/Rect"] = new PdfArray(document, new PdfReal(place.Left), new PdfReal(place.Top), new PdfReal(place.Right), new PdfReal(place.Bottom));
        fields.Elements.Add(widget.Reference!);
        var annotations = page.Sheet.Elements.GetArray("/Annots") ?? new PdfArray(document);
        annotations.Elements.Add(widget.Reference!);
        page.Sheet.Elements["/Annots"] = annotations;
        Tag(page, document, widget, description, area);
    }

    // The structure tree refers to the field, and the field to the tree (ISO 14289-1, 7.18.4).
    static void Tag(DeedPage page, PdfDocument document, PdfDictionary widget, string description, XRect area)
    {
        page.Structure.BeginElement(PdfIllustrationElementTag.Form, description, DeedPage.FromBelow(area));
        var element = page.Structure.CurrentStructureElement;
        page.Structure.End();
        var reference = new PdfDictionary(document);
        reference.Elements.SetName("/Type", "/OBJR");
        reference.Elements["/Obj"] = widget.Reference!;
        reference.Elements["/Pg"] = page.Sheet.Reference!;
        element.Elements["/K"] = new PdfArray(document, reference);

        var root = page.Accessibility.StructureTreeRoot;
        var key = root.Elements.GetInteger("/ParentTreeNextKey");
        root.Elements.SetInteger("/ParentTreeNextKey", key + 1);
        widget.Elements.SetInteger("/StructParent", key);
        var numbers = root.Elements.GetDictionary("/ParentTree")!.Elements.GetArray("/Nums")!;
        numbers.Elements.Add(new PdfInteger(key));
        numbers.Elements.Add(element.Reference!);
    }
}
