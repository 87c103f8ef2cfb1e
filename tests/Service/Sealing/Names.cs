using Dinamis.Wire;
using Grpc.Core;

namespace Dinamis.ServiceTests.Sealing;

/// <summary>Accounts, as far as it tells names.</summary>
sealed class Names : CallInvoker
{
    public static Dinamis.Wire.Accounts.AccountsClient Client { get; } = new(new Names());

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        if (request is not NamePersonsRequest asked) throw new NotSupportedException(method.FullName);
        var reply = new NamePersonsReply { Persons = { asked.PersonIds.Select(id => new PersonName { PersonId = id, GivenName = "Claire", FamilyName = "Œuvrard" }) } };
        return new(Task.FromResult((TResponse)(object)reply), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();
    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();
    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();
    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();
}
