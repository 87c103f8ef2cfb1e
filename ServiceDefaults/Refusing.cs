using Dinamis.Kernel;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Dinamis.ServiceDefaults;

/// <summary>One translator between a named refusal and the wire, both ways (google.rpc.Status, AIP-193).</summary>
public static class Refusing
{
    const string Domain = "dinamis";

    public static RpcException ToRpc(this Refused refused)
    {
        var refusal = refused.Refusal;
        var info = new ErrorInfo { Reason = refusal.Code, Domain = Domain };
        info.Metadata["status"] = refusal.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (refusal.Missing is { } missing) info.Metadata["missing"] = missing;
        if (refusal.Cure is { } cure) info.Metadata["cure"] = cure;
        var status = new Google.Rpc.Status { Code = (int)CodeOf(refusal.Status), Message = refusal.Message, Details = { Any.Pack(info) } };
        if (refused.Fields.Count > 0)
        {
            var bad = new BadRequest();
            bad.FieldViolations.AddRange(refused.Fields.Select(f => new BadRequest.Types.FieldViolation { Field = f.Field, Description = f.Message }));
            status.Details.Add(Any.Pack(bad));
        }
        if (refused.RetryAfter is { } delay) status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        return status.ToRpcException();
    }

    /// <summary>The refusal that another service answered; null when the call failed otherwise.</summary>
    public static Refused? ToRefused(this RpcException error)
    {
        var status = error.GetRpcStatus();
        if (status?.GetDetail<ErrorInfo>() is not { Domain: Domain } info) return null;
        var refusal = new Refusal(info.Reason, int.Parse(info.Metadata["status"], System.Globalization.CultureInfo.InvariantCulture), status.Message)
        {
            Missing = info.Metadata.GetValueOrDefault("missing"),
            Cure = info.Metadata.GetValueOrDefault("cure"),
        };
        var fields = status.GetDetail<BadRequest>()?.FieldViolations.Select(v => new FieldError(v.Field, v.Description)).ToList();
        return new Refused(refusal, fields) { RetryAfter = status.GetDetail<RetryInfo>()?.RetryDelay.ToTimeSpan() };
    }

    static StatusCode CodeOf(int http) => http switch
    {
        400 => StatusCode.InvalidArgument,
        401 => StatusCode.Unauthenticated,
        403 => StatusCode.PermissionDenied,
        404 => StatusCode.NotFound,
        409 => StatusCode.Aborted,
        429 => StatusCode.ResourceExhausted,
        503 => StatusCode.Unavailable,
        _ => StatusCode.FailedPrecondition,
    };
}

/// <summary>Outermost interceptor. A refusal goes to the caller by name; anything else stays opaque there and whole in the trace.</summary>
sealed class RefusalInterceptor : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception e) when (Known(e) is { } refused)
        {
            throw Answer(context, refused);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception e) when (Known(e) is { } refused)
        {
            throw Answer(context, refused);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(requestStream, context);
        }
        catch (Exception e) when (Known(e) is { } refused)
        {
            throw Answer(context, refused);
        }
    }

    // A refusal by another service that we asked for the caller is the caller's refusal too.
    static Refused? Known(Exception e) => e as Refused ?? (e as RpcException)?.ToRefused();

    static RpcException Answer(ServerCallContext context, Refused refused)
    {
        context.GetHttpContext().Items[typeof(Refused)] = refused;
        return refused.ToRpc();
    }
}
