using System.Diagnostics;
using System.Text;
using Dinamis.Membership.Bodies;
using Dinamis.ServiceTests.Harness;
using Dinamis.ServiceTests.Local;
using Dinamis.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static Dinamis.ServiceTests.Membership.MembershipHost;

namespace Dinamis.ServiceTests.Membership;

/// <summary>The directory of bodies: a file, or the public API against a server of our own that answers as it does.</summary>
public sealed class DirectorySpec
{
    const string Marmande = "214701575";

    // The fields of recherche-entreprises.api.gouv.fr/search?minimal=true&include=siege, with more than we read.
    const string Known = """
        {"results":[{"siren":"214701575","nom_complet":"COMMUNE DE MARMANDE (MAIRIE)","nom_raison_sociale":"COMMUNE DE MARMANDE","sigle":null,"nombre_etablissements":12,"nature_juridique":"7210","etat_administratif":"A",
        "siege":{"siret":"21470157500017","numero_voie":"2","indice_repetition":null,"type_voie":"PLACE","libelle_voie":"CLEMENCEAU","complement_adresse":"MAIRIE","code_postal":"47200","commune":"47157","libelle_commune":"MARMANDE","departement":"47","region":"75","adresse":"MAIRIE 2 PLACE CLEMENCEAU 47200 MARMANDE","etat_administratif":"A","est_siege":true,"latitude":"44.5"}}],
        "total_results":1,"page":1,"per_page":1,"total_pages":1}
        """;

    static Task<EntityForm?> AskAsync(IServiceProvider services, string siren = Marmande) => services.GetRequiredService<IBodyDirectory>().FindAsync(siren, Stop);

    static WebApplication With(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        builder.AddBodyDirectory();
        return builder.Build();
    }

    [Fact]
    public async Task The_public_api_gives_name_address_and_legal_category_for_the_siren_asked()
    {
        await using var api = await Api.StartAsync(Known);
        await using var app = With(("Directory:Url", api.Url));

        (await AskAsync(app.Services)).ShouldBe(new EntityForm
        {
            Name = "COMMUNE DE MARMANDE",
            Siren = Marmande,
            Category = "commune",
            LegalForm = "Commune et commune nouvelle",
            Street = "2 PLACE CLEMENCEAU",
            PostalCode = "47200",
            Town = "MARMANDE",
            Department = "47",
        });
        api.Asked.ShouldBe([$"/search?q={Marmande}&minimal=true&include=siege&page=1&per_page=1"]);
    }

    [Theory]
    [InlineData("""{"results":[],"total_results":0,"page":1,"per_page":1,"total_pages":0}""")]
    [InlineData("""{"results":[{"siren":"552081317","nom_complet":"ELECTRICITE 214701575","etat_administratif":"A"}]}""")]
    [InlineData("""{"results":[{"siren":"214701575","nom_complet":"ANCIENNE COMMUNE","etat_administratif":"C"}]}""")]
    public async Task A_number_that_it_does_not_know_or_a_body_that_has_ceased_is_unknown(string answer)
    {
        await using var api = await Api.StartAsync(answer);
        await using var app = With(("Directory:Url", api.Url));

        (await AskAsync(app.Services)).ShouldBeNull();
    }

    [Fact]
    public async Task What_a_body_keeps_to_itself_and_what_the_code_does_not_say_stays_empty()
    {
        await using var api = await Api.StartAsync("""{"results":[{"siren":"214701575","nom_complet":"GROUPEMENT","nom_raison_sociale":null,"nature_juridique":"9999","etat_administratif":"A","siege":{"libelle_voie":"[ND]","code_postal":"[ND]","libelle_commune":"MARMANDE","departement":null}}]}""");
        await using var app = With(("Directory:Url", api.Url));

        (await AskAsync(app.Services)).ShouldBe(new EntityForm { Name = "GROUPEMENT", Siren = Marmande, Town = "MARMANDE" });
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(429, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, "{}")]
    [InlineData(200, "null")]
    [InlineData(200, """{"results":{"siren":1}}""")]
    public async Task An_answer_that_is_none_means_that_it_is_away(int status, string body)
    {
        await using var api = await Api.StartAsync(body, status);
        await using var app = With(("Directory:Url", api.Url), ("Directory:Patience", "00:00:02"));

        await Should.ThrowAsync<DirectoryAwayException>(() => AskAsync(app.Services));
    }

