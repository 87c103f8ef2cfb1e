// The whole system on one machine, as docs/ draws it: everything starts at once, without a container.
using Dinamis.AppHost;
using Dinamis.ServiceDefaults;

if (args is [not ['-', ..], ..]) return await Commands.RunAsync(args);

var system = LocalSystem.Create(args);
if (system is null) return 1;

//  browser, QGIS, GDAL, SDK, web front-ends
//         │  one public origin
var gateway = system.Add<Projects.Gateway>(Resources.Gateway);
//    ├── pages, and the OpenID Connect provider with PIGMA's SSO upstream
var portal = system.Add<Projects.Portal>(Resources.Portal);
var identity = system.Add<Projects.Identity>(Resources.Identity);
var pigmaSso = system.AddPigmaSso<Projects.Identity>();
//    ├── the services, each with its own database
var membership = system.Add<Projects.Membership>(Resources.Membership);
var accounts = system.Add<Projects.Accounts>(Resources.Accounts);
var catalogue = system.Add<Projects.Catalogue>(Resources.Catalogue);
var activity = system.Add<Projects.Activity>(Resources.Activity);
//    └── what a machine of its own lacks: Redis protocol, mailbox, time-stamps, certificates
var local = system.AddLocal<Projects.Local>();

// Who speaks to whom, by gRPC and event feeds.
gateway.Calls(portal, identity, membership, accounts, catalogue, activity);
portal.Calls(membership, accounts, catalogue, activity);
identity.Calls(accounts, pigmaSso);
membership.Calls(accounts, local);
accounts.Calls(membership);
catalogue.Calls(membership, accounts);
activity.Calls(membership, accounts, catalogue, local);

// Runs to its end once all of them are ready, through the gateway's own pages.
system.AddDemo<Projects.Demo>();

await system.RunAsync();
return 0;
