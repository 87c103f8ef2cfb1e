using Dinamis.Portal.Components.Forms;
using Dinamis.Portal.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dinamis.UnitTests.Portal;

/// <summary>A page shows its form before the services have answered, and again when they have: each field then says what it has learned.</summary>
public sealed class FieldsSpec
{
    [Fact]
    public async Task A_field_shows_the_value_that_came_after_its_first_rendering() =>
        (await RenderAsync(new DefaultHttpContext(), page => page.Given("name", "Licence Pléiades"))).ShouldContain("value=\"Licence Pl&#xE9;iades\"");

    [Fact]
    public async Task A_field_shows_the_error_that_came_after_its_first_rendering()
    {
        var http = new DefaultHttpContext { Request = { Method = "POST", ContentType = "application/x-www-form-urlencoded" } };
        http.Request.Form = new FormCollection(new() { ["_action"] = "save", ["name"] = "x" });
        var html = await RenderAsync(http, page => page.Refuse("name", "Nommez le texte."));
        html.ShouldContain("aria-invalid=\"true\"");
        html.ShouldContain("id=\"save-name-erreur\"");
    }

    [Theory]
    [InlineData("arrêté.pdf", true)]
    [InlineData(null, false)]
    public async Task A_file_is_asked_again_only_where_one_had_been_chosen(string? chosen, bool again)
    {
        var http = new DefaultHttpContext { Request = { Method = "POST", ContentType = "multipart/form-data; boundary=b" } };
        FormFileCollection files = [];
        if (chosen is not null) files.Add(new FormFile(Stream.Null, 0, 0, "piece", chosen));
        http.Request.Form = new FormCollection(new() { ["_action"] = "save", ["name"] = "" }, files);

        (await RenderAsync(http, page => page.Refuse("name", "Nommez le texte."))).Contains("nouveau le fichier", StringComparison.Ordinal).ShouldBe(again);
    }

    static async Task<string> RenderAsync(HttpContext http, Action<SlowPage> answer)
    {
        var services = new ServiceCollection().AddSingleton<NavigationManager, NowhereElse>().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<CascadingValue<HttpContext>>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            ["Value"] = http,
            ["ChildContent"] = (RenderFragment)(b =>
            {
                b.OpenComponent<SlowPage>(0);
                b.AddComponentParameter(1, nameof(SlowPage.Answer), answer);
                b.CloseComponent();
            }),
        }))).ToHtmlString());
    }

    /// <summary>One field, and a service that answers later.</summary>
    sealed class SlowPage : PageFormulaire
    {
        [Parameter] public Action<SlowPage> Answer { get; set; } = null!;

        public void Given(string field, string value) => Saisie.Initialiser(field, value);
        public void Refuse(string field, string message) => Saisie.Refuser(field, message);

        protected override async Task Charger()
        {
            await Task.Yield();
            Answer(this);
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<Formulaire>(0);
            builder.AddComponentParameter(1, nameof(Formulaire.Saisie), Saisie);
            builder.AddComponentParameter(2, nameof(Formulaire.Action), "save");
            builder.AddComponentParameter(3, nameof(Formulaire.ChildContent), (RenderFragment)(b =>
            {
                b.OpenComponent<Champ>(0);
                b.AddComponentParameter(1, nameof(Champ.Nom), "name");
                b.AddComponentParameter(2, nameof(Champ.Libelle), "Nom");
                b.CloseComponent();
                b.OpenComponent<ChampFichier>(3);
                b.AddComponentParameter(4, nameof(ChampFichier.Nom), "piece");
                b.AddComponentParameter(5, nameof(ChampFichier.Libelle), "Pièce");
                b.CloseComponent();
            }));
            builder.CloseComponent();
        }
    }

    sealed class NowhereElse : NavigationManager
    {
        public NowhereElse() => Initialize("http://localhost/", "http://localhost/");
    }
}
