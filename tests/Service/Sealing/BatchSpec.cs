using Dinamis.ServiceTests.Harness;
using Google.Protobuf;
using Status = Dinamis.Wire.Deed.Types.Status;

namespace Dinamis.ServiceTests.Sealing;

/// <summary>Acts countersigned together are sealed one after the other (<c>CountersignDeeds</c>).</summary>
public sealed class BatchSpec
{
    /// <summary>The step that was stopped holds its lease until then.</summary>
    static readonly TimeSpan lease = TimeSpan.FromMinutes(3);

    [Theory, Stores]
    public async Task A_stop_in_the_middle_leaves_whole_acts_and_the_next_start_signs_the_rest(StoreKind kind)
    {
        await using var host = await SealingHost.StartAsync(kind);
        await host.RunStepAsync();
        foreach (var siren in new[] { "214701575", "213300635", "200053759", "217500016" }) await host.ConsentAsync(siren);
        var signed = await host.UntilAllAsync(d => d.Status is Status.SignedByMember);
        await host.StopStepsAsync();

        // The service is stopped while it waits for the time-stamp of the third.
        var (stamps, third, goOn) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        host.Before = async address =>
        {
            if (address.AbsolutePath != "/tsa" || ++stamps != 3) return;
            third.SetResult();
            await goOn.Task;
        };
        await host.CountersignAsync();
        await host.PassAsync(lease);
        await host.RunStepAsync();
        await third.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var stopped = host.StopStepsAsync();
        goOn.SetResult();
        await stopped;

        var half = await host.DeedsAsync();
        half.Count(d => d.Status is Status.InForce).ShouldBe(2);
        foreach (var (deed, before) in half.Zip(signed))
            if (deed.Status is Status.InForce) await ShouldBeWholeAsync(deed.Sha256);
            else (deed.Status, deed.Sha256).ShouldBe((Status.SignedByMember, before.Sha256), "the file of the body alone, as it was");

        host.Before = _ => Task.CompletedTask;
        await host.PassAsync(lease);
        await host.RunStepAsync();
        foreach (var deed in await host.UntilAllAsync(d => d.Status is Status.InForce)) await ShouldBeWholeAsync(deed.Sha256);
        (await host.CountAsync("deed.in-force")).ShouldBe(4);

        async Task ShouldBeWholeAsync(string sha256)
        {
            var reply = await host.Anybody.VerifyDeedAsync(new() { Pdf = ByteString.CopyFrom(await host.BytesAsync(sha256)) }, cancellationToken: TestContext.Current.CancellationToken);
            (reply.Registered, reply.Sound, reply.Signatures.Count).ShouldBe((true, true, 2));
        }
    }
}
