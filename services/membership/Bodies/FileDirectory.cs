using Dinamis.Membership.Imports;

namespace Dinamis.Membership.Bodies;

/// <summary>A table of bodies with the columns of a relay's list (SIREN, nom, catégorie, adresse…), read once: for a site without a way out.</summary>
sealed class FileDirectory(string path) : IBodyDirectory
{
    // At the start: a file that is no table is told then, and not to the first who asks.
    readonly Dictionary<string, Wire.EntityForm> bodies = Read(File.ReadAllBytes(path));

    public Task<Wire.EntityForm?> FindAsync(string siren, CancellationToken cancellationToken) => Task.FromResult(bodies.GetValueOrDefault(siren)?.Clone());

    static Dictionary<string, Wire.EntityForm> Read(byte[] content)
    {
        Dictionary<string, Wire.EntityForm> read = new(StringComparer.Ordinal);
        PartnerColumns? columns = null;
        foreach (var row in SheetReader.Read(content).Where(r => !r.IsBlank))
        {
            if (columns is null && (columns = new(row)).Titled) continue;
            var (facts, faults, _) = columns.Read(row);
            // Better typed by hand than wrong.
            if (faults.Count > 0) continue;
            read[facts.Siren] = new()
            {
                Name = facts.Name,
                Siren = facts.Siren,
                Category = facts.Category,
                Street = facts.Street,
                PostalCode = facts.PostalCode,
                Town = facts.Town,
                Department = facts.Department,
            };
        }
        return read;
    }
}
