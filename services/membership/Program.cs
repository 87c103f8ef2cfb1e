using Dinamis.Mail;
using Dinamis.Membership;
using Dinamis.Membership.Rpc;
using Dinamis.Rights;
using Dinamis.ServiceDefaults;
using Dinamis.Wire;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults().AddBearer(Resources.Membership).AddDinamisGrpc();
builder.AddStore<MembershipDb, SqliteMembershipDb, PostgresMembershipDb>(Resources.Membership);
builder.AddRights<MembershipDb>(owner: Resources.Membership);
builder.AddMail<MembershipDb>();
builder.AddServiceClient<Accounts.AccountsClient>(Resources.Accounts);
var app = builder.Build();
app.UseDinamis();
app.MapServiceDefaults();
app.MapGrpcService<MembershipService>();
app.MapFeed<MembershipDb>();
app.Run();
