using Dinamis.Portal;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dinamis.UnitTests.Portal;

/// <summary>The portal holds no key and sets no cookie, so that any replica answers any request (DESIGN §2, « Browser safety »).</summary>
public sealed class StatelessSpec
{
    [Fact]
    public void No_hosted_service_writes_a_key_ring_at_start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddPages();
        builder.Services.Where(d => d.ServiceType == typeof(IHostedService)).Select(d => d.ImplementationType?.Name).ShouldNotContain("DataProtectionHostedService");
    }

    [Fact]
    public void Antiforgery_issues_no_token_and_sets_no_cookie()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddPages();
        using var services = builder.Services.BuildServiceProvider();
        var antiforgery = services.GetRequiredService<IAntiforgery>();
        var http = new DefaultHttpContext();
        antiforgery.GetAndStoreTokens(http).RequestToken.ShouldBeNull();
        antiforgery.SetCookieTokenAndHeader(http);
        http.Response.Headers.ShouldBeEmpty();
    }
}
