using Dinamis.Local.Authority;
using Dinamis.Local.Mailbox;
using Dinamis.ServiceDefaults;

namespace Dinamis.Local;

/// <summary>What a local run needs from the outside world, in one process: Redis protocol, mail, time-stamps and a certificate authority.</summary>
static class Program
{
    static Task Main(string[] args) => Create(args).RunAsync();

    internal static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddLocalOptions();
        builder.Services.AddHostedService<Redis>();
        builder.AddMailbox();
        builder.AddAuthority();

        var app = builder.Build();
        app.UseProblems();
        app.MapServiceDefaults();
        app.MapMailbox();
        app.MapAuthority();
        return app;
    }
}
