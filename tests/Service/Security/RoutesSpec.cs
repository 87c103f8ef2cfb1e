using System.Text;
using System.Text.RegularExpressions;
using Dinamis.ServiceDefaults;
using Dinamis.ServiceTests.Catalogue;
using Dinamis.ServiceTests.Harness;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Dinamis.ServiceTests.Security;

/// <summary>Every rpc and route stands in <c>routes.tsv</c>, and each caller is answered what its line says.</summary>
public sealed partial class RoutesSpec(CatalogueHosts hosts)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    Task<IStage> StageAsync(string service) => service switch
    {
        Resources.Accounts => Stages.AccountsAsync(),
        Resources.Membership => Stages.MembershipAsync(),
        Resources.Catalogue => Stages.CatalogueAsync(hosts),
        _ => Stages.ActivityAsync(),
    };

    [Theory, InlineData(Resources.Accounts), InlineData(Resources.Membership), InlineData(Resources.Catalogue), InlineData(Resources.Activity)]
    public async Task Every_call_has_a_reviewed_line_and_answers_each_caller_as_it_says(string service)
    {
        await using var stage = await StageAsync(service);
        var rows = RouteTable.Of(service).ToDictionary(r => r.Call);
        var mapped = Mapped.Of(stage.Services);
        mapped.Where(m => m.Policy is "none" or "authenticated").ShouldBeEmpty("each carries a policy by name, or an explicit AllowAnonymous");

        var actual = new List<RouteTable.Row>();
        foreach (var call in mapped.OrderBy(m => m.Rpc is null).ThenBy(m => m.Call, StringComparer.Ordinal))
        {
            var request = rows.GetValueOrDefault(call.Call)?.Request ?? "";
            actual.Add(new(service, call.Call, call.Policy, request, await AnswersAsync(stage, call, request)));
        }

        // Both as lines of the file, so that a reviewed one is copied from here.
        actual.Select(r => r.ToString()).ShouldBe(rows.Values.Select(r => r.ToString()), ignoreOrder: true);
    }

    static async Task<List<string>> AnswersAsync(IStage stage, Mapped call, string request)
    {
        List<string> answers = [];
        await stage.RefreshAsync();
        foreach (var caller in RouteTable.Callers)
        {
            var filled = Variable.Replace(request, m => stage.Values[m.Groups[1].Value]);
            answers.Add(call.Rpc is { } rpc ? await CallAsync(stage, caller, rpc, filled) : await SendAsync(stage, caller, call.Call, filled));
        }
        return answers;
    }

    static async Task<string> CallAsync(IStage stage, string caller, MethodDescriptor rpc, string json)
    {
        using var channel = stage.Channel(caller);
        var bytes = Marshallers.Create<byte[]>(b => b, b => b);
        var method = new Method<byte[], byte[]>(rpc.IsServerStreaming ? MethodType.ServerStreaming : MethodType.Unary, rpc.Service.FullName, rpc.Name, bytes, bytes);
        var request = new JsonParser(JsonParser.Settings.Default).Parse(json.Length == 0 ? "{}" : json, rpc.InputType).ToByteArray();
        var options = new CallOptions(Calls.Key(), cancellationToken: Ct);
        try
        {
            if (rpc.IsServerStreaming)
            {
                using var call = channel.CreateCallInvoker().AsyncServerStreamingCall(method, null, options, request);
                await call.ResponseStream.MoveNext(Ct);
            }
            else
            {
                await channel.CreateCallInvoker().AsyncUnaryCall(method, null, options, request);
            }
            return "200";
        }
        catch (RpcException e)
        {
            return e.ToRefused()?.Refusal.Status.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? e.StatusCode switch
            {
                StatusCode.Unauthenticated => "401",
                StatusCode.PermissionDenied => "403",
                _ => e.StatusCode.ToString(),
            };
        }
    }

    // The line's request is the address, and the body after a space.
    static async Task<string> SendAsync(IStage stage, string caller, string call, string request)
    {
        var (address, body) = request.Split(' ', 2) is [var a, var b] ? (a, b) : (request, null);
        using var client = stage.Http(caller);
        using var message = new HttpRequestMessage(new(call.Split(' ')[0].Split(',')[0].Replace("*", "GET", StringComparison.Ordinal)), address.Length == 0 ? call.Split(' ')[1] : address);
        if (message.Method == HttpMethod.Post) message.Content = new StringContent(body ?? "", Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, Ct);
        return ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\$([A-Z]+)")]
    private static partial Regex Variable { get; }
}
