using Dinamis.Accounts;
using Dinamis.Accounts.Letters;
using Dinamis.Accounts.Organisations;
using Dinamis.Accounts.Rpc;
using Dinamis.Mail;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;
using Dinamis.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults().AddBearer(Resources.Accounts).AddDinamisGrpc();
builder.AddStore<AccountsDb, SqliteAccountsDb, PostgresAccountsDb>(Resources.Accounts);
builder.AddRights<AccountsDb>(owner: Resources.Accounts);
builder.AddMail<AccountsDb>();
builder.AddServiceClient<Dinamis.Wire.Membership.MembershipClient>(Resources.Membership);
builder.Services.AddScoped<Powers>().AddScoped<Letters>();
builder.Services.AddHostedService<NameStep>();

var app = builder.Build();
app.UseDinamis();
app.MapServiceDefaults();
app.MapGrpcService<AccountsService>();
app.MapFeed<AccountsDb>();
app.MapApiDocument<AccountsDb>(ApiDescription.Doc);
app.Run();
