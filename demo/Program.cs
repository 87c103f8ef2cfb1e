using Dinamis.Demo.Seeding;
using Microsoft.Extensions.Configuration;

// The demonstration: a program that plays people, once, through the pages of the running system.
var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
Uri Address(string key) => new(settings[key] ?? throw new InvalidOperationException($"{key} is not set."));
var data = settings["Dinamis:Data"] ?? throw new InvalidOperationException("Dinamis:Data is not set.");
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
using var term = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.Cancel();
});

using var world = new World(Address("Demo:Gateway"), Address("Demo:Grpc"), Address("Demo:Mailbox"), data, settings["Demo:Drawn"], TimeProvider.System);
var steps = new Steps(data, TimeProvider.System);
try
{
    await Demonstration.SeedAsync(world, steps, settings["Demo:Only"], stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
