using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Dinamis.Membership.Adhesions;

/// <summary>The application of one body and its life (DESIGN §5). Times are UTC; <c>by</c> is who acts: a person id, a link id, a mandate id or a service.</summary>
sealed partial class Adhesion : Aggregate
{
    Adhesion() { }

    public AdhesionState State { get; private set; }
    public DateTimeOffset StateSince { get; private set; }
    public Road Road { get; private set; }
    public Guid OrganisationId { get; private set; }
    public string Siren { get; private set; } = "";

    /// <summary>The SIREN while the file is proven and open: unique, so that a body has one open file.</summary>
    public string? OpenSiren { get; private set; }

    /// <summary>Somebody began it, and nobody has proven that he reads its address: it is nobody's file yet.</summary>
    public bool IsUnproven => State is AdhesionState.Draft && OpenSiren is null;

    public string SearchKey { get; private set; } = "";
    public Guid? RelayId { get; private set; }
    public Guid? MandateId { get; private set; }

    /// <summary>What the body signs with the relay beside the acte; unspecified when it joins alone.</summary>
    public DeedKind RelayDeed { get; private set; }

    /// <summary>False for a member that joins a relay: it signs the avenant alone and keeps its acte.</summary>
    public bool WithActe { get; private set; } = true;

    public Wire.EntityForm Entity { get; private set; } = new();
    public Wire.SectorForm Sector { get; private set; } = new();
    public Wire.RepresentativeForm Representative { get; private set; } = new();
    public Wire.ReferentForm Referent { get; private set; } = new();
    public DateTimeOffset? AddressProvenAt { get; private set; }

    /// <summary>Digest of all that the représentant légal was shown; empty while nothing is frozen.</summary>
    public string FrozenSha256 { get; private set; } = "";

    /// <summary>Digest of the forms at the freeze: an answer that changes them needs a new acte.</summary>
    public string FrozenForms { get; private set; } = "";

    /// <summary>Charter and licences in the versions frozen in the acte.</summary>
    public IReadOnlyList<FrozenText> Texts { get; private set; } = [];

    /// <summary>First deposit: what the queue counts the age of a file from.</summary>
    public DateTimeOffset? SubmittedAt { get; private set; }

    public DateTimeOffset? DeedValidatedAt { get; private set; }
    public DateTimeOffset? TextsValidatedAt { get; private set; }
    public IReadOnlyList<Wire.Exchange> Exchanges { get; private set; } = [];
    public IReadOnlyList<string> Granted { get; private set; } = [];
    public string DecisionNote { get; private set; } = "";
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Person id of the instructor, or the mandate's id when acceptance came from it.</summary>
    public string DecidedBy { get; private set; } = "";

    /// <summary>Accounts is to be asked for the référent's invitation, not before this instant; null when there is nothing to ask.</summary>
    public DateTimeOffset? InvitationDueAt { get; private set; }
    public int InvitationAttempts { get; private set; }
    public DateTimeOffset? ReferentInvitedAt { get; private set; }

    public DateTimeOffset? WarnedAt { get; private set; }

    /// <summary>The relay filled the file in the name of the body; otherwise its référent did, whose address was proven.</summary>
    public bool PreparedByRelay => RelayId is not null && AddressProvenAt is null;

    public bool Validated => DeedValidatedAt is not null && (TextsValidatedAt is not null || !WithActe);

    /// <summary>The référent writes: before the freeze, or to answer a complement.</summary>
    public bool Editable => Life.From(State, Life.Save) is not null;

    public bool FormsChangedSinceFreeze => FrozenForms != DigestOfForms();

    /// <summary>A visitor asks to join; nothing is shown to anybody before the address is proven.</summary>
    public static Adhesion Start(Guid organisationId, string siren, string department, Wire.ReferentForm referent, string by, DateTimeOffset at)
    {
        var adhesion = new Adhesion
        {
            Id = Guid.CreateVersion7(at),
            OrganisationId = organisationId,
            Siren = siren,
            SearchKey = Folding.Key(siren),
            State = AdhesionState.Draft,
            StateSince = at,
            SavedAt = at,
            Road = Road.Alone,
            Entity = new() { Siren = siren, Department = department },
            Referent = referent,
        };
        adhesion.Rewind();
        adhesion.Tell("adhesion.started", by);
        return adhesion;
    }

