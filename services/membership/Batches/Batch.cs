using Dinamis.Membership.Partners;
using Kind = Dinamis.Wire.Batch.Types.Kind;

namespace Dinamis.Membership.Batches;

/// <summary>
/// Many bodies of a registry at once: made to join, reminded, or asked for what their line lacks. Each body is a <see cref="BatchLine"/>, and
/// <see cref="BatchStep"/> does one after the other in a transaction of its own: a stop loses none and doubles none.
/// </summary>
sealed class Batch : Aggregate
{
    /// <summary>Bodies that one batch makes join.</summary>
    public const int MostToJoin = 300;

    /// <summary>Bodies that one batch reminds or asks.</summary>
    public const int Most = 2_000;

    Batch() { }

    public Guid RelayId { get; private set; }

    /// <summary>Under which the relay acts for all of them.</summary>
    public Guid MandateId { get; private set; }
    public Kind Kind { get; private set; }
    public string CreatedBy { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Null while it is only shown.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The same for all who sign an acte.</summary>
    public Wire.SectorForm Sector { get; private set; } = new();

    public static Batch Of(Guid relayId, Guid mandateId, Kind kind, string by, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        RelayId = relayId,
        MandateId = mandateId,
        Kind = kind,
        CreatedBy = by,
        CreatedAt = at,
    };

    /// <summary>From here on its lines are done.</summary>
    public void Confirm(Wire.SectorForm sector, int bodies, string by, DateTimeOffset at)
    {
        if (ConfirmedAt is not null) throw new Refused(BatchRefusals.Confirmed);
        if (bodies == 0) throw new Refused(BatchRefusals.Empty);
        (Sector, ConfirmedAt) = (sector, at);
        Tell("batch.confirmed", bodies, by);
    }

    /// <summary>What has not left does not leave any more.</summary>
    /// <param name="bodies">Left out by it.</param>
    /// <param name="by">The officer.</param>
    public void Stop(int bodies, string by)
    {
        if (bodies == 0) throw new Refused(BatchRefusals.NotRunning);
        Tell("batch.stopped", bodies, by);
    }

    void Tell(string verb, int bodies, string by)
    {
        var act = Acts.Of(verb, by, RelayId, "batch", $"{Id}", Version, [("kind", Kind.ToString().ToUpperInvariant()), ("bodies", $"{bodies}")]);
        (act.RelayId, act.MandateId) = ($"{RelayId}", $"{MandateId}");
        Raise(act);
    }
}

/// <summary>One body of a batch.</summary>
sealed class BatchLine
{
    /// <summary>After as many attempts as this, about nine minutes, the body is left out, so that the batch ends.</summary>
    const int MostAttempts = 9;

    public required Guid BatchId { get; init; }
    public required Guid PartnerId { get; init; }

    /// <summary>Its place in the batch, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Unspecified while the batch is only shown. Concurrency token: whoever finds another one has come too late.</summary>
    public Wire.BatchLine.Types.State State { get; private set; }

    /// <summary>Why it was left out; in French.</summary>
    public string Reason { get; private set; } = "";
    public Guid? AdhesionId { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Not before: moves on with each failed attempt.</summary>
    public DateTimeOffset DueAt { get; private set; }
    public int Attempts { get; private set; }

    public void Wait(DateTimeOffset at) => (State, DueAt) = (Wire.BatchLine.Types.State.Waiting, at);

    public void Send(Guid? adhesionId, DateTimeOffset at) => (State, AdhesionId, DoneAt) = (Wire.BatchLine.Types.State.Sent, adhesionId, at);

    public void LeaveOut(string reason, DateTimeOffset at) => (State, Reason, DoneAt) = (Wire.BatchLine.Types.State.LeftOut, reason, at);

    public void Postpone(DateTimeOffset at)
    {
        if (++Attempts < MostAttempts) DueAt = at + TimeSpan.FromSeconds(Math.Pow(2, Attempts));
        else LeaveOut("Une erreur de notre part a empêché l’envoi ; l’exploitant la voit. Reprenez cet organisme plus tard.", at);
    }
}

static class BatchRefusals
{
    public static readonly Refusal Confirmed = new("BATCH_CONFIRMED", 409, "Cet envoi est déjà parti.");
    public static readonly Refusal NotRunning = new("BATCH_NOT_RUNNING", 409, "Il n’y a plus rien à arrêter : tout est parti, ou rien n’est confirmé.");
    public static readonly Refusal Empty = new("BATCH_EMPTY", 409, "Aucun de ces organismes ne peut recevoir cet envoi pour l’instant.");
}
