using Dinamis.Activity.Journal;
using Dinamis.Kernel;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.Storage;
using Microsoft.Extensions.Options;

namespace Dinamis.Activity.Rpc;

/// <summary>One file per rpc; this one holds what they share.</summary>
sealed partial class ActivityService(
    ActivityDb db, Store<ActivityDb> store, Caller caller, CallerRights rights, Readers readers, JournalCheck check, JournalExtract extract, IOptions<DinamisOptions> options, TimeProvider clock) : Wire.Activity.ActivityBase
{
    DateTimeOffset Now => clock.GetUtcNow();

    /// <exception cref="Refused">404: what is no id names nothing.</exception>
    static Guid IdOf(string text) => Guid.TryParse(text, out var id) ? id : throw new Refused(Kernel.Refusals.NotFound);

    static int PageSize(int asked, int standard, int most) => asked <= 0 ? standard : Math.Min(asked, most);
}
