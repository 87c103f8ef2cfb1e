namespace Dinamis.Tests;

/// <summary>How a test waits for what happens by itself: no sleep, and a name for what did not come.</summary>
static class Patiently
{
    /// <summary>Looks ten times a second until it is so, or fails by this name when the time is over.</summary>
    public static async Task UntilAsync(string what, TimeSpan patience, Func<Task<bool>> isSo)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await isSo())
        {
            try
            {
                await timer.WaitForNextTickAsync(end.Token);
            }
            catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"Waited {patience.TotalSeconds:0} s for {what}.");
            }
        }
    }
}
