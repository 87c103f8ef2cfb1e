using Dinamis.Catalogue;
using Dinamis.Catalogue.Collections;
using Dinamis.Catalogue.Items;
using Dinamis.Catalogue.Rpc;
using Dinamis.Catalogue.Stac;
using Dinamis.Catalogue.Tasking;
using Dinamis.Mail;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults().AddBearer(Resources.Catalogue).AddDinamisGrpc();
builder.AddStore<CatalogueDb, SqliteCatalogueDb, PostgresCatalogueDb>(Resources.Catalogue);
builder.AddRights<CatalogueDb>().AddMail<CatalogueDb>();
builder.AddServiceClient<Dinamis.Wire.Accounts.AccountsClient>(Resources.Accounts);
builder.AddItems().AddTasking();

var app = builder.Build();
app.UseCorsForPrograms();
app.UseDinamis();
app.MapServiceDefaults();
app.MapFeed<CatalogueDb>();
app.MapStac();
app.MapGrpcService<CatalogueService>();
app.MapGrpcService<TaskingService>();
app.Run();
