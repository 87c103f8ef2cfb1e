using Dinamis.Membership.Sealing;
using Dinamis.ServiceTests.Harness;
using Dinamis.Wire;
using Google.Protobuf;
using Status = Dinamis.Wire.Deed.Types.Status;

namespace Dinamis.ServiceTests.Sealing;

/// <summary>What proves an act for long is added to it once the authorities have it.</summary>
public sealed class CompletionSpec
{
    // Each a little later than when the step looks.
    public static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(13), NextLook = TimeSpan.FromMinutes(20);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, Stores]
    public async Task Once_the_list_is_newer_than_the_stamps_the_act_is_b_lt_and_the_file_that_the_parties_hold_stays_authentic(StoreKind kind)
    {
        await using var host = await SealingHost.StartAsync(kind);
        var signed = await host.InForceAsync();
        host.ListDated = signed.FrozenAt;
        await host.PassAsync(FirstLook);
        await host.RunStepAsync<CompletionStep>();
        var waiting = await host.UntilAsync(d => d.CompletionDueAt > host.Clock.GetUtcNow());
        (waiting.FileSha256, await host.FilesAsync()).ShouldBe((signed.Sha256, 3));
        (await FactsAsync()).ShouldBe((signed.Sha256, "", "B-T B-T"));

        host.ListDated = host.Clock.GetUtcNow();
        await host.PassAsync(NextLook);
        var completed = await host.UntilAsync(d => d.IsCompleted);

        (completed.Status, completed.Sha256, completed.CompletionDueAt).ShouldBe((Status.InForce, signed.Sha256, null));
        (await FactsAsync()).ShouldBe((completed.CompletedSha256, signed.Sha256, "B-LT B-LT"));
        foreach (var (sha256, level) in new[] { (signed.Sha256, "B-T"), (completed.CompletedSha256, "B-LT") })
        {
            var reply = await host.Anybody.VerifyDeedAsync(new() { Pdf = ByteString.CopyFrom(await host.BytesAsync(sha256)) }, cancellationToken: Stop);
            (reply.Registered, reply.Sound, reply.Facts.Sha256).ShouldBe((true, true, completed.CompletedSha256));
            reply.Findings.ShouldBeEmpty();
            reply.Signatures.ShouldAllBe(s => s.Level == level);
        }
        (await host.CountAsync("deed.completed")).ShouldBe(1);

        async Task<(string File, string Signed, string Levels)> FactsAsync()
        {
            var facts = await host.Anybody.GetDeedAsync(new() { Number = signed.Number }, cancellationToken: Stop);
            facts.Verification.Registered.ShouldBeTrue();
            return (facts.Sha256, facts.SignedSha256, string.Join(' ', facts.Verification.Signatures.Select(s => s.Level)));
        }
    }

    [Theory, Stores]
    public async Task Two_replicas_complete_an_act_that_ended_meanwhile_once_and_it_stays_ended(StoreKind kind)
    {
        await using var host = await SealingHost.StartAsync(kind);
        await host.InForceAsync();
        await host.EndAsync();
        host.ListDated = host.Clock.GetUtcNow() + FirstLook;
        await host.PassAsync(FirstLook);

        await Task.WhenAll(host.RunStepAsync<CompletionStep>(), host.RunStepAsync<CompletionStep>());
        var completed = await host.UntilAsync(d => d.IsCompleted);
        await host.StopStepsAsync();

        (completed.Status, await host.FilesAsync(), await host.CountAsync("deed.completed")).ShouldBe((Status.Terminated, 4, 1));
    }

    [Theory, Stores]
    public async Task Authorities_that_are_away_put_it_off_and_nothing_is_lost(StoreKind kind)
    {
        await using var host = await SealingHost.StartAsync(kind);
        var signed = await host.InForceAsync();
        host.ListDated = host.Clock.GetUtcNow() + FirstLook;
        await host.PassAsync(FirstLook);
        host.Before = _ => throw new HttpRequestException("away");
        await host.RunStepAsync<CompletionStep>(anew: true);
        var waiting = await host.UntilAsync(d => d.CompletionDueAt > host.Clock.GetUtcNow());
        (waiting.FileSha256, await host.FilesAsync()).ShouldBe((signed.Sha256, 3));

        host.Before = _ => Task.CompletedTask;
        await host.PassAsync(NextLook);

        (await host.UntilAsync(d => d.IsCompleted)).Sha256.ShouldBe(signed.Sha256);
    }
}