    /// <summary>A relay makes a body of its registry join under its mandate; the forms come filled.</summary>
    public static Adhesion StartByRelay(Guid organisationId, Forms forms, RelayRoad relay, bool withActe, string by, DateTimeOffset at)
    {
        var adhesion = new Adhesion
        {
            Id = Guid.CreateVersion7(at),
            OrganisationId = organisationId,
            Siren = forms.Entity.Siren,
            OpenSiren = forms.Entity.Siren,
            State = AdhesionState.Draft,
            StateSince = at,
            SavedAt = at,
            WithActe = withActe,
        };
        adhesion.TakeRoadWith(relay);
        adhesion.Fill(forms);
        adhesion.Rewind();
        adhesion.TellForRelay("adhesion.started", by);
        return adhesion;
    }

    /// <summary>Chooses the road with a relay: its avenant or convention will be signed in the same session as the acte.</summary>
    public void TakeRoadWith(RelayRoad relay) =>
        (Road, RelayId, MandateId, RelayDeed) = (Road.WithRelay, relay.RelayId, relay.MandateId, relay.Deed);

    /// <summary>The relay starts again a file that came back to it for correction.</summary>
    public void RefillByRelay(Forms forms, string by, DateTimeOffset at)
    {
        var step = Require(Life.Refill);
        Fill(forms);
        Saved(step, at);
        TellForRelay("adhesion.saved", by);
    }

    /// <summary>The future référent opened the mailed link: from now on this is the body's one open file.</summary>
    public void ProveAddress(string by, DateTimeOffset at)
    {
        if (AddressProvenAt is not null) return;
        var step = Require(Life.Prove);
        (AddressProvenAt, OpenSiren) = (at, Siren);
        Saved(step, at);
        Tell("adhesion.address-proven", by);
    }

    /// <summary>Somebody else applies for the same body: its référent is warned, at most once a day.</summary>
    public bool Warn(DateTimeOffset at)
    {
        if (WarnedAt is { } last && at - last < TimeSpan.FromDays(1)) return false;
        WarnedAt = at;
        return true;
    }

    void Fill(Forms forms)
    {
        EndDelegationUnless(forms.Representative);
        (Entity, Sector, Representative, Referent) = (forms.Entity, forms.Sector, forms.Representative, forms.Referent);
        SearchKey = Folding.Key($"{Entity.Name} {Siren}");
    }

    string DigestOfForms() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', new IMessage[] { Entity, Sector, Representative, Referent }.Select(form => JsonFormatter.Default.Format(form))))));

    /// <summary>The step that the table has from here for this verb.</summary>
    /// <param name="verb">Its refusal is thrown where there is none.</param>
    /// <param name="when">What the verb asks beside the state.</param>
    Step Require(Verb verb, bool when = true) =>
        Life.From(State, verb) is { } step && when ? step : throw new Refused(verb.Otherwise);

    void Go(Step step, DateTimeOffset at)
    {
        if (step.To != State) (State, StateSince) = (step.To, at);
        if (!Life.IsOpen(State)) OpenSiren = null;
        Rewind();
    }
}

/// <summary>The three parts of the form, and who fills it.</summary>
sealed record Forms(Wire.EntityForm Entity, Wire.SectorForm Sector, Wire.RepresentativeForm Representative, Wire.ReferentForm Referent);

/// <summary>The relay on the road, the mandate under which it acts and what the body signs with it.</summary>
sealed record RelayRoad(Guid RelayId, Guid MandateId, DeedKind Deed);

/// <summary>Charter or licence family in the version that an acte names.</summary>
sealed record FrozenText(string Family, int Number);
