using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;

namespace Dinamis.Identity;

/// <summary>Brings the table of clients to the list and the configured secrets, at each start.</summary>
sealed class ClientRegistration(IServiceScopeFactory scopes, IOptions<DinamisOptions> options, Instance instance) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        foreach (var client in instance.Clients(options.Value.Origin))
        {
            if (await manager.FindByClientIdAsync(client.ClientId!, cancellationToken) is not { } known)
            {
                await manager.CreateAsync(client, cancellationToken);
                continue;
            }
            await manager.UpdateAsync(known, client, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
