using System.Globalization;
using Dinamis.Catalogue.Downloads;
using Dinamis.Catalogue.Geography;
using Dinamis.Kernel;
using Dinamis.Storage;
using Dinamis.Wire;
using Google.Protobuf.WellKnownTypes;
using NetTopologySuite.Geometries;
using State = Dinamis.Wire.ImageryRequest.Types.State;

namespace Dinamis.Catalogue.Tasking;

/// <summary>A request for new imagery, from its arrival to DINAMIS's decision.</summary>
sealed class RequestFile : Aggregate
{
    public const double MinKm2 = 1, MaxKm2 = 10_000;
    static readonly string[] sensors = ["pleiades", "spot-6-7"];

    /// <summary>Rank within all requests: the number is made of it.</summary>
    public long Rank { get; private init; }

    public Guid PersonId { get; private init; }
    public Guid OrganisationId { get; private init; }

    /// <summary>GeoJSON, OGC:CRS84.</summary>
    public string Area { get; private init; } = "";
    public double AreaM2 { get; private init; }
    public DateOnly FirstDay { get; private init; }
    public DateOnly LastDay { get; private init; }
    public string Sensor { get; private init; } = "";
    public double MaxCloud { get; private init; }
    public string Justification { get; private init; } = "";
    public DateTimeOffset CreatedAt { get; private init; }
    public State State { get; private set; } = State.Received;
    public DateTimeOffset StateSince { get; private set; }
    public string Reason { get; private set; } = "";

    public string Number => $"DI-{Paris.Day(CreatedAt).Year}-{Rank:D6}";

    /// <exception cref="Refused">Each faulty field by name; WINDOW_TOO_SHORT for one precise day.</exception>
    public static RequestFile Receive(CreateImageryRequestRequest request, Guid person, Guid organisation, long rank, DateTimeOffset now)
    {
        var checks = new Checks();
        var area = AreaOf(request, checks);
        var m2 = area is null ? 0 : Areas.SquareMetres(area);
        var first = Day(request.FirstDay);
        var last = Day(request.LastDay);
        var today = Paris.Day(now);
        checks
            .That(area is null || m2 is >= MinKm2 * 1e6 and <= MaxKm2 * 1e6, "area", string.Create(CultureInfo.GetCultureInfo("fr-FR"), $"La zone fait {m2 / 1e6:N1} km² : il en faut de {MinKm2:N0} à {MaxKm2:N0}."))
            .That(first is not null, "first_day", "Donnez le premier jour, comme 2027-05-01.")
            .That(last is not null, "last_day", "Donnez le dernier jour, comme 2027-06-30.")
            .That(first is null || first >= today, "first_day", "La période commence aujourd’hui au plus tôt.")
            .That(first is null || last is null || last >= first, "last_day", "Le dernier jour est avant le premier.")
            .That(first is null || last is null || last <= first.Value.AddYears(1), "last_day", "La période dure un an au plus.")
            .That(sensors.Contains(request.Sensor), "sensor", "Choisissez un capteur de la liste.")
            .That(request.MaxCloud is >= 0 and <= 100, "max_cloud", "La nébulosité est un pourcentage, de 0 à 100.")
            .That(request.Justification.Trim().Length is >= 20 and <= 2_000, "justification", "Expliquez votre besoin, en 20 à 2 000 caractères.")
            .ThrowIfAny();
        if (first == last) throw new Refused(Refusals.WindowTooShort, [new("last_day", Refusals.WindowTooShort.Message)]);
        var file = new RequestFile
        {
            Rank = rank,
            PersonId = person,
            OrganisationId = organisation,
            Area = GeoJson.Write(area!),
            AreaM2 = m2,
            FirstDay = first!.Value,
            LastDay = last!.Value,
            Sensor = request.Sensor,
            MaxCloud = request.MaxCloud,
            Justification = request.Justification.Trim(),
            CreatedAt = now,
            StateSince = now,
        };
        file.Raise(file.Act("imagery-request.received", person.ToString()));
        return file;
    }

    public void Accept(string reason, string by, DateTimeOffset at) => Decide(State.Accepted, "imagery-request.accepted", reason, by, at);

    /// <exception cref="Refused">Without a reason that the requester can read.</exception>
    public void Refuse(string reason, string by, DateTimeOffset at)
    {
        new Checks().Filled(reason, "reason", "Donnez le motif : le demandeur le lira.", 2_000).ThrowIfAny();
        Decide(State.Rejected, "imagery-request.refused", reason, by, at);
    }

    void Decide(State state, string verb, string reason, string by, DateTimeOffset at)
    {
        if (State != State.Received) throw new Refused(Refusals.AlreadyDecided);
        if (reason.Length > 2_000) throw new Refused(Kernel.Refusals.Invalid, [new("reason", "2 000 caractères au plus.")]);
        (State, StateSince, Reason) = (state, at, reason.Trim());
        Raise(Act(verb, by));
    }

    Act Act(string verb, string actor) => new()
    {
        Verb = verb,
        ActorId = actor,
        OrganisationId = OrganisationId.ToString(),
        ObjectType = "imagery-request",
        ObjectId = Id.ToString(),
        ObjectVersion = Version + 1,
        Facts = { ["area_m2"] = AreaM2.ToString("F0", CultureInfo.InvariantCulture), ["sensor"] = Sensor, ["number"] = Number },
    };

    static Geometry? AreaOf(CreateImageryRequestRequest request, Checks checks)
    {
        try
        {
            var area = request.Area.Length > 0 ? GeoJson.Read(request.Area)
                : request.Box is { } box ? Boxes.Read(box, "box") : throw new BadGeometryException("Dessinez la zone sur la carte, ou donnez une emprise.");
            return area is Polygon or MultiPolygon ? area : throw new BadGeometryException("Un polygone est attendu.");
        }
        catch (BadGeometryException e)
        {
            checks.That(false, "area", e.Message);
            return null;
        }
    }

    static DateOnly? Day(string value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public ImageryRequestView View() => new()
    {
        RequestId = Id.ToString(),
        Number = Number,
        Version = Version,
        State = State,
        StateSince = StateSince.ToTimestamp(),
        PersonId = PersonId.ToString(),
        OrganisationId = OrganisationId.ToString(),
        Area = Area,
        AreaKm2 = AreaM2 / 1e6,
        FirstDay = FirstDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        LastDay = LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Sensor = Sensor,
        MaxCloud = MaxCloud,
        Justification = Justification,
        Reason = Reason,
        CreatedAt = CreatedAt.ToTimestamp(),
        DecidedAt = State == State.Received ? null : StateSince.ToTimestamp(),
    };
}
