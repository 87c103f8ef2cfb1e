using Dinamis.Kernel;

namespace Dinamis.Storage;

/// <summary>SQLite has one writer; waiting here in order, instead of polling there, keeps the slowest write short.</summary>
sealed class WriteGate<TDb>(bool closed) : IDisposable where TDb : StoreDb
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly SemaphoreSlim one = new(1);

    /// <summary>One write at a time, by this process alone.</summary>
    public bool IsClosed => closed;

    /// <exception cref="Refused">503 <see cref="Refusals.Busy"/> after 10 s.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (!closed) return Nothing.Instance;
        if (!await one.WaitAsync(Patience, cancellationToken)) throw new Refused(Refusals.Busy) { RetryAfter = TimeSpan.FromSeconds(2) };
        return new Pass(one);
    }

    public void Dispose() => one.Dispose();

    sealed class Pass(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }

    sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
            // PostgreSQL orders its own writers.
        }
    }
}
