using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dinamis.Membership.Deeds;
using Dinamis.Membership.Deeds.Pdf;
using DeedKind = Dinamis.Wire.Deed.Types.Kind;

namespace Dinamis.UnitTests.Deeds;

/// <summary>What the service adds to an act that both signed, so that it proves itself (ETSI EN 319 142-1, 5.4).</summary>
public sealed class CompletionSpec : IDisposable
{
    readonly Authorities authorities = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DeedKind.Acte)]
    [InlineData(DeedKind.Amendment)]
    [InlineData(DeedKind.Avenant)]
    [InlineData(DeedKind.Convention)]
    public async Task A_completed_act_is_judged_without_the_authorities_and_begins_with_the_signed_file(DeedKind kind)
    {
        var completed = await Signing.CompletedAsync(authorities, Cancel, kind);

        var verdict = Judge(completed);

        verdict.Findings.ShouldBeEmpty();
        verdict.Signatures.Select(s => (s.Level, s.Revocation)).ShouldBe([(DeedSignature.LongTerm, Revocation.NotRevoked), (DeedSignature.LongTerm, Revocation.NotRevoked)]);
        var revisions = PdfFile.Read(completed).Revisions;
        revisions.Count.ShouldBe(4);
        Judge(completed[..revisions[2].End]).IsSound.ShouldBeTrue();
    }

    [Fact]
    public async Task Its_store_holds_the_certificates_of_both_signers_of_the_stamps_and_of_the_root_once_each_and_the_list()
    {
        var list = authorities.List(authorities.Time.AddHours(1));
        using var foreign = new Authorities("Autorité étrangère");
        // The same list from two addresses, and one that no anchor signed.
        var file = PdfFile.Read(ValidationData.AddTo(await Signing.BothAsync(authorities, Cancel), authorities.With(list, list, foreign.List(authorities.Time.AddHours(1)))));

        var store = Entries(file, Entries(file, file.Last.Trailer["Root"])["DSS"]);

        store["Type"].ShouldBe("/DSS");
        Streams(file, store["Certs"]).Select(der => X509CertificateLoader.LoadCertificate(der).GetNameInfo(X509NameType.SimpleName, forIssuer: false))
            .ShouldBe(["Élodie Garçon-Lefèvre", "Horodatage de test", "Claire Œuvrard", "Autorité de test"]);
        Streams(file, store["CRLs"]).ShouldHaveSingleItem().ShouldBe(list);
    }

    [Fact]
    public async Task A_list_made_between_the_two_signatures_raises_neither_the_level_of_the_second_nor_a_fault()
    {
        using var member = authorities.Issue("Élodie Garçon-Lefèvre");
        using var signatory = authorities.Issue("Claire Œuvrard");
        var once = await Signing.SignAsync(Signing.Frozen, SignatureFields.Member, member, authorities, Cancel);
        var between = authorities.List(authorities.Time.AddMinutes(5));
        authorities.Time = authorities.Time.AddMinutes(10);

        var verdict = Judge(ValidationData.AddTo(await Signing.SignAsync(once, SignatureFields.Dinamis, signatory, authorities, Cancel), authorities.With(between)));

        verdict.Findings.ShouldBeEmpty();
        verdict.Signatures.Select(s => s.Level).ShouldBe([DeedSignature.LongTerm, "B-T"]);
    }

    [Fact]
    public async Task What_follows_the_completion_is_refused()
    {
        var completed = await Signing.CompletedAsync(authorities, Cancel);
        var (number, body) = Signing.ForgedPage(completed);

        Faults(Signing.Append(completed, number, body)).ShouldBe([DeedFault.ChangedAfterSignatures]);
        Faults(Signing.WithStore(completed, [authorities.List(authorities.Time.AddHours(2))], [])).ShouldBe([DeedFault.ChangedAfterSignatures]);
        Faults(ValidationData.AddTo(completed, authorities.With(authorities.List(authorities.Time.AddHours(2))))).ShouldBe([DeedFault.ChangedAfterSignatures]);
        Faults([.. completed, .. "\n"u8]).ShouldBe([DeedFault.TrailingBytes]);
    }

    [Fact]
    public async Task A_page_replaced_before_the_completion_is_refused()
    {
        var signed = await Signing.BothAsync(authorities, Cancel);
        var (number, body) = Signing.ForgedPage(signed);
        var list = authorities.List(authorities.Time.AddHours(1));
        using var member = authorities.Issue("Élodie Garçon-Lefèvre");
        var once = await Signing.SignAsync(Signing.Frozen, SignatureFields.Member, member, authorities, Cancel);

        Faults(ValidationData.AddTo(Signing.Append(signed, number, body), authorities.With(list))).ShouldBe([DeedFault.ChangedAfterSignatures]);
        Faults(Signing.WithStore(await Signing.ShadowAsync(once, number, body, authorities, Cancel), [list], [])).ShouldBe([DeedFault.RevisionChangesMore]);
    }

    /// <summary>No signature covers the store: there, the register's digest finds it.</summary>
    [Fact]
    public async Task Any_single_byte_changed_inside_the_signed_ranges_is_refused_and_the_register_knows_none_of_the_files()
    {
        var completed = await Signing.CompletedAsync(authorities, Cancel);
        var (verifier, signed, register) = (new DeedVerifier(authorities.Trust), PdfFile.Read(completed).Revisions[2].End, SHA256.HashData(completed));
        Gen.Select(Gen.Int[0, completed.Length - 1], Gen.Byte[1, 255]).Sample((at, change) =>
        {
            byte[] changed = [.. completed];
            changed[at] ^= change;
            return (at >= signed || !verifier.Verify(changed).IsSound) && !SHA256.HashData(changed).AsSpan().SequenceEqual(register);
        }, iter: 1000);
    }

    DeedVerdict Judge(byte[] bytes) => new DeedVerifier(authorities.Trust).Verify(bytes);

    DeedFault[] Faults(byte[] bytes) => [.. Judge(bytes).Findings.Select(f => f.Fault)];

    static Dictionary<string, string> Entries(PdfFile file, string reference) => file.Dictionary(PdfSyntax.Reference(reference), file.Revisions.Count - 1);

    static byte[][] Streams(PdfFile file, string references) =>
        [.. PdfSyntax.References(references).Select(n => file.ObjectAt(file.Offset(n, file.Revisions.Count - 1), n).Stream!.Value.ToArray())];

    public void Dispose() => authorities.Dispose();
}
