using Dinamis.SystemTests.Harness;

namespace Dinamis.SystemTests.Start;

/// <summary>The town is in its second life: the first was ended while its demonstration was seeded.</summary>
[Collection(nameof(InTown))]
public sealed class StopSpec(Town town)
{
    [Fact]
    public async Task Ctrl_C_leaves_no_process_while_the_demonstration_is_seeded_and_a_second_start_finds_everything_as_it_was()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        var (system, first) = (town.System, town.FirstLife);

        first.Processes.ShouldBeGreaterThan(8);
        // That none was left is what the second start waited for.
        first.EndedByItself.ShouldBeTrue("the AppHost has not ended by itself");
        (await FirstLife.KeptAsync(system)).ShouldBe(first.Kept);
        var now = FirstLife.StepsIn(system.Data);
        now.Count.ShouldBeGreaterThan(first.Steps.Count);
        foreach (var (step, at) in first.Steps) now[step].ShouldBe(at, step);
    }
}
