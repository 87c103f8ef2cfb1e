using Dinamis.Identity;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddIdentity();

var app = builder.Build();
app.UsePublicOrigin();
app.UseExceptionHandler("/compte/erreur");
app.UseStatusCodePagesWithReExecute("/compte/erreur/{0}");
app.UseRouting();
app.UseAuthentication();
app.UseAuthorization();
app.MapServiceDefaults();
app.MapProtocol();
app.MapApiDocument<IdentityDb>(ApiDescription.Doc);
app.MapRazorPages().RequireAuthorization(Hosting.SessionPolicy);
app.Run();
