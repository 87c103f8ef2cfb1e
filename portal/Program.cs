using Dinamis.Portal;
using Dinamis.Portal.Components;

var builder = WebApplication.CreateBuilder(args);
builder.AddPages();

var app = builder.Build();
app.UsePages();
app.MapStaticAssets();
app.MapRazorComponents<App>().DisableAntiforgery();
app.Run();
