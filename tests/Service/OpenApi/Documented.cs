using Dinamis.Accounts;
using Dinamis.Activity;
using Dinamis.Catalogue;
using Dinamis.Identity;
using Dinamis.Membership;
using Dinamis.ServiceTests.Harness;
using Dinamis.ServiceTests.Identity;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Dinamis.ServiceTests.OpenApi;

/// <summary>Every service that has a document, whole and in memory, on SQLite.</summary>
static class Documented
{
    public static readonly TheoryData<string> Services = ["membership", "accounts", "catalogue", "activity", "identity"];

    /// <summary>The host and its client; both are the caller's to dispose.</summary>
    public static (IAsyncDisposable Host, HttpClient Client, IServiceProvider Services) Start(string service, TestStore store)
    {
        return service switch
        {
            "membership" => Of(new ServiceHost<MembershipDb, MembershipDb>(store, service)),
            "accounts" => Of(new ServiceHost<AccountsDb, AccountsDb>(store, service)),
            "catalogue" => Of(new ServiceHost<CatalogueDb, CatalogueDb>(store, service)),
            "activity" => Of(new ServiceHost<ActivityDb, ActivityDb>(store, service)),
            _ => Of(new IdentityRun(store)),
        };

        static (IAsyncDisposable, HttpClient, IServiceProvider) Of<T>(WebApplicationFactory<T> host) where T : class => (host, host.CreateDefaultClient(), host.Services);
    }
}
