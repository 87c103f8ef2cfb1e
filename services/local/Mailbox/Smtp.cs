using System.Buffers;
using System.Net;
using Microsoft.Extensions.Options;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Dinamis.Local.Mailbox;

/// <summary>Receives the mails on the SMTP port of this machine and keeps them; nothing is ever sent on.</summary>
sealed class Smtp(IOptions<LocalOptions> options, Messages messages) : BackgroundService
{
    const int LargestMessage = 25 * 1024 * 1024;

    readonly CancellationTokenSource ending = new();
    Task running = Task.CompletedTask;

    /// <summary>When it returns, mails are received: what ExecuteAsync does begins at some later moment on another thread.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await messages.LoadAsync(cancellationToken);
        // It listens before its first await; a port that is taken has failed by then.
        running = ListenAsync();
        if (running.IsCompleted) await running;
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stopping = stoppingToken.UnsafeRegister(_ => ending.Cancel(), null);
        await running;
    }

    public override void Dispose()
    {
        ending.Dispose();
        base.Dispose();
    }

    Task ListenAsync()
    {
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(new Store(messages));
        var settings = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .MaxMessageSize(LargestMessage, MaxMessageSizeHandling.Strict)
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, options.Value.SmtpPort)))
            .Build();
        return new SmtpServer.SmtpServer(settings, services).StartAsync(ending.Token);
    }

    sealed class Store(Messages messages) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            await messages.AddAsync(transaction.To.Select(to => to.AsAddress()), buffer, cancellationToken);
            return SmtpResponse.Ok;
        }
    }
}
