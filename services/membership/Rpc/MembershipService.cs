namespace Dinamis.Membership.Rpc;

/// <summary>The rpcs of membership.proto, one file each: validate, load what the caller may see, one verb, reply.</summary>
sealed partial class MembershipService : Wire.Membership.MembershipBase;
