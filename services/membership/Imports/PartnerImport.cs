using Dinamis.Membership.Partners;
using Google.Protobuf.WellKnownTypes;
using State = Dinamis.Wire.PartnerImportView.Types.State;
using Verdict = Dinamis.Wire.PartnerImportRow.Types.Verdict;

namespace Dinamis.Membership.Imports;

/// <summary>A list that a relay brings into its registry: read and judged first, written when the officer says so, taken back while its lines are kept.</summary>
sealed partial class PartnerImport : Aggregate
{
    public const int MostRows = 5_000;

    PartnerImport() { }

    public Guid RelayId { get; private set; }
    public string FileName { get; private set; } = "";
    public string CreatedBy { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public State State { get; private set; }
    public IReadOnlyList<Wire.PartnerImportRow> Rows { get; private set; } = [];

    /// <summary>What the registry held of the bodies that the import has changed.</summary>
    public IReadOnlyList<Wire.PartnerView> Before { get; private set; } = [];
    public Wire.PartnerImportCounts Counts { get; private set; } = new();
    public IReadOnlyList<string> UnreadColumns { get; private set; } = [];
    public string Titles { get; private set; } = "";

    /// <summary>The list says who is a partner; where it does not, the registry keeps what it knows.</summary>
    public bool SaysPartner { get; private set; }
    public bool SaysInterested { get; private set; }

    /// <summary>SIREN of the bodies that would enter or change.</summary>
    public IReadOnlyList<string> Sirens => [.. Writable.Select(r => r.Partner.Siren)];

    IEnumerable<Wire.PartnerImportRow> Writable => Rows.Where(r => r.Verdict is Verdict.Added or Verdict.Changed or Verdict.Same);

    /// <summary>Reads and judges a list; <see cref="Compare"/> then says what it would change.</summary>
    /// <exception cref="Refused">On <c>content</c>, when it cannot be read at all.</exception>
    public static PartnerImport Of(Guid relayId, string fileName, byte[] content, string by, DateTimeOffset at)
    {
        var rows = SheetReader.Read(content).Where(r => !r.IsBlank).Take(MostRows + 2).ToList();
        if (rows.Count == 0) throw Unreadable("Cette liste est vide.");
        var columns = new PartnerColumns(rows[0]);
        var bodies = columns.Titled ? rows[1..] : rows;
        if (bodies.Count == 0) throw Unreadable("Cette liste ne contient que la ligne des titres.");
        if (bodies.Count > MostRows) throw Unreadable("5 000 lignes au plus : partagez la liste en plusieurs fichiers.");
        return new()
        {
            RelayId = relayId,
            FileName = fileName,
            CreatedBy = by,
            CreatedAt = at,
            State = State.Preview,
            Rows = Judge(bodies, columns),
            UnreadColumns = columns.Unread,
            Titles = columns.Titled ? rows[0].Text : "",
            SaysPartner = columns.Says("partner"),
            SaysInterested = columns.Says("interested"),
        };
    }

    static List<Wire.PartnerImportRow> Judge(IEnumerable<SheetRow> bodies, PartnerColumns columns)
    {
        List<Wire.PartnerImportRow> rows = [];
        Dictionary<string, Wire.PartnerImportRow> first = [];
        foreach (var line in bodies)
        {
            var (facts, faults, remarks) = columns.Read(line);
            var checks = new Checks();
            Partner.Check(checks, facts, 0);
            faults.AddRange(checks.Errors.Where(e => !e.Field.EndsWith(".siren", StringComparison.Ordinal)).Select(e => e.Message));
            var row = new Wire.PartnerImportRow { Number = line.Number, Partner = facts, Verdict = Verdict.Added, Remarks = { faults, remarks } };
            if (faults.Count > 0) (row.Verdict, row.Text) = (Verdict.Refused, line.Text);
            else if (!first.TryAdd(facts.Siren, row))
            {
                row.Verdict = Verdict.Duplicate;
                row.Remarks.Add($"Même SIREN qu’à la ligne {first[facts.Siren].Number}.");
                first[facts.Siren].Partner = Partner.Merged(facts, first[facts.Siren].Partner);
            }
            rows.Add(row);
        }
        return rows;
    }

    /// <summary>Says which lines are new to the registry, and which change it.</summary>
    public void Compare(IReadOnlyDictionary<string, Partner> registry)
    {
        foreach (var row in Writable)
            row.Verdict = !registry.TryGetValue(row.Partner.Siren, out var partner) ? Verdict.Added : After(partner.Facts, row.Partner).Equals(partner.Facts) ? Verdict.Same : Verdict.Changed;
        Count();
    }

    /// <summary>Writes the lines; returns the bodies that are new to the registry.</summary>
    public IReadOnlyList<Partner> Confirm(IReadOnlyDictionary<string, Partner> registry, DateTimeOffset at)
    {
        if (State is not State.Preview) throw new Refused(ImportRefusals.NotAwaited);
        // What the officer has read may be older than the registry: the lines are compared again.
        Compare(registry);
        List<Partner> added = [];
        List<Wire.PartnerView> before = [];
        foreach (var row in Writable.Where(r => r.Verdict is not Verdict.Same))
        {
            if (registry.TryGetValue(row.Partner.Siren, out var partner))
            {
                before.Add(partner.Facts);
                partner.Replace(After(partner.Facts, row.Partner));
            }
            else
            {
                added.Add(partner = Partner.Of(RelayId, row.Partner, at));
            }
            row.Partner = new(partner.Facts);
        }
        (State, Before) = (State.Confirmed, before);
        return added;
    }

    /// <summary>Takes the lines back; returns the bodies that leave the registry. What was changed since, and who is joining, stays.</summary>
    public IReadOnlyList<Partner> Undo(IReadOnlyDictionary<string, Partner> registry, IReadOnlySet<string> joining)
    {
        if (State is not State.Confirmed) throw new Refused(ImportRefusals.NotConfirmed);
        var before = Before.ToDictionary(facts => facts.Siren);
        List<Partner> leaving = [];
        foreach (var row in Rows.Where(r => r.Verdict is Verdict.Added or Verdict.Changed))
        {
            if (!registry.TryGetValue(row.Partner.Siren, out var partner) || joining.Contains(row.Partner.Siren) || !partner.Facts.Equals(row.Partner)) Counts.Kept++;
            else if (before.TryGetValue(row.Partner.Siren, out var facts)) partner.Replace(facts);
            else leaving.Add(partner);
        }
        State = State.Undone;
        return leaving;
    }

    Wire.PartnerView After(Wire.PartnerView known, Wire.PartnerView line) => new(Partner.Merged(known, line))
    {
        Partner = SaysPartner ? line.Partner : known.Partner,
        Interested = SaysInterested ? line.Interested : known.Interested,
    };

    void Count()
    {
        int Of(Verdict verdict) => Rows.Count(r => r.Verdict == verdict);
        Counts = new() { Added = Of(Verdict.Added), Changed = Of(Verdict.Changed), Same = Of(Verdict.Same), Duplicate = Of(Verdict.Duplicate), Refused = Of(Verdict.Refused) };
    }

    static Refused Unreadable(string message) => new(Refusals.Invalid, [new("content", message)]);

    public Wire.PartnerImportView View() => new()
    {
        ImportId = $"{Id}",
        FileName = FileName,
        CreatedAt = CreatedAt.ToTimestamp(),
        CreatedBy = CreatedBy,
        State = State,
        Counts = Counts,
        UnreadColumns = { UnreadColumns },
        Titles = Titles,
    };
}
