using System.Globalization;
using Dinamis.Activity.Journal;
using Dinamis.Activity.Use;
using Dinamis.ServiceDefaults;
using Dinamis.Storage;
using Dinamis.Wire;

namespace Dinamis.Activity.Following;

/// <summary>Writes every act of a producer in the journal and counts what views show, in the transaction that moves the cursor.</summary>
sealed class ActivityFollower(JournalWriter journal, TimeProvider clock) : IFeedHandler<ActivityDb>
{
    public static string Consumer => "activity";

    public async Task ApplyAsync(ActivityDb db, string producer, FeedEvent e, CancellationToken cancellationToken)
    {
        if (e.KindCase is not FeedEvent.KindOneofCase.Act) return;
        await journal.AppendAsync(db, producer, e, cancellationToken);
        if (producer == Resources.Catalogue) await UseCounter.ApplyAsync(db, e, cancellationToken);
    }

    /// <summary>The producer was restored: what it has forgotten stays here, and a line says so.</summary>
    public Task ReplaceAsync(ActivityDb db, string producer, IReadOnlyList<FeedEvent> states, CursorRow lost, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var act = new Act { Verb = JournalWriter.Rewound, ActorId = Resources.Activity, ObjectType = "feed", ObjectId = producer };
        // Up to here the journal holds what the producer may have lost; what it wrote between its restoration and now is in neither.
        act.Facts["stood_at_position"] = lost.Position.ToString(CultureInfo.InvariantCulture);
        act.Facts["stood_at_event"] = lost.EventId;
        act.Facts["heard_at"] = lost.HeardAt.ToString("O", CultureInfo.InvariantCulture);
        return journal.AppendAsync(db, producer, Guid.CreateVersion7(now), 0, now, act, cancellationToken);
    }
}
