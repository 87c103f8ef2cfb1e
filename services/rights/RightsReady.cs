using Dinamis.Kernel;
using Dinamis.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dinamis.Rights;

/// <summary>For <c>/ready</c> alone: the rights of callers are known and recent. Never part of health, since what needs no right goes on.</summary>
sealed class RightsReady(IServiceScopeFactory scopes, RightsSources sources) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rights = scope.ServiceProvider.GetRequiredService<CallerRights>();
        try
        {
            foreach (var producer in sources.Followed) await rights.EnsureFreshAsync(producer, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Refused stale)
        {
            return HealthCheckResult.Unhealthy(stale.Refusal.Code);
        }
    }
}
