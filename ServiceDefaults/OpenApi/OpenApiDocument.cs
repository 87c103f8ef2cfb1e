using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dinamis.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Dinamis.ServiceDefaults.OpenApi;

/// <summary>
/// <c>GET /openapi/{service}.json</c>, OpenAPI 3.0: every public route of the service as it is mapped, transcoded rpcs by their
/// descriptors and comments, hand-written routes by their <see cref="RouteDoc"/>, and every refusal that the service may answer.
/// </summary>
public static class OpenApiDocument
{
    public const string MediaType = "application/vnd.oai.openapi+json;version=3.0";

    /// <summary>Name of the security scheme of our access tokens.</summary>
    internal const string Scheme = "bearer";

    static readonly JsonSerializerOptions relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <typeparam name="TMarker">A type of the service's assembly, which holds its refusals.</typeparam>
    /// <param name="app">The host.</param>
    /// <param name="api">What the service says of itself.</param>
    public static void MapApiDocument<TMarker>(this WebApplication app, ApiDoc api)
    {
        byte[]? document = null;
        app.MapGet($"/openapi/{api.Name}.json", (EndpointDataSource endpoints, IOptions<DinamisOptions> options, HttpResponse response) =>
        {
            document ??= JsonSerializer.SerializeToUtf8Bytes(Build(api, endpoints, options.Value, typeof(TMarker).Assembly), relaxed);
            response.Headers.CacheControl = "public, max-age=300";
            return Results.Bytes(document, MediaType);
        }).AllowAnonymous();
    }

