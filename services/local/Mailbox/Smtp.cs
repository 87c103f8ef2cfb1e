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

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await messages.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(new Store(messages));
        var settings = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .MaxMessageSize(LargestMessage, MaxMessageSizeHandling.Strict)
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, options.Value.SmtpPort)))
            .Build();
        return new SmtpServer.SmtpServer(settings, services).StartAsync(stoppingToken);
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
