using Grpc.Core;

namespace Dinamis.ServiceTests.Membership;

static class Asking
{
    /// <summary>A write with a key of its own.</summary>
    public static CallOptions Write() => new(Harness.Calls.Key(), cancellationToken: MembershipHost.Stop);

    public static CallOptions Read() => new(cancellationToken: MembershipHost.Stop);
}
