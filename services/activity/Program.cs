using Dinamis.Activity;
using Dinamis.Activity.Following;
using Dinamis.Activity.Http;
using Dinamis.Activity.Journal;
using Dinamis.Activity.Rpc;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;
using Dinamis.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults().AddBearer(Resources.Activity).AddDinamisGrpc();
builder.AddStore<ActivityDb, SqliteActivityDb, PostgresActivityDb>(Resources.Activity);
builder.AddRights<ActivityDb>();
// Its own acts too come by its feed: the journal has one way in.
foreach (var producer in (string[])[Resources.Membership, Resources.Accounts, Resources.Catalogue, Resources.Activity])
    builder.AddFollower<ActivityDb, ActivityFollower>(producer);
builder.Services.AddScoped<Readers>().AddScoped<JournalExtract>();
builder.Services.AddSingleton<JournalKey>().AddSingleton<JournalWriter>().AddSingleton<JournalCheck>();
builder.Services.AddOptions<TsaOptions>().BindConfiguration("Tsa").Configure(o => o.TrustUrl = builder.Configuration.GetValue<Uri?>("Ca:TrustUrl"));
builder.Services.AddHttpClient<TimeStamps>(http => http.Timeout = TimeSpan.FromSeconds(20));
builder.Services.AddHostedService<SealStep>().AddHostedService<JournalPurge>();

var app = builder.Build();
app.UseDinamis();
app.MapServiceDefaults();
app.MapGrpcService<ActivityService>();
app.MapFeed<ActivityDb>();
app.MapPictures();
app.MapApiDocument<ActivityDb>(ApiDescription.Doc);
app.Run();