    [Fact]
    public async Task A_first_failure_is_asked_again()
    {
        await using var api = await Api.StartAsync(Known, first: 503);
        await using var app = With(("Directory:Url", api.Url));

        (await AskAsync(app.Services))!.Name.ShouldBe("COMMUNE DE MARMANDE");
        api.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_silent_directory_and_one_that_is_not_there_are_away_and_the_askers_own_end_is_his()
    {
        await using var api = await Api.StartAsync(silent: true);
        await using var app = With(("Directory:Url", api.Url), ("Directory:Patience", "00:00:00.5"));
        await using var nowhere = With(("Directory:Url", $"http://127.0.0.1:{FreePort.Next()}/"));

        await Should.ThrowAsync<DirectoryAwayException>(() => AskAsync(app.Services));
        await Should.ThrowAsync<DirectoryAwayException>(() => AskAsync(nowhere.Services));
        await Should.ThrowAsync<OperationCanceledException>(() => app.Services.GetRequiredService<IBodyDirectory>().FindAsync(Marmande, new(canceled: true)));
    }

    [Fact]
    public async Task A_file_of_bodies_answers_by_its_lines_and_one_that_is_no_table_stops_the_start()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("organismes.csv"), "SIREN;Nom;Adresse;Code postal;Commune\n214701575;Commune de Marmande;2 place Clemenceau;47200;Marmande\n214701576;Faux SIREN;1 rue;47200;Marmande\n", Encoding.UTF8, Stop);
        await using var app = With(("Directory:File", folder.File("organismes.csv")));

        (await AskAsync(app.Services)).ShouldBe(new EntityForm { Name = "Commune de Marmande", Siren = Marmande, Category = "commune", Street = "2 place Clemenceau", PostalCode = "47200", Town = "Marmande", Department = "47" });
        (await AskAsync(app.Services, "214701576")).ShouldBeNull();
        await File.WriteAllTextAsync(folder.File("organismes.csv"), "bonjour\n", Stop);
        Should.Throw<Kernel.Refused>(() => With(("Directory:File", folder.File("organismes.csv"))));
        With().Services.GetService<IBodyDirectory>().ShouldBeNull();
    }

    [Theory, Stores]
    public async Task The_référent_is_shown_what_the_directory_says_nobody_else_asks_it_and_without_one_he_types(StoreKind kind)
    {
        await using var api = await Api.StartAsync(Known);
        await using var directory = With(("Directory:Url", api.Url), ("Directory:Patience", "00:00:01"));
        await using var app = await CreateAsync(kind, services => services.AddSingleton(directory.Services.GetRequiredService<IBodyDirectory>()));
        var road = new Road(app, Marmande);
        await road.StartAsync();
        var link = await app.LinkAsync(road.Referent);

        var said = await app.Anybody.DescribeBodyAsync(new() { Link = link }, Asking.Read());
        (said.Outcome, said.Entity.Name).ShouldBe((BodyDescription.Types.Outcome.Found, "COMMUNE DE MARMANDE"));
        api.Status = 500;
        (await app.Anybody.DescribeBodyAsync(new() { Link = link }, Asking.Read())).ShouldBe(new() { Outcome = BodyDescription.Types.Outcome.Away });
        await app.Anybody.DescribeBodyAsync(new() { Link = "autre" }, Asking.Read()).ShouldBeRefusedAsync("LINK_GONE", 410);
    }

    /// <summary>Answers each question alike, or the first one with another status, or never.</summary>
    sealed class Api : IAsyncDisposable
    {
        WebApplication app = null!;

        public string Url { get; private init; } = "";
        public int Status { get; set; }
        public List<string> Asked { get; } = [];

        public static async Task<Api> StartAsync(string body = "", int status = 200, int? first = null, bool silent = false)
        {
            var api = new Api { Url = $"http://127.0.0.1:{FreePort.Next()}/", Status = status };
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls(api.Url);
            api.app = builder.Build();
            api.app.Run(async http =>
            {
                api.Asked.Add($"{http.Request.Path}{http.Request.QueryString}");
                if (silent) await Task.Delay(Timeout.Infinite, http.RequestAborted);
                (http.Response.StatusCode, http.Response.ContentType) = (api.Asked.Count == 1 && first is { } other ? other : api.Status, "application/json");
                await http.Response.WriteAsync(body, http.RequestAborted);
            });
            await api.app.StartAsync(Stop);
            return api;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
