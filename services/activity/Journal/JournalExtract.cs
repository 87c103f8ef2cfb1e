using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography.Pkcs;
using System.Text;
using Dinamis.Activity.Use;
using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Activity.Journal;

/// <summary>The lines of one adhesion and what proves them, in one file: whoever holds it needs neither this service nor the journal's key, only openssl.</summary>
sealed class JournalExtract(ActivityDb db, JournalKey key, TimeStamps stamps)
{
    /// <param name="organisation">The body of the adhesion; the caller may read what was done for it.</param>
    /// <param name="adhesion">Its lines, and those of its acts.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    /// <returns>A zip; <c>LISEZMOI.txt</c> in it says how to check the rest.</returns>
    /// <exception cref="Refused">404: the journal has no such line; 503: the authority's root is out of reach.</exception>
    public async Task<byte[]> OfAsync(Guid organisation, Guid adhesion, CancellationToken cancellationToken)
    {
        await stamps.PrepareAsync(cancellationToken);
        await using var moment = await db.MomentAsync(cancellationToken);
        var lines = await LinesAsync(organisation, adhesion, cancellationToken);
        if (lines.Count == 0) throw new Refused(Kernel.Refusals.NotFound);
        var days = await DaysAsync(lines, cancellationToken);
        return Zip(adhesion, days, [.. lines.Skip(days.Sum(d => d.Lines.Count))]);
    }

    Task<List<JournalEntry>> LinesAsync(Guid organisation, Guid adhesion, CancellationToken cancellationToken)
    {
        var (id, fact) = ($"{adhesion}", $"\"adhesion\":\"{adhesion}\"");
        return db.Entries.AsNoTracking()
            .Where(e => e.OrganisationId == organisation && e.Producer == Resources.Membership)
            .Where(e => (e.ObjectType == "adhesion" && e.ObjectId == id) || (e.ObjectType == "deed" && e.Facts.Contains(fact)))
            .OrderBy(e => e.Seq).ToListAsync(cancellationToken);
    }

    /// <summary>Each day's seal with the lines that it is the first to cover, and the chain between them.</summary>
    async Task<List<Day>> DaysAsync(List<JournalEntry> lines, CancellationToken cancellationToken)
    {
        var first = JournalSeal.DayOf(lines[0].At);
        // The tokens are read for the days that are needed; the others are a few hundred bytes each.
        var ends = await db.Seals.AsNoTracking().Where(s => s.Day >= first).OrderBy(s => s.Day).Select(s => new { s.Day, s.Content }).ToListAsync(cancellationToken);
        List<Day> days = [];
        var done = 0;
        foreach (var end in ends)
        {
            if (done == lines.Count) break;
            var count = JournalSeal.EndsOf(end.Content).FirstOrDefault(e => e.Producer == Resources.Membership).Count;
            var own = lines.Skip(done).TakeWhile(l => l.Seq <= count).ToList();
            if (own.Count == 0) continue;
            done += own.Count;
            var seal = await db.Seals.AsNoTracking().SingleAsync(s => s.Day == end.Day, cancellationToken);
            var chain = await db.Entries.AsNoTracking().Where(e => e.Producer == Resources.Membership && e.Seq >= own[0].Seq && e.Seq <= count).OrderBy(e => e.Seq).ToListAsync(cancellationToken);
            days.Add(new(seal, own, [.. chain.Select(Chaining.Link)], count));
        }
        return days;
    }

