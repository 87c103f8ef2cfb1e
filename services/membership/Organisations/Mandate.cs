using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;

namespace Dinamis.Membership.Organisations;

/// <summary>What DINAMIS lets a relay do, where, until when and by whom: rests on an agreement.</summary>
sealed class Mandate
{
    Mandate() { }

    public Guid Id { get; private set; }
    public Guid RelayId { get; private set; }
    public string LegalBasis { get; private set; } = "";
    public DateTimeOffset From { get; private set; }
    public DateTimeOffset Until { get; private set; }
    public IReadOnlyList<string> Departments { get; private set; } = [];
    public IReadOnlyList<string> Rights { get; private set; } = [];
    public IReadOnlyList<string> Officers { get; private set; } = [];

    /// <summary>DINAMIS's acceptance of an adhesion comes from the mandate.</summary>
    public bool Accepts { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Digests of its documents, oldest first; their bytes are <see cref="MandateFile"/>s.</summary>
    public IReadOnlyList<MandateDocument> Documents { get; private set; } = [];

    /// <summary>What the bodies under it have not been told yet.</summary>
    public MandateNews News { get; private set; }

    /// <summary>They were told that it has ended, by decision or by its term.</summary>
    public DateTimeOffset? EndToldAt { get; private set; }

    internal static Mandate Of(Wire.CreateMandateRequest request, DateTimeOffset at)
    {
        new Checks()
            .Filled(request.LegalBasis, "legal_basis", "Indiquez la convention et sa date.", 500)
            .That(request.From is not null, "from", "Indiquez le début du mandat.")
            .That(request.Until is not null, "until", "Indiquez la fin du mandat.")
            .That(request.From is null || request.Until is null || request.Until > request.From, "until", "La fin doit suivre le début.")
            .That(AreDepartments(request.Departments), "departments", NoDepartments)
            .That(AreRights(request.Rights), "rights", NoRights)
            .That(request.Officers.All(o => Guid.TryParse(o, out _)), "officers", "Un agent n’est pas connu.")
            .ThrowIfAny();
        return new()
        {
            Id = Guid.CreateVersion7(at),
            RelayId = Guid.Parse(request.RelayId),
            LegalBasis = request.LegalBasis,
            From = request.From!.ToDateTimeOffset(),
            Until = request.Until!.ToDateTimeOffset(),
            Departments = [.. request.Departments.Distinct()],
            Rights = [.. request.Rights.Distinct().Select(r => r.ToString())],
            Officers = [.. request.Officers.Distinct()],
            Accepts = request.Accepts,
        };
    }

    public bool InForce(DateTimeOffset at) => EndedAt is null && From <= at && at < Until;

    public bool Gives(MandateRight right) => Rights.Contains(right.ToString());

    /// <summary>The relay may make a body of this département join.</summary>
    public bool CanJoin(string department, DateTimeOffset at) => InForce(at) && Gives(MandateRight.Join) && Departments.Contains(department);

    internal void NameOfficers(IReadOnlyCollection<string> officers) => Officers = [.. officers.Distinct()];

    internal void End(DateTimeOffset at) => EndedAt ??= at;

    /// <summary>Goes on until another date, though its term has passed meanwhile: the bodies are under it still.</summary>
    internal void Renew(DateTimeOffset until, DateTimeOffset at)
    {
        new Checks().That(until > at && until > Until, "until", "La nouvelle fin doit suivre l’ancienne, et être à venir.").ThrowIfAny();
        (Until, News, EndToldAt) = (until, MandateNews.Renewed, null);
    }

    /// <summary>Another perimeter counts for the bodies to come; other rights, for all.</summary>
    internal void Change(Wire.MandateTerms terms)
    {
        new Checks().That(AreDepartments(terms.Departments), "terms.departments", NoDepartments).That(AreRights(terms.Rights), "terms.rights", NoRights).ThrowIfAny();
        (Departments, Rights, Accepts) = ([.. terms.Departments.Distinct()], [.. terms.Rights.Distinct().Select(r => r.ToString())], terms.Accepts);
        News = MandateNews.Changed;
    }

    internal void Keep(MandateFile file) => Documents = [.. Documents.Where(d => d.Sha256 != file.Sha256), new(file.Sha256, file.AddedAt)];

    /// <summary>What is to be told at this instant: the end, even when nobody has decided it, before anything else.</summary>
    public MandateNews Due(DateTimeOffset at) => EndToldAt is null && (EndedAt is not null || Until <= at) ? MandateNews.Ended : News;

    internal void Told(DateTimeOffset at)
    {
        if (Due(at) is MandateNews.Ended) EndToldAt = at;
        News = MandateNews.None;
    }

    const string NoDepartments = "Choisissez les départements du périmètre.", NoRights = "Choisissez au moins un droit.";

    static bool AreDepartments(RepeatedField<string> codes) => codes.Count > 0 && codes.All(Kernel.Departments.IsCode);

    static bool AreRights(RepeatedField<MandateRight> rights) => rights.Count > 0 && !rights.Contains(MandateRight.Unspecified);

    internal Wire.RelayMandate ToWire() => new()
    {
        MandateId = $"{Id}",
        From = From.ToTimestamp(),
        Until = Until.ToTimestamp(),
        Officers = { Officers },
        Rights = { Rights.Select(System.Enum.Parse<MandateRight>) },
        Ended = EndedAt is not null,
    };
}

/// <summary>What the bodies under a mandate are to be told.</summary>
enum MandateNews
{
    None,
    Renewed,
    Changed,
    Ended,
}

/// <param name="Sha256">Of its bytes, lower-case hexadecimal.</param>
/// <param name="AddedAt">UTC.</param>
sealed record MandateDocument(string Sha256, DateTimeOffset AddedAt);
