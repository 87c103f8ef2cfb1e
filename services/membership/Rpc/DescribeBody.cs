using Dinamis.Membership.Bodies;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Outcome = Dinamis.Wire.BodyDescription.Types.Outcome;
using Purpose = Dinamis.Wire.LinkView.Types.Purpose;

namespace Dinamis.Membership.Rpc;

sealed partial class MembershipService
{
    // By a référent's link alone: nobody else asks the directory through us.
    [AllowAnonymous]
    public override async Task<Wire.BodyDescription> DescribeBody(Wire.DescribeBodyRequest request, ServerCallContext context)
    {
        var (_, file) = await links.OpenAsync(request.Link, context.CancellationToken, Purpose.Referent);
        if (directory is null || BodyId.IsForeign(file.Siren)) return new() { Outcome = Outcome.NoDirectory };
        try
        {
            return await directory.FindAsync(file.Siren, context.CancellationToken) is { } body ? new() { Outcome = Outcome.Found, Entity = body } : new() { Outcome = Outcome.Unknown };
        }
        catch (DirectoryAwayException e)
        {
            logger.DirectoryAway(e);
            return new() { Outcome = Outcome.Away };
        }
    }
}

static partial class DescribeBodyLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory of bodies did not answer; the form is typed by hand")]
    public static partial void DirectoryAway(this ILogger logger, Exception exception);
}
