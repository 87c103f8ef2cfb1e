using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using Dinamis.Membership.Deeds;
using Dinamis.Membership.Deeds.Pdf;
using DeedKind = Dinamis.Wire.Deed.Types.Kind;

namespace Dinamis.UnitTests.Deeds;

/// <summary>What programs that know nothing of us say of a signed deed.</summary>
public sealed class IndependentToolsSpec : IDisposable
{
    readonly Authorities authorities = new();
    readonly Folder folder = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pdfsig_finds_two_valid_signatures_and_the_second_covers_the_whole_file()
    {
        var path = folder.Write("acte.pdf", await Signing.BothAsync(authorities, Cancel));
        var (_, said) = await Tools.RunAsync("pdfsig", ["-nocert", path], Cancel);
        said.Split("Signature is Valid").Length.ShouldBe(3, said);
        said.ShouldContain("ETSI.CAdES.detached");
        said.ShouldContain("Not total document signed");
        said.ShouldContain("- Total document signed");
    }

    [Fact]
    public async Task What_proves_a_completed_act_disturbs_neither_pdfsig_nor_qpdf()
    {
        var path = folder.Write("acte.pdf", await Signing.CompletedAsync(authorities, Cancel));

        var (_, said) = await Tools.RunAsync("pdfsig", ["-nocert", path], Cancel);
        said.Split("Signature is Valid").Length.ShouldBe(3, said);
        var (code, checkedBy) = await Tools.RunAsync("qpdf", ["--check", path], Cancel);
        code.ShouldBe(0, checkedBy);
        checkedBy.ShouldNotContain("WARNING");
    }

    [Theory]
    [InlineData(DeedKind.Acte)]
    [InlineData(DeedKind.Avenant)]
    [InlineData(DeedKind.Convention)]
    [InlineData(DeedKind.Departure)]
    public async Task Qpdf_finds_nothing_wrong(DeedKind kind)
    {
        using var member = authorities.Issue("Élodie Garçon-Lefèvre");
        using var other = authorities.Issue("Jean Dupin");
        var once = await Signing.SignAsync(DeedPdf.Draw(Drafts.Of(kind)), SignatureFields.Member, member, authorities, Cancel);
        var path = folder.Write("acte.pdf", await Signing.SignAsync(once, SignatureFields.Counterparty(Drafts.Of(kind)), other, authorities, Cancel));
        var (code, said) = await Tools.RunAsync("qpdf", ["--check", path], Cancel);
        code.ShouldBe(0, said);
        said.ShouldNotContain("WARNING");
    }

    [Fact]
    public async Task Openssl_accepts_each_time_stamp_and_refuses_it_for_another_signature()
    {
        var trust = folder.Write("ca.pem", Encoding.ASCII.GetBytes(authorities.Root.ExportCertificatePem()));
        var digests = new List<string>();
        foreach (var (signature, token) in Tokens(await Signing.BothAsync(authorities, Cancel)))
        {
            digests.Add(Convert.ToHexStringLower(SHA256.HashData(signature)));
            (await StampedAsync(digests[^1], token, trust)).ShouldContain("Verification: OK");
            if (digests.Count == 2) (await StampedAsync(digests[0], token, trust)).ShouldContain("Verification: FAILED");
        }
        digests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Openssl_accepts_each_signature_as_CAdES()
    {
        var bytes = await Signing.BothAsync(authorities, Cancel);
        var trust = folder.Write("ca.pem", Encoding.ASCII.GetBytes(authorities.Root.ExportCertificatePem()));
        foreach (var part in DeedLayout.Read(PdfFile.Read(bytes), 2, []).Signatures)
        {
            var (code, said) = await Tools.RunAsync("openssl",
                ["cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", folder.Write("cms", part.Cms), "-content", folder.Write("content", part.Content), "-CAfile", trust,
                 "-purpose", "any", "-attime", $"{authorities.Time.ToUnixTimeSeconds()}", "-out", Path.Combine(folder.Path, "out")], Cancel);
            code.ShouldBe(0, said);
            said.ShouldContain("CAdES Verification successful");
        }
    }

    async Task<string> StampedAsync(string digest, byte[] token, string trust) => (await Tools.RunAsync("openssl",
        ["ts", "-verify", "-digest", digest, "-in", folder.Write("token", token), "-token_in", "-CAfile", trust, "-attime", $"{authorities.Time.ToUnixTimeSeconds()}"], Cancel)).Output;

    static IEnumerable<(byte[] Signature, byte[] Token)> Tokens(byte[] bytes)
    {
        foreach (var part in DeedLayout.Read(PdfFile.Read(bytes), 2, []).Signatures)
        {
            var cms = new SignedCms(new ContentInfo(part.Content), detached: true);
            cms.Decode(part.Cms);
            yield return (cms.SignerInfos[0].GetSignature(), cms.SignerInfos[0].UnsignedAttributes[0].Values[0].RawData);
        }
    }

    public void Dispose()
    {
        authorities.Dispose();
        folder.Dispose();
    }
}
