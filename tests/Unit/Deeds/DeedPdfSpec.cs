using System.Globalization;
using System.Text;
using Dinamis.Membership.Deeds;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;
using DeedKind = Dinamis.Wire.Deed.Types.Kind;

namespace Dinamis.UnitTests.Deeds;

public sealed class DeedPdfSpec
{
    public static TheoryData<DeedKind> Kinds => [DeedKind.Acte, DeedKind.Avenant, DeedKind.Convention, DeedKind.Amendment, DeedKind.Departure];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_content_gives_the_same_bytes(DeedKind kind)
    {
        var bytes = DeedPdf.Draw(Drafts.Of(kind));
        Tools.Keep($"{kind}.pdf", bytes);
        DeedPdf.Draw(Drafts.Of(kind)).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_tagged_named_and_in_French(DeedKind kind)
    {
        var text = Encoding.Latin1.GetString(DeedPdf.Draw(Drafts.Of(kind)));
        text.ShouldContain("/Lang(fr-FR)");
        text.ShouldContain("/StructTreeRoot");
        text.ShouldContain("/S/H1");
        text.ShouldContain("/S/H2");
        text.ShouldContain("/S/Form");
        text.ShouldContain("/DisplayDocTitle true");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Its_code_read_from_paper_leads_to_the_page_that_checks_it_and_a_screen_reader_tells_where(DeedKind kind)
    {
        var cancel = TestContext.Current.CancellationToken;
        var bytes = DeedPdf.Draw(Drafts.Of(kind));
        using var folder = new Folder();
        var path = folder.Write("acte.pdf", bytes);
        await Tools.RunAsync("pdftoppm", ["-gray", "-r", "150", "-l", "1", "-singlefile", path, Path.Combine(folder.Path, "page")], cancel);

        var (picture, width, height) = Picture(await File.ReadAllBytesAsync(Path.Combine(folder.Path, "page.pgm"), cancel));
        var read = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(picture, width, height, RGBLuminanceSource.BitmapFormat.Gray8))));

        read?.Text.ShouldBe(Drafts.VerifyAt);
        (await Tools.RunAsync("pdfinfo", ["-struct", path], cancel)).Output.ShouldContain("Figure");
        Encoding.Latin1.GetString(bytes).ShouldContain($"/Alt(Code QR vers la page qui vérifie cet acte : {Drafts.VerifyAt})");
    }

    // A PGM picture: three numbers between white space after its name, then one byte a dot.
    static (byte[] Dots, int Width, int Height) Picture(byte[] pgm)
    {
        var header = Encoding.ASCII.GetString(pgm, 0, 40).Split(['\n', ' '], 5);
        var (width, height) = (int.Parse(header[1], CultureInfo.InvariantCulture), int.Parse(header[2], CultureInfo.InvariantCulture));
        return (pgm[^(width * height)..], width, height);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Who_signs_by_delegation_stands_in_it_with_the_decree(DeedKind kind)
    {
        var content = Drafts.Of(kind);
        content = content with { Member = content.Member with { Delegation = new("Anne Durand", "Première adjointe", "adjointe@saint-medard.example", "2026-014", "2026-03-28", new string('a', 64), "person-instructor", content.FrozenAt) } };
        var bytes = DeedPdf.Draw(content);
        Tools.Keep($"{kind}-delegation.pdf", bytes);
        var text = string.Join(' ', (await Tools.TextAsync(bytes, TestContext.Current.CancellationToken)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        text.ShouldContain("Anne Durand, Première adjointe, par délégation de Élodie Garçon-Lefèvre, Maire, arrêté n° 2026-014 du 28 mars 2026");
        text.ShouldContain("Le signataire a manifesté son consentement");
    }

    [Fact]
    public async Task An_avenant_of_a_change_of_name_says_both_names_the_acte_that_it_amends_and_that_the_rest_stays()
    {
        var text = string.Join(' ', (await Tools.TextAsync(DeedPdf.Draw(Drafts.Of(DeedKind.Amendment)), TestContext.Current.CancellationToken)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        text.ShouldContain("« Commune de Saint-Médard » (Commune) sont remplacés par les mots « Commune de Saint-Médard-d’Eyrans »");
        text.ShouldContain("DIN-2026-000007");
        text.ShouldContain("demeurent inchangées");
        text.ShouldContain("Pour DINAMIS");
    }

    [Fact]
    public async Task An_avenant_of_departure_says_what_it_ends_why_and_when_and_what_the_body_keeps()
    {
        var text = string.Join(' ', (await Tools.TextAsync(DeedPdf.Draw(Drafts.Of(DeedKind.Departure)), TestContext.Current.CancellationToken)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        text.ShouldContain("Avenant de sortie du relais PIGMA");
        text.ShouldContain("l’avenant n° DIN-2026-000011, en vigueur depuis le 2 avril 2026");
        text.ShouldContain("la communauté de communes nous accompagne désormais.");
        text.ShouldContain("prend effet le 1er mars 2027");
        text.ShouldContain("les comptes, les téléchargements et les demandes d’images demeurent");
        text.ShouldContain("Pour le relais");
    }

    [Fact]
    public async Task Uses_that_run_to_pages_are_all_there()
    {
        var uses = string.Join('\n', Enumerable.Range(1, 60).Select(i => $"Usage numéro {i} : suivre la forêt, le littoral et les sols de la commune."));
        var bytes = DeedPdf.Draw(Drafts.Of(DeedKind.Acte, uses));
        var text = await Tools.TextAsync(bytes, TestContext.Current.CancellationToken);
        text.ShouldContain("Usage numéro 60");
        text.ShouldContain("Pour l’adhérent");
    }
}
