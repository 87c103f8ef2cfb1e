using Dinamis.Catalogue;
using Dinamis.Catalogue.Assets;
using Dinamis.Catalogue.Ingest;
using Dinamis.Catalogue.Rpc;
using Dinamis.Catalogue.Stac;
using Dinamis.Catalogue.Tasking;
using Dinamis.Catalogue.Tiles;
using Dinamis.Mail;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceDefaults.OpenApi;
using Dinamis.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults().AddBearer(Resources.Catalogue).AddDinamisGrpc();
// What the gateway lets through, and a method before it.
builder.WebHost.ConfigureKestrel(k => k.Limits.MaxRequestLineSize = 65 * 1024);
// A search reads some rows by an index: compiling it, or starting workers for it, takes longer than it does. PostGIS calls its exact test as dear as
// 25 pages: rather than make it for some scenes of other collections, the planner read the whole index of collections. A statement is parsed once for
// a session and planned for its own values each time. Nothing of a request stays in a session to be reset: settings and locks end with their transaction.
builder.AddStore<CatalogueDb, SqliteCatalogueDb, PostgresCatalogueDb>(Resources.Catalogue, defaults:
    "Options=-c jit=off -c max_parallel_workers_per_gather=0 -c cpu_operator_cost=0.0001 -c plan_cache_mode=force_custom_plan;Max Auto Prepare=50;No Reset On Close=true;");
builder.AddRights<CatalogueDb>().AddMail<CatalogueDb>();
builder.AddServiceClient<Dinamis.Wire.Accounts.AccountsClient>(Resources.Accounts);
builder.AddItems().AddAssets().AddTasking();

var app = builder.Build();
app.UseCorsForPrograms();
app.UseUnmapped();
app.UseDinamis();
app.MapServiceDefaults();
app.MapFeed<CatalogueDb>();
app.MapStac();
app.MapAssets();
app.MapTiles();
app.MapReceiveFile();
app.MapImport();
app.MapGrpcService<CatalogueService>();
app.MapGrpcService<TaskingService>();
app.MapApiDocument<CatalogueDb>(ApiDescription.Doc);
app.Run();