    byte[] Zip(Guid adhesion, List<Day> days, List<JournalEntry> unproven)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            void Add(string name, byte[] bytes)
            {
                var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
                entry.LastWriteTime = (unproven.LastOrDefault() ?? days[^1].Lines[^1]).At;
                using var stream = entry.Open();
                stream.Write(bytes);
            }
            Add("LISEZMOI.txt", Encoding.UTF8.GetBytes(Guide(adhesion, days, unproven)));
            if (days.Count > 0) Add("ouvertures.txt", Ascii(days.SelectMany(d => d.Lines).Select(l => $"{l.Seq} {Convert.ToHexStringLower(Chaining.Opening(l, key.Value))}")));
            foreach (var day in days)
            {
                foreach (var line in day.Lines) Add($"lignes/{line.Seq}.json", Chaining.Content(line));
                Add($"chaine-{day.Seal.Day}.txt", Ascii(day.Chain));
                Add($"cachet-{day.Seal.Day}.txt", Encoding.UTF8.GetBytes(day.Seal.Content));
                Add($"cachet-{day.Seal.Day}.tst", day.Seal.Token);
            }
            foreach (var line in unproven) Add($"sans-preuve/{line.Seq}.json", Chaining.Content(line));
            if (days.Count > 0 && stamps.Roots is { } roots) Add("autorites.pem", Encoding.ASCII.GetBytes(roots));
        }
        return zip.ToArray();
    }

    static byte[] Ascii(IEnumerable<string> lines) => Encoding.ASCII.GetBytes(string.Concat(lines.Select(l => l + "\n")));

    // As in the archive of an act: a line that begins with « $ » is typed as it is in the folder of the archive; « > » says what must be read. A test does exactly this.
    string Guide(Guid adhesion, List<Day> days, List<JournalEntry> unproven)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            LE JOURNAL DE L’ADHÉSION {adhesion}

            Le journal garde une ligne de chaque étape : qui, quoi, quand, au nom de qui. Il ne contient ni nom ni adresse, seulement des
            identifiants. Voici les lignes de cette adhésion et de ses actes{(days.Count > 0 ? ", et ce qui prouve qu’elles ont été écrites ainsi" : "")}.


            """);
        if (days.Count > 0)
            text.Append("""
                Il suffit d’openssl (version 1.1.1 ou suivante) et d’une ligne de commande, dans ce dossier. Ce qui suit « $ » se tape tel
                quel ; « > » dit ce qu’il faut lire.

                  lignes/N.json       ce que dit la ligne N, l’heure en temps universel
                  ouvertures.txt      pour chaque ligne, la clé de son empreinte ; elle n’en ouvre pas d’autre
                  chaine-J.txt        les empreintes enchaînées jusqu’au cachet du jour J ; celles des autres dossiers ne disent rien de leur contenu
                  cachet-J.txt, .tst  où s’arrêtait chaque chaîne quand le jour J fut scellé, et le jeton d’horodatage (RFC 3161) de ce texte
                  autorites.pem       l’autorité d’horodatage à laquelle le service se fie

                """);
        if (unproven.Count > 0) text.Append("  sans-preuve/N.json  ce que dit la ligne N, qu’aucun cachet ne couvre encore, l’heure en temps universel\n");
        text.Append("\nLes lignes, à l’heure de Paris :\n\n");
        foreach (var line in days.SelectMany(d => d.Lines).Concat(unproven))
            text.Append(CultureInfo.InvariantCulture, $"  {line.Seq,8}  {Months.Local(line.At):dd/MM/yyyy HH:mm:ss}  {line.Verb}\n");
        if (days.Count > 0)
        {
            if (stamps.Roots is null) text.Append("\nLe service se fie aux autorités de son système : mettez vous-même dans autorites.pem le certificat de l’autorité qui signe les jetons.\n");
            else text.Append("\nComparez autorites.pem avec ce que cette autorité publie elle-même : c’est le seul point où vous vous fiez à quelqu’un.\n");
            // « done » reads the openings one by one; what differs is not counted.
            text.Append(CultureInfo.InvariantCulture, $$"""

                1. Chaque ligne dit ce que sa chaîne a retenu : l’empreinte de son contenu, calculée avec sa clé, y est à sa place.

                $ while read -r n cle; do grep -q "^{{Resources.Membership}} $n .* $(openssl dgst -sha256 -mac HMAC -macopt hexkey:$cle -r lignes/$n.json | cut -c1-64)$" chaine-*.txt && echo conforme; done < ouvertures.txt | grep -c conforme
                > {{days.Sum(d => d.Lines.Count)}}

                """);
        }
        for (var i = 0; i < days.Count; i++)
        {
            var (seal, day) = (days[i].Seal, days[i].Seal.Day);
            text.Append(CultureInfo.InvariantCulture, $$"""

                {{2 * i + 2}}. La chaîne du {{Months.Local(seal.At):dd/MM/yyyy}} mène sans coupure à la ligne {{days[i].Count}}, où s’arrêtait le journal au moment du cachet.

                $ h={{Convert.ToHexStringLower(days[i].Lines[0].Previous)}}; while read -r suite; do h=$(printf '%s %s\n' "$h" "$suite" | openssl dgst -sha256 -r | cut -c1-64); done < chaine-{{day}}.txt; grep -c "^{{Resources.Membership}} {{days[i].Count}} $h$" cachet-{{day}}.txt
                > 1

                {{2 * i + 3}}. Ce cachet existait à la date de son jeton : rien de ce qui précède n’a pu être écrit ni changé après.

                $ openssl ts -verify -data cachet-{{day}}.txt -in cachet-{{day}}.tst -token_in -CAfile autorites.pem -attime {{StampedAt(seal).ToUnixTimeSeconds()}}
                > Verification: OK

                """);
        }
        if (unproven.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"\nLignes sans preuve pour l’instant : {unproven.Count}. Un cachet est posé chaque jour : demandez un nouvel extrait après le prochain.\n");
        return text.Append("""

            Ce que cela ne dit pas : qu’il n’existe aucune autre ligne de cette adhésion. Seul l’exploitant, qui relit toutes les chaînes
            avec leur contenu, le constate ; ce qu’il relit est scellé par les mêmes cachets.

            """).ToString().ReplaceLineEndings("\n");
    }

    static DateTimeOffset StampedAt(JournalSeal seal) =>
        Rfc3161TimestampToken.TryDecode(seal.Token, out var token, out _) ? token.TokenInfo.Timestamp : throw new InvalidOperationException($"The seal of {seal.Day} is not readable.");

    /// <param name="Seal">The first that covers these lines.</param>
    /// <param name="Lines">Of the adhesion, in order.</param>
    /// <param name="Chain">Every line from the first of them to where the seal found the chain.</param>
    /// <param name="Count">Where that was.</param>
    sealed record Day(JournalSeal Seal, List<JournalEntry> Lines, IReadOnlyList<string> Chain, long Count);
}
