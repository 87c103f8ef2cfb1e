using System.Diagnostics;
using System.Formats.Asn1;
using System.Text;
using System.Text.RegularExpressions;

namespace Dinamis.SystemTests.Harness;

/// <summary>What independent tools say of an act.</summary>
static partial class Pdf
{
    /// <summary><c>pdfsig</c> finds two valid signatures by two signers, and <c>openssl ts</c> accepts the time-stamp of each.</summary>
    public static async Task ShouldHoldTwoValidSignaturesAsync(byte[] pdf, RunningSystem system)
    {
        var folder = Directory.CreateTempSubdirectory("dinamis-pdf-").FullName;
        try
        {
            var file = Path.Combine(folder, "acte.pdf");
            await File.WriteAllBytesAsync(file, pdf, TestContext.Current.CancellationToken);
            var report = await RunAsync("pdfsig", "-nocert", file);
            Regex.Count(report, "Signature is Valid").ShouldBe(2, report);
            SignerPattern().Matches(report).Select(m => m.Value).Distinct().Count().ShouldBe(2, report);

            var authority = Path.Combine(folder, "ca.pem");
            await File.WriteAllTextAsync(authority, await system.Mailbox.TrustAsync(), TestContext.Current.CancellationToken);
            foreach (var (token, signature) in TimeStamps(pdf))
            {
                var tokenFile = Path.Combine(folder, "token.der");
                var signedFile = Path.Combine(folder, "signature.bin");
                await File.WriteAllBytesAsync(tokenFile, token, TestContext.Current.CancellationToken);
                await File.WriteAllBytesAsync(signedFile, signature, TestContext.Current.CancellationToken);
                (await RunAsync("openssl", "ts", "-verify", "-token_in", "-in", tokenFile, "-data", signedFile, "-CAfile", authority)).ShouldContain("Verification: OK");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A copy of which one letter of the body was changed.</summary>
    public static byte[] Altered(byte[] pdf)
    {
        byte[] copy = [.. pdf];
        copy[copy.Length / 3] ^= 1;
        return copy;
    }

    /// <summary>The act's number in a text.</summary>
    public static string NumberIn(string text) => NumberPattern().Match(text).Value;

    // Each CMS holds its RFC 3161 token as an unsigned attribute (id-aa-timeStampToken); what is stamped is the signature value.
    static IEnumerable<(byte[] Token, byte[] Signature)> TimeStamps(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        foreach (Match match in ContentsPattern().Matches(text))
        {
            var cms = new System.Security.Cryptography.Pkcs.SignedCms();
            var padded = Convert.FromHexString(match.Groups[1].Value);
            AsnDecoder.ReadEncodedValue(padded, AsnEncodingRules.BER, out _, out _, out var length);
            cms.Decode(padded[..length]);
            var signer = cms.SignerInfos[0];
            var token = signer.UnsignedAttributes.Cast<System.Security.Cryptography.CryptographicAttributeObject>().Single(a => a.Oid.Value == "1.2.840.113549.1.9.16.2.14");
            yield return (token.Values[0].RawData, signer.GetSignature());
        }
    }

    static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        return output + await error;
    }

    [GeneratedRegex(@"Signer Certificate Common Name: .*")]
    private static partial Regex SignerPattern();

    [GeneratedRegex(@"[A-Z]{3}-\d{4}-\d{6}")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"/Contents\s*<([0-9A-Fa-f]+)>")]
    private static partial Regex ContentsPattern();
}
