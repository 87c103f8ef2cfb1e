using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dinamis.Membership.Deeds;
using Dinamis.Membership.Deeds.Pdf;

namespace Dinamis.UnitTests.Deeds;

public sealed class DeedVerifierSpec : IDisposable
{
    readonly Authorities authorities = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deed_signed_by_both_is_sound_and_says_who_signed_and_when()
    {
        var bytes = await Signing.BothAsync(authorities, Cancel);
        Tools.Keep("signed.pdf", bytes);
        var verdict = Judge(bytes);
        verdict.Findings.ShouldBeEmpty();
        verdict.FrozenSha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Signing.Frozen)));
        verdict.Signatures.Select(s => (s.Field, s.Signer, s.Level, s.Valid, s.StampedAt)).ShouldBe(
        [
            (SignatureFields.Member, "Élodie Garçon-Lefèvre", "B-T", true, authorities.Time),
            (SignatureFields.Dinamis, "Claire Œuvrard", "B-T", true, authorities.Time),
        ]);
    }

    [Fact]
    public async Task No_byte_moves_when_the_second_party_signs()
    {
        var bytes = await Signing.BothAsync(authorities, Cancel);
        bytes.AsSpan().StartsWith(Signing.Frozen).ShouldBeTrue();
        var file = PdfFile.Read(bytes);
        new DeedVerifier(authorities.Trust).Verify(bytes[..file.Revisions[1].End], signatures: 1).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_replaced_after_both_signatures_is_refused()
    {
        var bytes = await Signing.BothAsync(authorities, Cancel);
        var (number, body) = Signing.ForgedPage(bytes);
        var forged = Signing.Append(bytes, number, body);
        Tools.Keep("isa.pdf", forged);
        Faults(forged).ShouldBe([DeedFault.ChangedAfterSignatures]);
    }

    [Fact]
    public async Task A_page_replaced_inside_the_revision_of_the_second_signer_is_refused()
    {
        using var member = authorities.Issue("Élodie Garçon-Lefèvre");
        var once = await Signing.SignAsync(Signing.Frozen, SignatureFields.Member, member, authorities, Cancel);
        var (number, body) = Signing.ForgedPage(once);
        var forged = await Signing.ShadowAsync(once, number, body, authorities, Cancel);
        Tools.Keep("shadow.pdf", forged);
        Faults(forged).ShouldBe([DeedFault.RevisionChangesMore]);
    }

    [Fact]
    public async Task A_page_replaced_between_the_two_signatures_is_refused()
    {
        using var member = authorities.Issue("Élodie Garçon-Lefèvre");
        using var signatory = authorities.Issue("Claire Œuvrard");
        var once = await Signing.SignAsync(Signing.Frozen, SignatureFields.Member, member, authorities, Cancel);
        var (number, body) = Signing.ForgedPage(once);
        var forged = await Signing.SignAsync(Signing.Append(once, number, body), SignatureFields.Dinamis, signatory, authorities, Cancel);
        Faults(forged).ShouldContain(DeedFault.RevisionChangesMore);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("% rien\n")]
    [InlineData("\0")]
    public async Task Bytes_appended_are_refused(string more) =>
        Faults([.. await Signing.BothAsync(authorities, Cancel), .. Encoding.Latin1.GetBytes(more)]).ShouldBe([DeedFault.TrailingBytes]);

    [Fact]
    public async Task A_store_of_validation_data_added_afterwards_is_accepted_and_raises_the_level()
    {
        var bytes = Signing.WithStore(await Signing.BothAsync(authorities, Cancel), [authorities.List(authorities.Time.AddHours(1))], [authorities.Root.RawData]);
        Tools.Keep("dss.pdf", bytes);

        var verdict = Judge(bytes);

        verdict.Findings.ShouldBeEmpty();
        verdict.Signatures.Select(s => (s.Level, s.Revocation)).ShouldBe([("B-LT", Revocation.NotRevoked), ("B-LT", Revocation.NotRevoked)]);
    }

    [Fact]
    public async Task A_list_of_another_authority_in_the_store_clears_nobody()
    {
        using var foreign = new Authorities("Autorité étrangère");
        var bytes = Signing.WithStore(await Signing.BothAsync(authorities, Cancel), [foreign.List(authorities.Time.AddHours(1))], []);

        Judge(bytes).Signatures.Select(s => (s.Level, s.Revocation)).ShouldBe([("B-T", Revocation.Unknown), ("B-T", Revocation.Unknown)]);
    }

    [Fact]
    public async Task A_store_that_hides_something_else_is_refused()
    {
        var bytes = await Signing.BothAsync(authorities, Cancel);
        byte[][] lists = [authorities.List(authorities.Time)];
        var size = PdfSyntax.Number(PdfFile.Read(bytes).Last.Trailer["Size"]);

        // A page replaced beside it; another entry of the catalogue; a stream that is no certificate; the same catalogue written once more, with nothing in it.
        Faults(Signing.WithStore(bytes, lists, [], slipped: Signing.ForgedPage(bytes))).ShouldBe([DeedFault.ChangedAfterSignatures]);
        Faults(Signing.WithStore(bytes, lists, [], catalogueToo: "/OpenAction[1 0 R/Fit]")).ShouldBe([DeedFault.ChangedAfterSignatures]);
        Faults(Signing.WithStore(bytes, ["BT (TEXTE REMPLACE) Tj ET"u8.ToArray()], [])).ShouldBe([DeedFault.ChangedAfterSignatures]);
        Faults(Signing.WithStore(bytes, lists, [], slipped: (size + 9, "<</Type/Page/Length 2>>\nstream\nET\nendstream"))).ShouldBe([DeedFault.ChangedAfterSignatures]);
        Faults([.. Signing.WithStore(bytes, lists, []), .. "\n"u8]).ShouldBe([DeedFault.TrailingBytes]);
        Faults(Signing.WithStore(Signing.WithStore(bytes, lists, []), lists, [])).ShouldBe([DeedFault.ChangedAfterSignatures]);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public async Task A_certificate_is_judged_at_the_stamped_time(int hours, bool refused)
    {
        using var member = authorities.Issue("Élodie Garçon-Lefèvre");
        var once = await Signing.SignAsync(Signing.Frozen, SignatureFields.Member, member, authorities, Cancel);
        var list = RevocationList.Read(authorities.List(authorities.Time.AddHours(2), (member, authorities.Time.AddHours(hours))))!;

        var verdict = new DeedVerifier(authorities.Trust with { Lists = [list] }).Verify(once, signatures: 1);

        verdict.Findings.Select(f => f.Fault).ShouldBe(refused ? [DeedFault.CertificateRevoked] : []);
        verdict.Signatures.ShouldHaveSingleItem().Revocation.ShouldBe(refused ? Revocation.Revoked : Revocation.NotRevoked);
    }

    [Fact]
    public async Task A_list_older_than_the_signature_clears_nothing()
    {
        var list = RevocationList.Read(authorities.List(authorities.Time.AddHours(-1)))!;

        new DeedVerifier(authorities.Trust with { Lists = [list] }).Verify(await Signing.BothAsync(authorities, Cancel))
            .Signatures.ShouldAllBe(s => s.Valid && s.Revocation == Revocation.Unknown);
    }

    [Fact]
    public void Noise_is_no_revocation_list() =>
        Gen.Byte.Array[0, 200].Sample(noise => RevocationList.Read(noise) is null, iter: 1000);

    [Fact]
    public async Task The_same_certificate_twice_is_refused_by_name()
    {
        using var alone = authorities.Issue("Élodie Garçon-Lefèvre");
        var once = await Signing.SignAsync(Signing.Frozen, SignatureFields.Member, alone, authorities, Cancel);
        Faults(await Signing.SignAsync(once, SignatureFields.Dinamis, alone, authorities, Cancel)).ShouldBe([DeedFault.SameCertificate]);
    }

    [Fact]
    public async Task A_missing_second_signature_is_refused_unless_one_is_expected()
    {
        using var member = authorities.Issue("Élodie Garçon-Lefèvre");
        var once = await Signing.SignAsync(Signing.Frozen, SignatureFields.Member, member, authorities, Cancel);
        Faults(once).ShouldBe([DeedFault.SignatureMissing]);
        Faults(Signing.Frozen).ShouldBe([DeedFault.SignatureMissing, DeedFault.SignatureMissing]);
    }

    [Fact]
    public async Task A_signature_of_a_foreign_authority_is_refused()
    {
        using var foreign = new Authorities("Autorité étrangère");
        using var member = foreign.Issue("Élodie Garçon-Lefèvre");
        using var signatory = authorities.Issue("Claire Œuvrard");
        var once = await Signing.SignAsync(Signing.Frozen, SignatureFields.Member, member, authorities, Cancel);
        Faults(await Signing.SignAsync(once, SignatureFields.Dinamis, signatory, authorities, Cancel)).ShouldBe([DeedFault.CertificateUntrusted]);
    }

    [Fact]
    public async Task A_time_stamp_of_a_foreign_authority_is_refused()
    {
        using var foreign = new Authorities("Autorité étrangère");
        using var member = authorities.Issue("Élodie Garçon-Lefèvre");
        using var signatory = authorities.Issue("Claire Œuvrard");
        var once = await Signing.SignAsync(Signing.Frozen, SignatureFields.Member, member, foreign, Cancel);
        Faults(await Signing.SignAsync(once, SignatureFields.Dinamis, signatory, authorities, Cancel)).ShouldBe([DeedFault.TimestampUntrusted]);
    }

    [Fact]
    public async Task A_signature_without_time_stamp_is_refused_and_its_level_is_honest()
    {
        using var member = authorities.Issue("Élodie Garçon-Lefèvre");
        var verdict = new DeedVerifier(authorities.Trust).Verify(await Signing.SignAsync(Signing.Frozen, SignatureFields.Member, member, timestamps: null, Cancel), signatures: 1);
        verdict.Findings.Select(f => f.Fault).ShouldBe([DeedFault.TimestampMissing]);
        verdict.Signatures.ShouldHaveSingleItem().Level.ShouldBe("B-B");
    }

    [Fact]
    public async Task A_content_type_that_no_signature_covers_is_refused_when_it_is_another()
    {
        var signed = await Signing.BothAsync(authorities, Cancel);
        // id-data, as the second CMS says it outside of the signed attributes.
        var at = Encoding.Latin1.GetString(signed).LastIndexOf("300B06092A864886F70D010701A0", StringComparison.Ordinal);
        signed[at + 24] = (byte)'3';
        Faults(signed).ShouldBe([DeedFault.SignatureUnreadable]);
    }

    [Fact]
    public async Task A_certificate_that_had_ended_at_the_stamped_time_is_refused()
    {
        using var member = authorities.Issue("Élodie Garçon-Lefèvre", until: authorities.Time.AddHours(-1));
        var once = await Signing.SignAsync(Signing.Frozen, SignatureFields.Member, member, authorities, Cancel);
        new DeedVerifier(authorities.Trust).Verify(once, signatures: 1).Findings.Select(f => f.Fault).ShouldBe([DeedFault.CertificateUntrusted]);
    }

    [Fact]
    public async Task Another_text_than_the_frozen_one_is_refused() =>
        new DeedVerifier(authorities.Trust).Verify(await Signing.BothAsync(authorities, Cancel), frozenSha256: new string('0', 64))
            .Findings.Select(f => f.Fault).ShouldBe([DeedFault.NotTheFrozenText]);

    [Fact]
    public async Task A_second_stamp_older_than_the_first_is_refused()
    {
        using var member = authorities.Issue("Élodie Garçon-Lefèvre");
        using var signatory = authorities.Issue("Claire Œuvrard");
        var once = await Signing.SignAsync(Signing.Frozen, SignatureFields.Member, member, authorities, Cancel);
        authorities.Time = authorities.Time.AddMinutes(-5);
        Faults(await Signing.SignAsync(once, SignatureFields.Dinamis, signatory, authorities, Cancel)).ShouldBe([DeedFault.TimestampsOutOfOrder]);
    }

    /// <summary>The register's digest finds any change; this is what the verifier finds without it.</summary>
    [Fact]
    public async Task Any_single_byte_changed_is_refused()
    {
        var honest = await Signing.BothAsync(authorities, Cancel);
        var verifier = new DeedVerifier(authorities.Trust);
        // A third of the changes aims at the two signature values, where readers miss some.
        var values = PdfFile.Read(honest).Revisions.Skip(1).Select(r => Encoding.Latin1.GetString(honest).IndexOf("/Contents<", r.Start, StringComparison.Ordinal)).ToArray();
        var place = Gen.Frequency(
            (2, Gen.Int[0, honest.Length - 1]),
            (1, Gen.Select(Gen.Int[0, values.Length - 1], Gen.Int[10, 9000], (which, offset) => values[which] + offset)));
        var register = SHA256.HashData(honest);
        Gen.Select(place, Gen.Byte[1, 255]).Sample((at, change) =>
        {
            byte[] changed = [.. honest];
            changed[at] ^= change;
            return !verifier.Verify(changed).IsSound && !SHA256.HashData(changed).AsSpan().SequenceEqual(register);
        }, iter: 1000);
    }

    [Fact]
    public void Anything_else_is_refused_as_unreadable()
    {
        var verifier = new DeedVerifier(authorities.Trust);
        verifier.Verify([]).Has(DeedFault.Unreadable).ShouldBeTrue();
        verifier.Verify("%PDF-1.7\nstartxref\n9\n%%EOF"u8.ToArray()).Has(DeedFault.Unreadable).ShouldBeTrue();
        Gen.Byte.Array[0, 300].Sample(noise => verifier.Verify([.. "%PDF-1.7\n"u8, .. noise]).Has(DeedFault.Unreadable));
        Gen.Int[0, Signing.Frozen.Length - 1].Sample(length => !verifier.Verify(Signing.Frozen[..length]).IsSound, iter: 200);
    }

    DeedVerdict Judge(byte[] bytes) => new DeedVerifier(authorities.Trust).Verify(bytes);

    DeedFault[] Faults(byte[] bytes) => [.. Judge(bytes).Findings.Select(f => f.Fault)];

    public void Dispose() => authorities.Dispose();
}
