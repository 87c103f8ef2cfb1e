using Grpc.Core;

namespace Dinamis.Identity;

/// <summary>Who must still act before a person can sign in, in the words of accounts.</summary>
sealed partial class WhoActs(ILogger<WhoActs> logger, Wire.Accounts.AccountsClient? accounts = null)
{
    public async Task<string> SayAsync(Guid person, CancellationToken cancellationToken)
    {
        if (accounts is null) return "L’administrateur de ce service doit encore valider votre compte.";
        try
        {
            return (await accounts.SayWhoMustActAsync(new() { PersonId = person.ToString() }, cancellationToken: cancellationToken)).Sentence;
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.NotFound)
        {
            Away(logger, e, person);
            return "Votre compte doit encore être validé. Nous ne pouvons pas dire par qui pour l’instant : réessayez dans quelques minutes.";
        }
    }

    [LoggerMessage(LogLevel.Warning, "Accounts could not say who must act for {PersonId}")]
    static partial void Away(ILogger logger, Exception exception, Guid personId);
}