    static JsonObject Build(ApiDoc api, EndpointDataSource endpoints, DinamisOptions options, Assembly service)
    {
        var comments = new WireComments();
        var schemas = new WireSchemas(comments);
        var operations = new Operations(api, schemas, comments);
        var paths = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        void Add(string method, string path, JsonObject operation)
        {
            if (!paths.TryGetValue(path, out var item)) paths[path] = item = [];
            item[method] = operation;
        }
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is { } rpc)
            {
                var (method, path, operation) = operations.Of(rpc.MethodDescriptor, rpc.HttpRule, endpoint.Metadata);
                Add(method, path, operation);
            }
            else if (endpoint.Metadata.GetMetadata<RouteDoc>() is { } doc)
            {
                var path = PathOf(endpoint);
                foreach (var method in Told(endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)) Add(method, path, operations.Of(method, path, doc, endpoint));
            }
        }
        foreach (var (method, path, doc) in api.More) Add(method, path, operations.Of(method, path, doc, null));
        return new()
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject
            {
                ["title"] = api.Title,
                ["version"] = "1",
                ["description"] = api.Description,
                ["contact"] = new JsonObject { ["name"] = "DINAMIS", ["url"] = options.Public("/aide").ToString() },
            },
            ["externalDocs"] = new JsonObject { ["description"] = "Documentation pour les développeurs", ["url"] = options.Public("/docs").ToString() },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = options.Origin.OriginalString.TrimEnd('/') }),
            ["tags"] = new JsonArray([.. paths.Values.SelectMany(p => p).Select(o => o.Value!["tags"]![0]!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal).Select(t => (JsonNode)new JsonObject { ["name"] = t })]),
            ["paths"] = new JsonObject(paths.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, p.Value))),
            ["components"] = Components(api, schemas, options),
            ["x-refusals"] = Refusals(service),
        };
    }

    /// <summary>The path of a hand-written route, without constraints.</summary>
    internal static string PathOf(RouteEndpoint endpoint) =>
        "/" + Operations.PathParameter.Replace(endpoint.RoutePattern.RawText!, "{$1}").Trim('/');

    // A HEAD beside a GET is the same operation without its body.
    static IEnumerable<string> Told(IReadOnlyList<string> methods) => methods.Where(m => !HttpMethods.IsHead(m) || !methods.Contains(HttpMethods.Get)).Select(m => m.ToLowerInvariant());

    static JsonObject Components(ApiDoc api, WireSchemas schemas, DinamisOptions options)
    {
        var all = JsonNode.Parse(api.Schemas)!.AsObject();
        foreach (var (name, schema) in schemas.Components) all[name] = schema;
        foreach (var (name, schema) in JsonNode.Parse(Problem)!.AsObject().ToList()) all[name] = schema!.DeepClone();
        var scopes = new JsonObject { [api.Name] = api.Title, [Scopes.Internal] = "Services de DINAMIS entre eux" };
        return new()
        {
            ["schemas"] = all,
            ["parameters"] = JsonNode.Parse(Keys),
            ["responses"] = JsonNode.Parse(Responses),
            ["securitySchemes"] = new JsonObject
            {
                [Scheme] = new JsonObject
                {
                    ["type"] = "oauth2",
                    ["description"] = "Jeton d’accès de dix minutes dans l’en-tête `Authorization: Bearer`. Un programme sans navigateur l’obtient par le flux « appareil » (RFC 8628) à `/connect/auth/device`.",
                    ["flows"] = new JsonObject
                    {
                        ["authorizationCode"] = new JsonObject
                        {
                            ["authorizationUrl"] = options.Public("/connect/authorize").ToString(),
                            ["tokenUrl"] = options.Public("/connect/token").ToString(),
                            ["refreshUrl"] = options.Public("/connect/token").ToString(),
                            ["scopes"] = scopes,
                        },
                    },
                },
            },
        };
    }

    /// <summary>Every refusal that is written in this assembly or shared by all, by code.</summary>
    static JsonArray Refusals(Assembly service)
    {
        var all = RefusalList.Of(service).Concat(RefusalList.Of(typeof(Refusal).Assembly)).DistinctBy(r => (r.Code, r.Status, r.Message)).OrderBy(r => r.Code, StringComparer.Ordinal);
        return [.. all.Select(r => (JsonNode)new JsonObject { ["code"] = r.Code, ["status"] = r.Status, ["message"] = r.Message })];
    }

    const string Problem =
        """
        {
          "Problem": {
            "type": "object",
            "description": "RFC 9457 problem details. `reason` is stable, `title` is a French sentence for the person.",
            "properties": {
              "type": { "type": "string", "description": "Reference on this origin where the reason is explained: `/docs/erreurs#CODE`." },
              "title": { "type": "string" },
              "status": { "type": "integer" },
              "reason": { "type": "string", "description": "Stable code, upper snake case." },
              "traceId": { "type": "string", "description": "Give it to whoever helps you." },
              "missing": { "type": "string", "description": "The first condition that is missing, in French." },
              "cure": { "type": "string", "description": "Path on this origin where it is cured." },
              "errors": { "type": "array", "items": { "$ref": "#/components/schemas/ProblemField" } }
            },
            "required": [ "type", "title", "status", "reason" ]
          },
          "ProblemField": {
            "type": "object",
            "properties": {
              "field": { "type": "string", "description": "Name of the field in lower snake case; nested ones are joined by dots." },
              "message": { "type": "string" }
            }
          }
        }
        """;

    const string Keys =
        """
        {
          "IdempotencyKey": {
            "name": "Idempotency-Key", "in": "header", "required": true, "schema": { "type": "string", "maxLength": 200 },
            "description": "A new random value for each write. The same key with the same body gives the same answer and has no second effect, for 30 days; with another body 422 IDEMPOTENCY_KEY_REUSED; while the first is running 409 IDEMPOTENCY_KEY_RUNNING."
          },
          "OptionalIdempotencyKey": {
            "name": "Idempotency-Key", "in": "header", "schema": { "type": "string", "maxLength": 200 },
            "description": "Accepted and not demanded: this read writes nothing but a line of the journal."
          }
        }
        """;

    const string Responses =
        """
        {
          "Problem": {
            "description": "Refus ou erreur (RFC 9457) ; sur 503 l’en-tête `Retry-After` dit quand réessayer.",
            "headers": { "Retry-After": { "description": "Secondes.", "schema": { "type": "integer" } } },
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
          }
        }
        """;
}
