using System.Collections.Concurrent;
using System.Globalization;
using Dinamis.Catalogue.Downloads;
using Dinamis.Catalogue.Geography;
using Dinamis.Kernel;
using Dinamis.Wire;
using NetTopologySuite.Geometries;

namespace Dinamis.Catalogue.Licence;

/// <summary>All that the gate looks at: what a caller is, and what is asked for.</summary>
sealed record GateQuestion
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Licence family of the collection; empty = open.</summary>
    public required string Family { get; init; }
    public required string Collection { get; init; }
    public string Item { get; init; } = "";
    public Geometry? Footprint { get; init; }
    public double AreaM2 { get; init; }

    public Person? Person { get; init; }
    public Guid? Organisation { get; init; }
    public Standing? Standing { get; init; }
    public Wire.Licence? Licence { get; init; }
    public ChosenPurpose? Purpose { get; init; }

    /// <summary>Null = unlimited.</summary>
    public Quota? Quota { get; init; }

    /// <summary>This download is open already: what it takes from the quota is taken.</summary>
    public bool AlreadyOpen { get; init; }
}

/// <param name="Missing">The first missing condition; null = allowed.</param>
/// <param name="Version">Version of the licence in force; 0 = none.</param>
sealed record GateAnswer(Refusal? Missing, int Version)
{
    public bool Allowed => Missing is null;
}

/// <summary>
/// The one rule of access to licensed pixels: user active, act in force, licence version in force accepted for that family, place and
/// purpose allowed, quota left. The first condition that is missing is named.
/// </summary>
static class LicenceGate
{
    public static GateAnswer Decide(GateQuestion q)
    {
        var version = InForce(q.Licence?.Versions ?? [], q.Now);
        return new(q.Family.Length == 0 ? null : Missing(q, version), version);
    }

    /// <summary>Number of the version in force; 0 = none.</summary>
    public static int InForce(IEnumerable<LicenceVersion> published, DateTimeOffset now) =>
        published.Where(v => v.InForceFrom.ToDateTimeOffset() <= now).Select(v => v.Number).DefaultIfEmpty(0).Max();

    static Refusal? Missing(GateQuestion q, int version)
    {
        if (q.Person is null) return Refusals.Unauthenticated;
        if (q.Organisation is not { } organisation) return Refusals.OrganisationMissing;
        if (q.Person.State != Person.Types.State.Validated
            || !q.Person.Roles.Any(r => r.OrganisationId == organisation.ToString() && r.State == Person.Types.State.Validated && r.Names.Count > 0)) return Refusals.PersonNotValidated;
        if (q.Standing is not { ActInForce: true }) return Refusals.ActNotInForce;
        if (version == 0) return Refusals.LicenceUnknown;
        var accepted = q.Standing.Licences.Where(l => l.Family == q.Family && l.AcceptedAt.ToDateTimeOffset() <= q.Now).Select(l => l.Version).DefaultIfEmpty(0).Max();
        if (accepted == 0) return Refusals.LicenceNotAccepted with { Missing = $"Le représentant légal de votre organisation doit accepter « {q.Licence!.Name} ». Parlez-en à votre référent." };
        if (accepted < version) return Refusals.LicenceVersionNew;
        if (q.Licence!.Areas.TryGetValue(q.Collection, out var area) && !Inside(q.Footprint, area))
            return Refusals.AreaNotAllowed with { Missing = $"La licence limite cette collection à : {area.Name}. Le centre de la scène est en dehors.", Cure = Around(q.Footprint) };
        if (q.Purpose is null || q.Purpose.Until <= q.Now || !q.Licence.Purposes.Contains(q.Purpose.Purpose)) return Refusals.PurposeMissing with { Cure = $"/catalogue/{q.Collection}/{Uri.EscapeDataString(q.Item)}#usage" };
        if (!q.AlreadyOpen && q.Quota is { } quota && !quota.Allows(q.AreaM2, q.Now)) return Refusals.QuotaExhausted;
        return null;
    }

    // Other collections may be allowed at that place: the page that shows them.
    static string Around(Geometry? footprint) => footprint?.EnvelopeInternal is { } box
        ? string.Create(CultureInfo.InvariantCulture, $"/catalogue?ouest={box.MinX:0.####}&sud={box.MinY:0.####}&est={box.MaxX:0.####}&nord={box.MaxY:0.####}") : "/catalogue";

    // A scene lies where its centre lies: its edges pass every border and coast. A scene without footprint lies nowhere.
    static bool Inside(Geometry? footprint, LicenceArea area) =>
        footprint is not null && areas.GetOrAdd(area.Geojson, static json => GeoJson.Read(json, maxVertices: 500_000)).Covers(footprint.Centroid);

    // A handful of areas in a system's life; each is the text of a published licence.
    static readonly ConcurrentDictionary<string, Geometry> areas = new(StringComparer.Ordinal);
}
