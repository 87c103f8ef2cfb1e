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

    internal static Mandate Of(Wire.CreateMandateRequest request, DateTimeOffset at)
    {
        new Checks()
            .Filled(request.LegalBasis, "legal_basis", "Indiquez la convention et sa date.", 500)
            .That(request.From is not null, "from", "Indiquez le début du mandat.")
            .That(request.Until is not null, "until", "Indiquez la fin du mandat.")
            .That(request.From is null || request.Until is null || request.Until > request.From, "until", "La fin doit suivre le début.")
            .That(request.Departments.Count > 0 && request.Departments.All(Kernel.Departments.IsCode), "departments", "Choisissez les départements du périmètre.")
            .That(request.Rights.Count > 0 && !request.Rights.Contains(MandateRight.Unspecified), "rights", "Choisissez au moins un droit.")
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
