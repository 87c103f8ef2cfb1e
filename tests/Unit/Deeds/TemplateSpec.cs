using System.Security.Cryptography;
using System.Text;
using Dinamis.Kernel;
using Dinamis.Membership.Deeds;
using Dinamis.Membership.Register;
using Dinamis.Membership.Templates;
using DeedKind = Dinamis.Wire.Deed.Types.Kind;

namespace Dinamis.UnitTests.Deeds;

/// <summary>The language of the texts of acts: what it says, and what it refuses.</summary>
public sealed class TemplateSpec
{
    public static TheoryData<DeedKind> Kinds => [.. FirstTemplates.Kinds];

    [Theory]
    [InlineData(DeedKind.Acte, "b52beea9bcbe1fd4313eacfe847e55c3b0cd6b24676f68717c0bdbf03afc82da")]
    [InlineData(DeedKind.Amendment, "8ac8866b8aa1207f56325df92ae06cd8b3bede32d8a7578767e4f21ce368fb17")]
    [InlineData(DeedKind.Avenant, "0f73744d7e5790fc49bd798053e3ac697d614e220b5d5b20c7766aa917f39812")]
    [InlineData(DeedKind.Convention, "71e2f7764c7e9254efb4eb3b05fe02249066cb9204fd675dfe7010adb3f75844")]
    public void The_first_text_of_a_kind_says_word_for_word_what_acts_said_before_there_were_templates(DeedKind kind, string sha256)
    {
        var words = new StringBuilder();
        foreach (var content in new[] { Drafts.Of(kind, "Suivre la forêt.\n\n  Suivre le littoral."), Drafts.Of(kind) with { Years = 5 }, Delegated(Drafts.Of(kind)) })
            foreach (var article in DeedArticles.Of(content)) words.Append(article.Title).Append('\n').AppendJoin('\n', article.Paragraphs).Append('\n');

        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{words}"))).ShouldBe(sha256);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_first_text_of_each_kind_keeps_to_the_rules_and_each_variable_says_something(DeedKind kind)
    {
        TemplateRules.Check(kind, FirstTemplates.Text(kind).Trim()).Errors.ShouldBeEmpty();

        var sample = SampleDeed.Of(kind, new(1, "", "# T\np"), byDelegation: true, DateTimeOffset.UnixEpoch, "https://dinamis.example/verifier");
        var variables = DeedVariables.Of(kind);
        variables.Select(v => v.Name).ShouldBeUnique();
        variables.Where(v => v.Name != DeedVariables.Texts && string.IsNullOrWhiteSpace(v.Value(sample))).ShouldBeEmpty();
    }

    [Fact]
    public void A_condition_says_one_thing_or_the_other_and_compares_words()
    {
        const string text = """
            # Objet
            {% if delegation %}Signé par {{ delegue }}.{% else %}Signé par {{ representant }}.{% endif %}
            {% if duree == "cinq ans" and delegation %}
            Cinq ans.
            {% elsif duree %}
            Durée : {{ duree }}.
            {% endif %}
            """;
        Said(text, Drafts.Of(DeedKind.Acte)).ShouldBe(["Signé par Élodie Garçon-Lefèvre."]);
        Said(text, Drafts.Of(DeedKind.Acte) with { Years = 2 }).ShouldBe(["Signé par Élodie Garçon-Lefèvre.", "Durée\u00a0: deux ans."]);
        Said(text, Delegated(Drafts.Of(DeedKind.Acte)) with { Years = 5 }).ShouldBe(["Signé par Anne Durand.", "Cinq ans."]);
    }

    [Fact]
    public void What_a_person_typed_is_never_read_as_a_title_a_tag_or_a_table()
    {
        const string typed = "# Article secret\n{{ organisme }} {% if delegation %}\n\u0002 Autre\u2029\u0003";
        var content = Drafts.Of(DeedKind.Acte, typed) with { Clauses = new(1, "", "# Objet\n{{ usages }}\nNom : {{ organisme }}") };
        content = content with { Member = content.Member with { Name = "# Commune\n# de {{ usages }}" } };

        var article = DeedArticles.Of(content).ShouldHaveSingleItem();
        article.WithTexts.ShouldBeFalse();
        article.Paragraphs.ShouldBe(["# Article secret", "{{ organisme }} {% if delegation %}", "Autre", "Nom\u00a0: # Commune # de {{ usages }}"]);
    }

    [Theory]
    [InlineData("Un paragraphe.", 1, "le texte commence par le titre de son premier article")]
    [InlineData("{% if duree %}\n# T\np\n{% endif %}", 1, "le texte commence par le titre de son premier article")]
    [InlineData("#Objet\np", 1, "un titre s’écrit # suivi d’un espace")]
    [InlineData("# \np", 1, "un titre s’écrit # suivi d’un espace")]
    [InlineData("# A\n\n# B\np", 1, "cet article n’a pas de texte.")]
    [InlineData("# A\n{{ tableau_des_textes }}\np\n# B", 4, "cet article n’a pas de texte.")]
    [InlineData("# A\np\n{% if duree %}# B{% endif %}\np", 3, "un titre commence sa ligne")]
    [InlineData("# A\n{{ durée }}", 2, "la variable « durée » n’existe pas pour cet acte")]
    [InlineData("# A\n{{ relais }}", 2, "la variable « relais » n’existe pas pour cet acte")]
    [InlineData("# A\n{{ organisme | upcase }}", 2, "la variable « organisme | upcase » n’existe pas")]
    [InlineData("# A\n{{ organisme.name }}", 2, "la variable « organisme.name » n’existe pas")]
    [InlineData("# A\np\n{{ organisme }", 3, "une accolade est seule")]
    [InlineData("# A\np {% if duree", 2, "une accolade est seule")]
    [InlineData("# A\n{% for u in usages %}p{% endfor %}", 2, "la balise « for » n’existe pas ici")]
    [InlineData("# A\n{% include 'x' %}p", 2, "la balise « include » n’existe pas ici")]
    [InlineData("# A\n{%- if duree -%}p{% endif %}", 2, "la balise « - » n’existe pas ici")]
    [InlineData("# A\np {% if duree %} q", 2, "ce {% if %} n’est fermé par aucun {% endif %}.")]
    [InlineData("# A\np {% endif %}", 2, "ce {% endif %} n’est dans aucune condition")]
    [InlineData("# A\n{% if duree %}p{% else %}q{% else %}r{% endif %}", 2, "cette condition a déjà son {% else %}")]
    [InlineData("# A\n{% if duree %}p{% else autre %}q{% endif %}", 2, "une condition s’écrit")]
    [InlineData("# A\n{% if duree and usages or delegation %}p{% endif %}", 2, "une condition s’écrit")]
    [InlineData("# A\n{% if année == \"x\" %}p{% endif %}", 2, "la variable « année » n’existe pas")]
    [InlineData("# A\n{% if duree %}{% if duree %}{% if duree %}{% if duree %}p{% endif %}{% endif %}{% endif %}{% endif %}", 2, "pas plus de 3 conditions")]
    [InlineData("# A\np {{ tableau_des_textes }}", 2, "{{ tableau_des_textes }} s’écrit une fois, seul sur sa ligne")]
    [InlineData("# A\np\n{% if duree %}\n{{ tableau_des_textes }}\n{% endif %}", 4, "{{ tableau_des_textes }} s’écrit une fois, seul sur sa ligne")]
    [InlineData("# A\np\u0007", 2, "un caractère invisible")]
    public void A_text_that_breaks_a_rule_is_refused_with_its_line(string text, int line, string rule) =>
        TemplateRules.Check(DeedKind.Acte, text + (text.Contains("tableau", StringComparison.Ordinal) ? "" : "\n{{ tableau_des_textes }}")).Errors
            .ShouldContain(e => e.Field == "text" && e.Message.StartsWith($"Ligne {line}, « ", StringComparison.Ordinal) && e.Message.Contains($" » : {rule}", StringComparison.Ordinal));

    [Fact]
    public void Faults_are_told_from_the_first_line_on_each_with_its_first_words() =>
        TemplateRules.Check(DeedKind.Avenant, "# Objet\n{% if delegation %}\nUn paragraphe assez long pour être coupé, de {{ personne }}.\n# Fin").Errors.Select(e => e.Message).ShouldBe(
        [
            "Ligne 2, « {% if delegation %} » : ce {% if %} n’est fermé par aucun {% endif %}.",
            "Ligne 3, « Un paragraphe assez long pour être coupé… » : la variable « personne » n’existe pas pour cet acte ; leur liste est sous le texte.",
            "Ligne 4, « # Fin » : cet article n’a pas de texte.",
        ]);

    [Fact]
    public void An_acte_says_where_its_texts_stand_and_an_avenant_has_none()
    {
        TemplateRules.Check(DeedKind.Acte, "# A\np").Errors.ShouldHaveSingleItem().Message.ShouldContain("il manque {{ tableau_des_textes }}");
        TemplateRules.Check(DeedKind.Avenant, "# A\np").Errors.ShouldBeEmpty();
        TemplateRules.Check(DeedKind.Avenant, "# A\n{{ tableau_des_textes }}").Errors.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_text_stays_within_a_length_whatever_people_type()
    {
        TemplateRules.Check(DeedKind.Avenant, "# A\n" + new string('p', 40_000)).Errors.ShouldHaveSingleItem().Message.ShouldBe("40000 caractères au plus.");
        TemplateRules.Check(DeedKind.Avenant, "# A\n" + new string('p', 3001)).Errors.ShouldHaveSingleItem().Message.ShouldContain("un paragraphe compte 3000 caractères au plus");
        TemplateRules.Check(DeedKind.Acte, "# A\n{{ tableau_des_textes }}\n" + string.Concat(Enumerable.Repeat("{{ usages }}\n", 40))).Errors.ShouldHaveSingleItem().Message.ShouldContain("l’acte dépasserait 120000 caractères");
    }

    [Fact]
    public void Whatever_keeps_to_the_rules_is_an_act_whatever_its_facts_are()
    {
        string[] pieces = ["\n# Titre\n", "\n", " ", "Un paragraphe.", "{{ organisme }}", "{{ usages }}", "{% if duree %}", "{% if delegation == \"x\" %}", "{% elsif usages and duree %}", "{% else %}", "{% endif %}", "{{", "%}", "#"];
        var kept = 0;
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 14].Sample(random =>
        {
            var text = "# Premier\nSon texte.\n{{ tableau_des_textes }}\n" + string.Concat(random) + "\n# Dernier\nSa fin.";
            if (TemplateRules.Check(DeedKind.Acte, text).Any) return;
            Interlocked.Increment(ref kept);
            foreach (var content in new[] { Drafts.Of(DeedKind.Acte), Drafts.Of(DeedKind.Acte, "") with { Years = 5 }, Delegated(Drafts.Of(DeedKind.Acte)) })
            {
                var articles = DeedArticles.Of(content with { Clauses = new(1, "", text) });
                (articles[0].Title, articles[0].Paragraphs[0], articles[0].WithTexts).ShouldBe(("Premier", "Son texte.", true));
                (articles[^1].Title, articles[^1].Paragraphs[^1]).ShouldBe(("Dernier", "Sa fin."));
            }
        }, iter: 20_000);
        kept.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task The_end_of_a_last_article_longer_than_a_page_stands_beside_the_signatures()
    {
        var text = "# Objet\nUn texte.\n# Dernier\n" + string.Join('\n', Enumerable.Range(1, 60).Select(i => $"Paragraphe {i} : {new string('m', 40)} {new string('n', 60)} {new string('o', 60)}"));
        var bytes = DeedPdf.Draw(Drafts.Of(DeedKind.Avenant) with { Clauses = new(1, "", text) });

        var lastPage = (await Tools.TextAsync(bytes, TestContext.Current.CancellationToken)).Split('\f', StringSplitOptions.RemoveEmptyEntries)[^1];
        lastPage.ShouldContain("Paragraphe 60");
        lastPage.ShouldContain("Signatures");
    }

    [Fact]
    public void An_act_that_accepts_texts_is_never_drawn_without_naming_them() =>
        Should.Throw<ArgumentException>(() => DeedPdf.Draw(Drafts.Of(DeedKind.Acte) with { Clauses = new(1, "", "# Objet\nUn texte.") }));

    [Fact]
    public void A_version_follows_the_one_in_force_says_why_and_changes_something()
    {
        var first = FirstTemplates.Of(DeedKind.Avenant, DateTimeOffset.UnixEpoch);
        first.Number.ShouldBe(1);

        string[] Refused(string text, string reason) => [.. Should.Throw<Refused>(() => DeedTemplate.Publish(DeedKind.Avenant, first, text, reason, "operator", DateTimeOffset.UnixEpoch)).Fields.Select(f => f.Field)];
        Refused(first.Text.ReplaceLineEndings("\r\n") + "\r\n", "Pour rien.").ShouldBe(["text"]);
        Refused("# A\nAutre.", " ").ShouldBe(["reason"]);

        var second = DeedTemplate.Publish(DeedKind.Avenant, first, "# A\r\nAutre.\r\n", "Un autre texte.", "operator", DateTimeOffset.UnixEpoch);
        (second.Number, second.Text).ShouldBe((2, "# A\nAutre."));
        second.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData("# A\nAutre."u8)));
    }

    static IReadOnlyList<string> Said(string text, DeedContent content) => DeedArticles.Of(content with { Clauses = new(1, "", text) }).ShouldHaveSingleItem().Paragraphs;

    static DeedContent Delegated(DeedContent content) => content with
    {
        Member = content.Member with { Delegation = new("Anne Durand", "Première adjointe", "adjointe@saint-medard.example", "2026-014", "2026-03-28", new string('a', 64), "person-instructor", content.FrozenAt) },
    };
}
