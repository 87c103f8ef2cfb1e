using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dinamis.Portal;

/// <summary>Static pages without state, keys or cookies: any replica answers any request.</summary>
static class Pages
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        builder.Services.AddHttpContextAccessor();
        builder.Services.TryAddSingleton(TimeProvider.System);
        // The gateway refuses cross-site posts by Sec-Fetch-Site and Origin: a token here would need a cookie and a shared key ring.
        builder.Services.Replace(ServiceDescriptor.Singleton<IAntiforgery, NoAntiforgery>());
        // Blazor registers data protection for interactive state, which we do not have; its start-up would write a key file.
        foreach (var hosted in builder.Services.Where(d => d.ImplementationType?.Name == "DataProtectionHostedService").ToList())
            builder.Services.Remove(hosted);
    }

    public static void UsePages(this WebApplication app)
    {
        app.UseExceptionHandler("/erreur/500", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/erreur/{0}", createScopeForStatusCodePages: true);
    }
}
