using Dinamis.ServiceDefaults;
using Dinamis.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Dinamis.Rights;

public static class RightsRegistration
{
    /// <summary>Rights of callers in this service. <paramref name="owner"/>: this service publishes such states itself and applies them in the transaction that changes them.</summary>
    public static WebApplicationBuilder AddRights<TDb>(this WebApplicationBuilder builder, string? owner = null) where TDb : StoreDb
    {
        string[] followed = [.. new[] { Resources.Accounts, Resources.Membership }.Where(p => p != owner)];
        builder.Services.AddSingleton<RightsProjection>();
        if (owner is not null) builder.Services.AddSingleton<IOwnStates>(s => s.GetRequiredService<RightsProjection>());
        builder.Services.AddSingleton(new RightsSources(followed));
        builder.Services.AddScoped<CallerRights>();
        builder.Services.AddHealthChecks().AddCheck<RightsReady>("rights", tags: [ServiceDefaultsExtensions.Ready]);
        foreach (var producer in followed) builder.AddFollower<TDb, RightsFollower<TDb>>(producer);
        return builder;
    }

    internal static string Cursor(string producer) => $"rights<{producer}";
}
