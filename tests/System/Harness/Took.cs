using System.Collections.Concurrent;
using System.Diagnostics;

namespace Dinamis.SystemTests.Harness;

/// <summary>Where the time of a test goes, by step: printed, never asserted. Steps of several tabs add up.</summary>
sealed class Took
{
    readonly ConcurrentDictionary<string, (int Times, TimeSpan Sum)> steps = new();
    readonly long begin = Stopwatch.GetTimestamp();

    /// <summary>Counts from here to the end of the <c>using</c>.</summary>
    public IDisposable Of(string step) => new Measure(this, step);

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(begin).TotalSeconds:0.0} s in all; ")
        + string.Join(", ", steps.OrderByDescending(s => s.Value.Sum).Select(s => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{s.Key} {s.Value.Times} × = {s.Value.Sum.TotalSeconds:0.0} s")));

    sealed class Measure(Took took, string step) : IDisposable
    {
        readonly long begin = Stopwatch.GetTimestamp();

        public void Dispose()
        {
            var elapsed = Stopwatch.GetElapsedTime(begin);
            took.steps.AddOrUpdate(step, (1, elapsed), (_, sum) => (sum.Times + 1, sum.Sum + elapsed));
        }
    }
}
