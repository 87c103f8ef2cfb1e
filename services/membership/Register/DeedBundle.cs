using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dinamis.Membership.Deeds;
using Dinamis.Membership.Deeds.Pdf;

namespace Dinamis.Membership.Register;

/// <summary>Everything that proves an act, in one file: whoever holds it needs neither this service nor its register, only openssl.</summary>
static class DeedBundle
{
    static readonly JsonSerializerOptions readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="deed">In force, or once was.</param>
    /// <param name="pdf">The registered file, <see cref="Deed.FileSha256"/>.</param>
    /// <param name="trust">Whose anchors go with it, and its lists where the file carries none.</param>
    public static byte[] Of(Deed deed, byte[] pdf, Trust trust)
    {
        var layout = DeedLayout.Read(PdfFile.Read(pdf), 2, []);
        Proof[] proofs = [.. layout.Signatures.Select((part, i) => new Proof(i + 1, part))];
        var lists = layout.Lists.Count > 0 ? layout.Lists : trust.Lists;
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            void Add(string name, byte[] bytes)
            {
                var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
                entry.LastWriteTime = deed.InForceFrom!.Value;
                using var stream = entry.Open();
                stream.Write(bytes);
            }
            Add("LISEZMOI.txt", Encoding.UTF8.GetBytes(Guide(deed, proofs, lists.Count)));
            Add($"{deed.Number}.pdf", pdf);
            Add("preuves.json", JsonSerializer.SerializeToUtf8Bytes(Evidence(deed), readable));
            foreach (var proof in proofs)
            {
                Add($"signature-{proof.Rank}.cms", proof.Cms);
                Add($"certificat-{proof.Rank}.pem", Encoding.ASCII.GetBytes(proof.CertificatePem + "\n"));
                Add($"jeton-{proof.Rank}.tst", proof.Token);
            }
            var anchors = trust.Signers.Concat(trust.Timestampers).DistinctBy(a => a.Thumbprint);
            Add("autorites.pem", Encoding.ASCII.GetBytes(string.Concat(anchors.Select(a => a.ExportCertificatePem() + "\n"))));
            for (var i = 0; i < lists.Count; i++) Add($"revocations-{i + 1}.crl", lists[i].Der.ToArray());
        }
        return zip.ToArray();
    }

    /// <summary>What the register knows beside the file: who consented by which link, when, and what DINAMIS decided.</summary>
    static object Evidence(Deed deed) => new
    {
        numero = deed.Number,
        nature = $"{deed.Kind}",
        etat = $"{deed.Status}",
        organisme = new { nom = deed.Content.Member.Name, siren = deed.Content.Member.Siren, representant = deed.Content.Member.RepresentativeName, fonction = deed.Content.Member.RepresentativeFunction },
        delegation = Delegation(deed.Content.Member),
        quitteLeRelais = deed.Content.Leaves is { } leaves ? new { motif = leaves.Reason, premierJour = leaves.FirstDay, metFinA = leaves.Ended.Select(e => e.Number) } : null,
        modifie = deed.Content.Amends is { } amends ? new { acte = amends.ActeNumber, ancienNom = amends.FormerName, ancienneForme = amends.FormerLegalForm } : null,
        autrePartie = deed.Content.Counterparty.Name,
        fige = new { le = deed.FrozenAt, sha256 = deed.FrozenSha256 },
        modele = deed.Content.Clauses is { } clauses ? new { version = clauses.Number, sha256 = clauses.Sha256, texte = clauses.Text } : null,
        consentement = new { le = deed.ConsentAt, lien = deed.ConsentBy, code = Code(deed.ConsentCodeBy) },
        signeParOrganisme = deed.SignedByMemberAt,
        contreseing = new { le = deed.CountersignedAt, personne = deed.CountersignedBy },
        enVigueur = deed.InForceFrom,
        fin = deed.EndedAt,
        sha256 = deed.FileSha256,
        sha256Signe = deed.Sha256,
        textes = deed.Content.Texts.Select(t => new { famille = t.Family, version = t.Number, sha256 = t.Sha256 }),
        decision = new { le = deed.DecidedAt, licences = deed.DecidedLicences.Select(l => new { famille = l.Family, version = l.Version }) },
    };

    static object? Delegation(DeedMember member) => member.Delegation is not { } delegation ? null : new
    {
        signataire = delegation.Name,
        fonction = delegation.Function,
        de = member.RepresentativeName,
        arrete = new { numero = delegation.DecreeNumber, date = delegation.DecreeDate, sha256 = delegation.DecreeSha256 },
        examen = new { le = delegation.ExaminedAt, personne = delegation.ExaminedBy },
    };

    static Dictionary<string, string>? Code(string by) => by switch
    {
        "" => null,
        Links.Link.ByMail => new Dictionary<string, string> { ["moyen"] = "courriel au référent, à une autre adresse que celle du lien" },
        var person => new Dictionary<string, string> { ["moyen"] = "de vive voix : le référent et le représentant légal lisent la même boîte", ["personne"] = person },
    };

    // A line that begins with « $ » is typed as it is in the folder of the archive; « > » says what must be read in the answer. A test does exactly this.
    static string Guide(Deed deed, Proof[] proofs, int lists)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            VÉRIFIER L’ACTE {deed.Number} SANS LE SERVICE

            Cette archive contient l’acte signé par les deux parties et ce qui le prouve. Il suffit d’openssl (version 1.1.1 ou
            suivante) et d’une ligne de commande, dans ce dossier. Ce qui suit « $ » se tape tel quel ; « > » dit ce qu’il faut lire.

              {deed.Number}.pdf     l’acte, tel qu’il est au registre : ne l’imprimez pas pour prouver, ne l’enregistrez pas de nouveau
              preuves.json            ce que le registre sait d’autre : dates, empreintes, décision de DINAMIS
              signature-N.cms         la signature N (1 : l’organisme, 2 : l’autre partie)
              certificat-N.pem        le certificat de son signataire
              jeton-N.tst             son jeton d’horodatage (RFC 3161)
              autorites.pem           les autorités auxquelles le service se fie
              revocations-N.crl       leurs listes de révocation, si le service les avait

            Comparez autorites.pem avec ce que ces autorités publient elles-mêmes : c’est le seul point où vous vous fiez à quelqu’un.

            1. Le fichier est celui du registre. La même empreinte se lit sur la page « Vérifier un acte » du service.

            $ openssl dgst -sha256 {deed.Number}.pdf
            > {deed.FileSha256}


            """);
        foreach (var proof in proofs)
            text.Append(CultureInfo.InvariantCulture, $"""
                {2 * proof.Rank}. La signature {proof.Rank} porte sur tout le fichier tel qu’il était, sauf la place de la signature elle-même.

                $ (head -c {proof.From} {deed.Number}.pdf; tail -c +{proof.To + 1} {deed.Number}.pdf | head -c {proof.End - proof.To}) > contenu-{proof.Rank}.bin
                $ openssl cms -verify -cades -binary -inform DER -in signature-{proof.Rank}.cms -content contenu-{proof.Rank}.bin -CAfile autorites.pem -purpose any -attime {proof.StampedAt.ToUnixTimeSeconds()} -out verifie-{proof.Rank}.bin
                > CAdES Verification successful
                $ openssl x509 -in certificat-{proof.Rank}.pem -noout -subject -nameopt utf8
                > {proof.Signer}

                {2 * proof.Rank + 1}. Elle existait le {Paris.Instant(proof.StampedAt)}, heure de Paris. La valeur et le jeton sont tirés de la signature elle-même.

                $ openssl asn1parse -inform DER -in signature-{proof.Rank}.cms -strparse {proof.ValueAt} -noout -out valeur-{proof.Rank}.bin
                $ openssl asn1parse -inform DER -in signature-{proof.Rank}.cms -strparse {proof.TokenAt} -noout -out extrait-{proof.Rank}.tst
                $ openssl ts -verify -digest $(openssl dgst -sha256 -r valeur-{proof.Rank}.bin | head -c 64) -in extrait-{proof.Rank}.tst -token_in -CAfile autorites.pem -attime {proof.StampedAt.ToUnixTimeSeconds()}
                > Verification: OK


                """);
        if (deed.IsCompleted)
            text.Append(CultureInfo.InvariantCulture, $"""
                {2 * proofs.Length + 2}. Le début du fichier est l’acte tel que les deux parties l’ont signé et reçu. Ce qui suit ne montre rien : ce sont des
                certificats et des listes de révocation, pour que l’acte se vérifie encore quand les autorités n’en publieront plus.

                $ head -c {proofs[^1].End} {deed.Number}.pdf > {deed.Number}-signe.pdf
                $ openssl dgst -sha256 {deed.Number}-signe.pdf
                > {deed.Sha256}

                """);
        else
            text.Append(CultureInfo.InvariantCulture, $"""
                {2 * proofs.Length + 2}. La seconde signature couvre le fichier jusqu’à son dernier octet : rien n’a été ajouté après elle.

                $ wc -c < {deed.Number}.pdf
                > {proofs[^1].End}

                """);
        for (var i = 1; i <= lists; i++)
            text.Append(CultureInfo.InvariantCulture, $"""

                {2 * proofs.Length + 2 + i}. La liste de révocation {i} est bien de son autorité. Cherchez-y les numéros de série des certificats : ils n’y sont pas.

                $ openssl crl -inform DER -in revocations-{i}.crl -CAfile autorites.pem -noout
                > verify OK

                """);
        return text.Append("""

            Ce que cela ne dit pas : qu’aucune page n’a été remplacée entre les deux signatures. La signature 1 montre le texte tel que
            l’organisme l’a signé ; la page « Vérifier un acte » compare en outre, octet par octet, ce que chaque signature a ajouté.

            Le journal de l’adhésion, qui dit chaque étape jusqu’à ces signatures, est une autre archive, avec ses propres preuves : le
            référent, le relais et DINAMIS la trouvent à côté de celle-ci. Ses lignes sont prouvées à partir du cachet du jour suivant.

            """).ToString().ReplaceLineEndings("\n");
    }

    /// <summary>One signature, taken apart.</summary>
    sealed class Proof
    {
        public Proof(int rank, SignedPart part)
        {
            (Rank, From, To, End) = (rank, part.From, part.To, part.Content.Length - part.From + part.To);
            Cms = part.Value();
            var signer = part.Signature().SignerInfos[0];
            using var certificate = signer.Certificate!;
            (CertificatePem, Signer) = (certificate.ExportCertificatePem(), certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
            Token = signer.UnsignedAttributes[0].Values[0].RawData;
            StampedAt = Rfc3161TimestampToken.TryDecode(Token, out var token, out _) ? token.TokenInfo.Timestamp : throw new InvalidOperationException("An act in force is time-stamped.");
            // An octet string of fewer than 128 bytes has two bytes before its value.
            (ValueAt, TokenAt) = (Cms.AsSpan().IndexOf(signer.GetSignature()) - 2, Cms.AsSpan().IndexOf(Token));
        }

        public int Rank { get; }
        public int From { get; }
        public int To { get; }
        public int End { get; }
        public byte[] Cms { get; }
        public byte[] Token { get; }
        public string CertificatePem { get; }
        public string Signer { get; }
        public DateTimeOffset StampedAt { get; }
        public int ValueAt { get; }
        public int TokenAt { get; }
    }
}
