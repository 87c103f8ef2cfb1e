using Dinamis.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Dinamis.Storage;

/// <summary>
/// PostgreSQL lets two transactions look for the same key, find nothing and insert it, or change the same row: the second one breaks a
/// unique index, or finds another version. It is done again from the beginning and then sees what the first one left, so the caller gets
/// the named answer: a command that names a version is refused as stale by its own rule. (SQLite has one writer.)
/// </summary>
static class LostRace
{
    /// <summary>Each attempt lost means that another one won; more than this is a fault of ours, and stays one.</summary>
    const int Attempts = 10;

    public static async Task<T> AgainAsync<T>(Func<Task<T>> attempt, Action? before = null)
    {
        for (var left = Attempts; ; left--)
        {
            try
            {
                return await attempt();
            }
            catch (DbUpdateConcurrencyException) when (left == 1)
            {
                throw new Refused(Refusals.Stale);
            }
            catch (DbUpdateException e) when (left > 1 && (e is DbUpdateConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }))
            {
                before?.Invoke();
            }
        }
    }
}
