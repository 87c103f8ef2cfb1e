using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Dinamis.Membership.Deeds;
using Dinamis.Membership.Deeds.Pdf;
using Dinamis.Membership.Register;
using Dinamis.UnitTests.Membership;

namespace Dinamis.UnitTests.Deeds;

public sealed class BundleSpec : IDisposable
{
    readonly Authorities authorities = new();
    readonly Folder folder = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_text_is_followed_to_the_letter_with_openssl_alone()
    {
        await UnpackAsync();

        var said = await FollowAsync();

        said.Commands.ShouldBe(15);
        said.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task That_of_a_completed_act_leads_to_the_file_as_the_parties_signed_it()
    {
        var completed = await Signing.CompletedAsync(authorities, Cancel);
        var signed = completed[..PdfFile.Read(completed).Revisions[2].End];

        var number = await UnpackAsync(signed, completed);
        var said = await FollowAsync();

        said.Commands.ShouldBe(16);
        said.Failures.ShouldBeEmpty();
        (await File.ReadAllBytesAsync(Path.Combine(folder.Path, $"{number}-signe.pdf"), Cancel)).ShouldBe(signed);
    }

    [Theory]
    [InlineData(3000)] // In the frozen text: every later check covers it.
    [InlineData(-40)] // In the tail of the last revision.
    public async Task Its_text_finds_a_byte_that_was_changed(int at)
    {
        var number = await UnpackAsync();
        var path = Path.Combine(folder.Path, $"{number}.pdf");
        var bytes = await File.ReadAllBytesAsync(path, Cancel);
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Cancel);

        (await FollowAsync()).Failures.ShouldContain(f => f.StartsWith("openssl dgst -sha256", StringComparison.Ordinal));
        (await FollowAsync()).Failures.ShouldContain(f => f.StartsWith("openssl cms -verify", StringComparison.Ordinal));
    }

    async Task<string> UnpackAsync() => await UnpackAsync(await Signing.BothAsync(authorities, Cancel));

    async Task<string> UnpackAsync(byte[] pdf, byte[]? completed = null)
    {
        var deed = Given.Deed();
        deed.Consent(Given.Link, Given.Monday);
        deed.SealedBy(DeedParty.Member, "aa", "membership", Given.Monday);
        deed.Countersign("aa", Given.Signatory, Given.Monday);
        deed.SealedBy(DeedParty.Counterparty, Convert.ToHexStringLower(SHA256.HashData(pdf)), "membership", Given.Monday);
        if (completed is not null) deed.Complete(Convert.ToHexStringLower(SHA256.HashData(completed)), "membership");
        var list = RevocationList.Read(authorities.List(authorities.Time.AddHours(1)))!;

        using var zip = new ZipArchive(new MemoryStream(DeedBundle.Of(deed, completed ?? pdf, authorities.Trust with { Lists = [list] })));

        zip.Entries.Select(e => e.FullName).ShouldBe(
        [
            "LISEZMOI.txt", $"{deed.Number}.pdf", "preuves.json", "signature-1.cms", "certificat-1.pem", "jeton-1.tst", "signature-2.cms", "certificat-2.pem", "jeton-2.tst", "autorites.pem", "revocations-1.crl",
        ]);
        await zip.ExtractToDirectoryAsync(folder.Path, Cancel);
        return deed.Number;
    }

    /// <summary>Types each line that begins with « $ », and looks for what « > » says.</summary>
    async Task<(int Commands, List<string> Failures)> FollowAsync()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder.Path, "LISEZMOI.txt"), Encoding.UTF8, Cancel);
        var (commands, failures) = (0, new List<string>());
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("$ ", StringComparison.Ordinal)) continue;
            commands++;
            var (code, said) = await Tools.RunAsync("sh", ["-c", $"cd '{folder.Path}' && {lines[i][2..]}"], Cancel);
            var expected = i + 1 < lines.Length && lines[i + 1].StartsWith("> ", StringComparison.Ordinal) ? lines[i + 1][2..] : "";
            if (code != 0 || !said.Contains(expected, StringComparison.Ordinal)) failures.Add($"{lines[i][2..]}: {code} {said}");
        }
        return (commands, failures);
    }

    public void Dispose()
    {
        authorities.Dispose();
        folder.Dispose();
    }
}
