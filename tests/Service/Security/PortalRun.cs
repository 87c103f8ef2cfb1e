using System.Net;
using Dinamis.Portal;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceTests.Harness;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;

namespace Dinamis.ServiceTests.Security;

/// <summary>The portal alone: the services are away, so that a page that lets somebody in and asks them answers 503.</summary>
sealed class PortalRun(string data) : WebApplicationFactory<NoAntiforgery>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("Dinamis:Origin", TestTokens.Origin);
        builder.UseSetting("Dinamis:Data", data);
        foreach (var service in (string[])[Resources.Membership, Resources.Accounts, Resources.Catalogue, Resources.Activity, Resources.Identity])
            foreach (var endpoint in (string[])["http", "grpc"])
                builder.UseSetting($"services:{service}:{endpoint}:0", "http://127.0.0.1:1");
        builder.ConfigureTestServices(TestTokens.Trust);
    }

    public async Task<HttpStatusCode> AskAsync(string caller, string path)
    {
        using var client = CreateClient(new() { AllowAutoRedirect = false });
        var token = caller switch
        {
            "wrong-audience" => TestTokens.ForPerson("another", Guid.CreateVersion7(), Guid.CreateVersion7()),
            "program" => TestTokens.ForService(Resources.Portal, "demo"),
            "person" => TestTokens.ForPerson(Resources.Portal, Guid.CreateVersion7(), Guid.CreateVersion7()),
            _ => null,
        };
        using var request = new HttpRequestMessage(caller == "post" ? HttpMethod.Post : HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (caller == "post") request.Content = new FormUrlEncodedContent([]);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
