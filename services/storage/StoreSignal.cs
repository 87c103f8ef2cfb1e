namespace Dinamis.Storage;

/// <summary>Wakes whoever waits for new rows after a local commit.</summary>
public sealed class StoreSignal<TDb> where TDb : StoreDb
{
    TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next commit. Take it before you read, so that no commit in between is missed.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    internal void Pulse() => Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
