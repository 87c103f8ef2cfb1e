using System.Text;
using Dinamis.Kernel;
using Dinamis.Portal.Registre;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;
using Grpc.Core;

namespace Dinamis.UnitTests.Portal;

/// <summary>The list of a relay's partners, as spreadsheets of French offices write it: what is right enters, what is wrong comes back whole.</summary>
public sealed class ListeSpec
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(";", "utf-8"), InlineData(",", "utf-8"), InlineData("\t", "utf-8"), InlineData(";", "windows-1252")]
    public async Task A_list_is_read_whatever_its_separator_and_its_encoding(string separator, string encoding)
    {
        string[][] rows =
        [
            ["Numéro SIREN", "Nom", "Déjà partenaire", "Contact", "Département", "Couleur"],
            ["217 500 016", "Commune de l’Île-d’Œuvre", "Oui", "Léa Roche <lea.roche@mairie.example>", "Lot-et-Garonne", "bleu"],
        ];
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var (import, registry) = await SendAsync(LecteurListe.Ouvrir(new MemoryStream(bytes.GetBytes(string.Join("\r\n", rows.Select(r => string.Join(separator, r)))))));

        import.Refus.ShouldBeNull();
        import.Fautives.ShouldBeEmpty();
        import.NonLues.ShouldBe(["Couleur"]);
        var body = registry.Bodies.ShouldHaveSingleItem();
        (body.Siren, body.Name, body.Partner, body.Category, body.Department).ShouldBe(("217500016", "Commune de l’Île-d’Œuvre", true, "commune", "47"));
        (body.Referent.GivenName, body.Referent.FamilyName, body.Referent.Address).ShouldBe(("Léa", "Roche", "lea.roche@mairie.example"));
    }

    [Fact]
    public async Task Pasted_lines_without_titles_are_read_in_their_order()
    {
        var (import, registry) = await SendAsync(new StringReader("217500016\tCommune de Paris\tnon\tsig@paris.example\n"));
        (import.Ajoutes, import.Titres).ShouldBe((1, ""));
        (registry.Bodies[0].Partner, registry.Bodies[0].Referent.Address).ShouldBe((false, "sig@paris.example"));
    }

    [Fact]
    public async Task Each_faulty_line_comes_back_whole_with_its_reason_and_the_others_enter()
    {
        var list = new StringBuilder("SIREN;Nom;Partenaire;Code postal\n");
        list.Append("217500016;Commune de Paris;oui;75004\n").Append("123456789;Commune sans SIREN;oui;\n").Append("213300635;\"Ville; de \"\"Bordeaux\"\"\";peut-être;33000\n")
            .Append("217500016;Encore Paris;non;\n").Append("214001925;\"Dax;oui;40100\n").Append("218708501;Commune de Limoges;non;87000\n").Append("213300635;\"Commune\nde Bordeaux\";oui;20000\n");
        var (import, registry) = await SendAsync(new StringReader(list.ToString()));

        registry.Bodies.Select(b => (b.Name, b.Department)).ShouldBe([("Commune de Paris", "75"), ("Commune de Limoges", "87")]);
        import.Fautives.Select(f => (f.Numero, f.Texte)).ShouldBe(
        [
            (3, "123456789;Commune sans SIREN;oui;"), (4, "213300635;\"Ville; de \"\"Bordeaux\"\"\";peut-être;33000"), (5, "217500016;Encore Paris;non;"),
            (6, "214001925;\"Dax;oui;40100"), (8, "213300635;\"Commune\nde Bordeaux\";oui;20000"),
        ]);
        import.Fautives.Select(f => f.Fautes.Single()).ShouldBe(
            ["Le SIREN compte 9 chiffres ; vérifiez-le.", "Partenaire : écrivez oui ou non, au lieu de « peut-être ».", "Ce SIREN est déjà à la ligne 2.", "Un guillemet ouvert n’est pas refermé.", "Ce SIREN est déjà à la ligne 4."]);
        import.Titres.ShouldBe("SIREN;Nom;Partenaire;Code postal");
    }

    [Fact]
    public async Task A_long_list_goes_by_batches_each_with_a_key_of_its_own_and_what_met_no_answer_comes_back()
    {
        var sirens = Enumerable.Range(100_000_00, 100_000).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)).SelectMany(n => Enumerable.Range(0, 10).Select(d => n + d)).Where(Siren.IsSiren).Take(501).ToList();
        var registry = new Registry { Away = 1 };
        var (import, _) = await SendAsync(new StringReader("siren;nom\n" + string.Join('\n', sirens.Select(s => s + ";Commune " + s))), registry);

        (registry.Keys.Count, registry.Keys.Distinct().Count()).ShouldBe((3, 3));
        (import.Ajoutes, import.Fautives.Count).ShouldBe((301, 200));
        import.Fautives[0].ShouldSatisfyAllConditions(f => f.Numero.ShouldBe(202), f => f.Fautes.Single().ShouldContain("envoyez cette ligne de nouveau"));
    }

    [Theory]
    [InlineData("", "vide"), InlineData("Ville;Population\nDax;20000", "La première ligne doit")]
    public async Task A_list_that_names_no_body_says_what_it_should_hold(string list, string reason)
    {
        var (import, registry) = await SendAsync(new StringReader(list));
        import.Refus.ShouldNotBeNull().ShouldContain(reason, Case.Insensitive);
        registry.Bodies.ShouldBeEmpty();
    }

    static async Task<(ImportListe Import, Registry Registry)> SendAsync(TextReader text, Registry? registry = null)
    {
        registry ??= new();
        var import = new ImportListe(registry, "relais", "cle");
        using (text) await import.EnvoyerAsync(text, Cancel);
        return (import, registry);
    }

    /// <summary>Membership as the portal sees it: refuses a batch whose SIRENs are wrong, by row.</summary>
    sealed class Registry : Wire.Membership.MembershipClient
    {
        public List<PartnerView> Bodies { get; } = [];
        public List<string> Keys { get; } = [];

        /// <summary>Rank of the call that gets no answer.</summary>
        public int? Away { get; init; }

        public override AsyncUnaryCall<ImportPartnersReply> ImportPartnersAsync(ImportPartnersRequest request, Metadata headers, DateTime? deadline, CancellationToken cancellationToken) =>
            new(Task.Run(() => Import(request, headers), cancellationToken), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

        ImportPartnersReply Import(ImportPartnersRequest request, Metadata headers)
        {
            Keys.Add(headers.GetValue("idempotency-key")!);
            if (Keys.Count - 1 == Away) throw new RpcException(new(StatusCode.Unavailable, ""));
            var faults = request.Partners.Select((p, i) => (p, i)).Where(x => !Siren.IsSiren(x.p.Siren)).Select(x => new FieldError($"partners[{x.i}].siren", "Le SIREN compte 9 chiffres ; vérifiez-le.")).ToList();
            if (faults.Count > 0) throw new Refused(Refusals.Invalid, faults).ToRpc();
            Bodies.AddRange(request.Partners);
            return new() { Added = request.Partners.Count };
        }
    }
}
