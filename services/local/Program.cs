using Dinamis.Local.Authority;
using Dinamis.Local.Mailbox;

namespace Dinamis.Local;

/// <summary>What a local run needs from the outside world, in one process: Redis protocol, mail, time-stamps and a certificate authority.</summary>
static class Program
{
    static Task Main(string[] args) => Create(args).RunAsync();

    internal static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddLocalOptions();
        builder.Services.AddHealthChecks();
        builder.Services.AddHostedService<Redis>();
        builder.AddMailbox();
        builder.AddAuthority();

        var app = builder.Build();
        app.MapHealthChecks("/health");
        app.MapMailbox();
        app.MapAuthority();
        return app;
    }
}
