using System.Security.Cryptography;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Google.Protobuf;
using State = Dinamis.Wire.Adhesion.Types.State;
using Status = Dinamis.Wire.Deed.Types.Status;

namespace Dinamis.ServiceTests.Sealing;

public sealed class SealingSpec
{
    const Deed.Types.Sealing None = Deed.Types.Sealing.None, Failed = Deed.Types.Sealing.Failed;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task Both_signatures_are_sealed_and_anyone_can_check_the_file(StoreKind kind)
    {
        await using var host = await SealingHost.StartAsync(kind);
        await host.RunStepAsync();
        var number = await host.ConsentAsync();
        (await host.UntilAsync(d => d.Sealing is None)).Status.ShouldBe(Status.SignedByMember);
        (await host.FileAsync()).State.ShouldBe(State.Submitted);

        await host.CountersignAsync();
        var deed = await host.UntilAsync(d => d.Status is Status.InForce);

        (await host.FileAsync()).State.ShouldBe(State.Active);
        var bytes = await host.BytesAsync(deed.Sha256);
        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(deed.Sha256);
        var reply = await host.Anybody.VerifyDeedAsync(new() { Pdf = ByteString.CopyFrom(bytes) }, cancellationToken: Stop);
        reply.Findings.ShouldBeEmpty();
        (reply.Registered, reply.Sound, reply.Facts.Number).ShouldBe((true, true, number));
        reply.Signatures.Select(s => (s.Signer, s.Level, s.Valid)).ShouldBe([("Joëlle Laborde", "B-T", true), ("Claire Œuvrard", "B-T", true)]);

        // By its number alone: the same checks, of the stored bytes.
        var facts = await host.Anybody.GetDeedAsync(new() { Number = number }, cancellationToken: Stop);
        facts.Verification.Checks.Select(c => c.Code).ShouldBe(["REGISTER", "STRUCTURE", "RANGES", "CHANGES", "SIGNATURES", "CERTIFICATES", "REVOCATION", "TIMESTAMPS"]);
        facts.Verification.Checks.Where(c => c.Code != "REVOCATION").ShouldAllBe(c => c.Outcome == DeedCheck.Types.Outcome.Passed);
    }

    [Theory, Stores]
    public async Task An_altered_copy_is_told_from_the_registered_act(StoreKind kind)
    {
        await using var host = await SealingHost.StartAsync(kind);
        await host.RunStepAsync();
        var number = await host.ConsentAsync();
        await host.UntilAsync(d => d.Status is Status.SignedByMember);
        await host.CountersignAsync();
        var bytes = await host.BytesAsync((await host.UntilAsync(d => d.Status is Status.InForce)).Sha256);
        // A bit of the last certificate: readers of PDF signatures do not look there.
        bytes[^900] ^= 1;

        var reply = await host.Anybody.VerifyDeedAsync(new() { Pdf = ByteString.CopyFrom(bytes) }, cancellationToken: Stop);

        (reply.Registered, reply.Sound, reply.Facts.Number).ShouldBe((false, false, number));
        reply.Findings.Select(f => f.Code).ShouldContain("NOT_REGISTERED");
    }

    [Theory, Stores]
    public async Task Only_the_key_of_the_signatory_is_kept_and_only_its_owner_reads_it(StoreKind kind)
    {
        await using var host = await SealingHost.StartAsync(kind);
        await host.RunStepAsync();
        await host.ConsentAsync();
        await host.UntilAsync(d => d.Status is Status.SignedByMember);
        Directory.Exists(host.Keys).ShouldBeFalse();
        await host.CountersignAsync();
        await host.UntilAsync(d => d.Status is Status.InForce);

        var files = Directory.GetFiles(host.Keys);

        files.Select(Path.GetFileName).Order().ShouldBe([$"{host.Signatory:N}.key.pem", $"{host.Signatory:N}.pem"]);
        foreach (var file in files)
            if (!OperatingSystem.IsWindows())
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory, Stores]
    public async Task A_time_stamp_authority_that_is_away_delays_and_loses_nothing(StoreKind kind)
    {
        await using var host = await SealingHost.StartAsync(kind);
        host.Before = to => to.AbsolutePath == "/tsa" ? throw new HttpRequestException("away") : Task.CompletedTask;
        await host.RunStepAsync();
        await host.ConsentAsync();
        var failed = await host.UntilAsync(d => d.Sealing is Failed);
        (failed.SealingFault, failed.Status, failed.Sha256).ShouldBe(("SIGNATURE_FAILED", Status.Frozen, ""));
        failed.SealingDueAt!.Value.ShouldBeGreaterThan(host.Clock.GetUtcNow());
        (await host.FileAsync()).State.ShouldBe(State.AwaitingRepresentative);

        host.Before = _ => Task.CompletedTask;
        await host.PassAsync(TimeSpan.FromSeconds(30));

        (await host.UntilAsync(d => d.Sealing is None)).Status.ShouldBe(Status.SignedByMember);
        (await host.CountAsync("deed.sealed-for-member")).ShouldBe(1);
    }

    [Theory, Stores]
    public async Task A_deed_superseded_while_it_is_being_signed_stays_superseded(StoreKind kind)
    {
        await using var host = await SealingHost.StartAsync(kind);
        var asked = new TaskCompletionSource();
        host.Before = async to =>
        {
            if (to.AbsolutePath != "/tsa") return;
            await host.SupersedeAsync();
            asked.SetResult();
        };
        await host.ConsentAsync();
        await host.RunStepAsync();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        await host.StopStepsAsync();

        (await host.DeedAsync()).Status.ShouldBe(Status.Superseded);
        (await host.FilesAsync()).ShouldBe(1);
    }

    [Theory, Stores]
    public async Task Two_replicas_seal_once(StoreKind kind)
    {
        await using var host = await SealingHost.StartAsync(kind);
        await Task.WhenAll(host.RunStepAsync(), host.RunStepAsync());
        await host.ConsentAsync();
        await host.UntilAsync(d => d.Status is Status.SignedByMember);
        await host.CountersignAsync();
        await host.UntilAsync(d => d.Status is Status.InForce);
        await host.StopStepsAsync();

        (await host.CountAsync("deed.sealed-for-member"), await host.CountAsync("deed.in-force"), await host.FilesAsync()).ShouldBe((1, 1, 3));
    }

    [Theory, Stores]
    public async Task Something_else_than_an_act_is_refused_with_a_reason(StoreKind kind)
    {
        await using var host = await SealingHost.StartAsync(kind);
        var reply = await host.Anybody.VerifyDeedAsync(new() { Pdf = ByteString.CopyFromUtf8("bonjour") }, cancellationToken: Stop);
        (reply.Registered, reply.Sound, reply.Facts).ShouldBe((false, false, null));
        reply.Findings.Select(f => f.Code).ShouldBe(["NOT_REGISTERED", "UNREADABLE"]);
    }

    [Theory, Stores]
    public async Task Without_trust_anchors_nothing_is_said(StoreKind kind)
    {
        await using var host = await SealingHost.StartAsync(kind);
        host.Before = _ => throw new HttpRequestException("away");
        await host.Anybody.VerifyDeedAsync(new() { Pdf = ByteString.CopyFromUtf8("bonjour") }, cancellationToken: Stop).ShouldBeRefusedAsync("DEED_CANNOT_VERIFY", 503);
    }
}
