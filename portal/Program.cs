using Dinamis.Portal;
using Dinamis.Wire;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults().AddBearer(Resources.Portal).AddPages();
builder.AddForwardingClient<Membership.MembershipClient>(Resources.Membership);
builder.AddForwardingClient<Accounts.AccountsClient>(Resources.Accounts);
builder.AddForwardingClient<Catalogue.CatalogueClient>(Resources.Catalogue);
builder.AddForwardingClient<Tasking.TaskingClient>(Resources.Catalogue);
builder.AddForwardingClient<Activity.ActivityClient>(Resources.Activity);
builder.Services.AddHttpClient<Interfaces>(c => c.Timeout = TimeSpan.FromSeconds(5));
builder.Services.AddHttpClient<AttachmentFiles>(c => c.BaseAddress = Resources.Http(Resources.Membership));
builder.Services.AddHttpClient<ImageFiles>(c => c.BaseAddress = Resources.Http(Resources.Activity));

var app = builder.Build();
app.UsePages();
app.MapServiceDefaults();
app.MapPages();
app.MapFiles();
app.Run();
