namespace Dinamis.Storage;

/// <summary>Wakes whoever waits for new rows after a local commit.</summary>
public sealed class StoreSignal<TDb> where TDb : StoreDb
{
    TaskCompletionSource next = New(), nextEvent = New();

    /// <summary>Completes at the next commit that may give somebody work. Take it before you read, so that no commit in between is missed.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    /// <summary>Completes at the next commit that appends events.</summary>
    internal Task NextEvent => Volatile.Read(ref nextEvent).Task;

    internal void Pulse(bool events)
    {
        Interlocked.Exchange(ref next, New()).TrySetResult();
        if (events) Interlocked.Exchange(ref nextEvent, New()).TrySetResult();
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
