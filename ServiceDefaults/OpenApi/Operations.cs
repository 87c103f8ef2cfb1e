using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dinamis.ServiceDefaults.OpenApi;

/// <summary>OpenAPI operations of transcoded rpcs and of hand-written routes.</summary>
sealed partial class Operations(ApiDoc api, WireSchemas schemas, WireComments comments)
{
    public (string Method, string Path, JsonObject Operation) Of(MethodDescriptor rpc, HttpRule rule, EndpointMetadataCollection metadata)
    {
        var (method, template) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => ("get", rule.Get),
            HttpRule.PatternOneofCase.Put => ("put", rule.Put),
            HttpRule.PatternOneofCase.Delete => ("delete", rule.Delete),
            HttpRule.PatternOneofCase.Patch => ("patch", rule.Patch),
            _ => ("post", rule.Post),
        };
        var inPath = PathParameter.Matches(template).Select(m => rpc.InputType.FindFieldByName(m.Groups[1].Value)).ToList();
        var path = PathParameter.Replace(template, m => "{" + rpc.InputType.FindFieldByName(m.Groups[1].Value).JsonName + "}");
        var others = rpc.InputType.Fields.InDeclarationOrder().Except(inPath).ToList();
        var comment = comments.Of(rpc) ?? rpc.Name;
        var operation = Begin(char.ToLowerInvariant(rpc.Name[0]) + rpc.Name[1..], TagOf(path), WireComments.FirstSentence(comment), comment);
        var parameters = new JsonArray([.. inPath.Select(f => (JsonNode)Parameter(f.JsonName, "path", f, required: true))]);
        if (rule.Body == "*" && others.Count > 0)
            operation["requestBody"] = Body(inPath.Count == 0 ? schemas.Of(rpc.InputType) : schemas.Object(others), "application/json");
        else if (rule.Body != "*")
            foreach (var parameter in Query(others, "")) parameters.Add(parameter);
        var writes = !Rpcs.IsRead(rpc);
        if (writes) parameters.Add(Reference("parameters", Rpcs.KeyIsOptional(rpc.InputType) ? "OptionalIdempotencyKey" : "IdempotencyKey"));
        if (parameters.Count > 0) operation["parameters"] = parameters;
        var responses = new JsonObject { ["200"] = Answer("La réponse.", schemas.Of(rpc.OutputType), "application/json") };
        var security = SecurityOf(metadata);
        foreach (var status in Errors(writes, anonymous: security is null)) responses[status] = Reference("responses", "Problem");
        operation["responses"] = responses;
        operation["x-grpc"] = $"/{rpc.Service.FullName}/{rpc.Name}";
        Secure(operation, security);
        return (method, path, operation);
    }

    public JsonObject Of(string method, string path, RouteDoc doc, RouteEndpoint? endpoint)
    {
        var id = method + string.Concat(path.Split('/', '-', '.', '{', '}').Where(p => p.Length > 0).Select(p => char.ToUpperInvariant(p[0]) + p[1..]));
        var operation = Begin(id, doc.Tag ?? TagOf(path), doc.Summary, doc.Description);
        var parameters = new JsonArray();
        foreach (var name in PathParameter.Matches(path).Select(m => m.Groups[1].Value))
        {
            var told = doc.Parameters.FirstOrDefault(p => p.In == "path" && p.Name == name) ?? new(name, name) { In = "path", Schema = PathSchema(endpoint, name) };
            parameters.Add(Parameter(told with { Required = true }));
        }
        foreach (var parameter in doc.Parameters.Where(p => p.In != "path")) parameters.Add(Parameter(parameter));
        if (parameters.Count > 0) operation["parameters"] = parameters;
        if (doc.Body is { } body) operation["requestBody"] = Body(JsonNode.Parse(body.Schema)!.AsObject(), body.MediaTypes);
        var responses = new JsonObject();
        foreach (var (i, status) in doc.Statuses.Index())
            responses[Text(status)] = i == 0 && doc.Answer is { } answer ? Answer(Said(status), JsonNode.Parse(answer.Schema)!.AsObject(), answer.MediaTypes) : new() { ["description"] = Said(status) };
        foreach (var status in doc.Errors)
            responses[Text(status)] = doc.ErrorSchema is { } schema ? Answer("Erreur.", Reference("schemas", schema), "application/json") : Reference("responses", "Problem");
        operation["responses"] = responses;
        if (doc.Security is { Length: > 0 } scheme) operation["security"] = new JsonArray(new JsonObject { [scheme] = new JsonArray() });
        else if (doc.Security is null && endpoint is not null) Secure(operation, SecurityOf(endpoint.Metadata));
        else operation["security"] = new JsonArray();
        return operation;
    }

    static JsonObject Begin(string id, string tag, string summary, string? description)
    {
        var operation = new JsonObject { ["operationId"] = id, ["tags"] = new JsonArray(tag), ["summary"] = summary };
        if (description is not null && description != summary) operation["description"] = description;
        return operation;
    }

    IEnumerable<JsonObject> Query(IEnumerable<FieldDescriptor> fields, string prefix) => fields.SelectMany(f =>
        f is { FieldType: FieldType.Message, IsRepeated: false } && f.MessageType.FullName != "google.protobuf.Timestamp"
            ? Query(f.MessageType.Fields.InDeclarationOrder(), prefix + f.JsonName + ".")
            : [Parameter(prefix + f.JsonName, "query", f, required: false)]);

    JsonObject Parameter(string name, string where, FieldDescriptor field, bool required)
    {
        var schema = schemas.Of(field);
        var parameter = new JsonObject { ["name"] = name, ["in"] = where };
        if (required) parameter["required"] = true;
        if (comments.Of(field) is { } description)
        {
            parameter["description"] = description;
            schema.Remove("description");
        }
        parameter["schema"] = schema;
        return parameter;
    }

    static JsonObject Parameter(RouteParameter told)
    {
        var parameter = new JsonObject { ["name"] = told.Name, ["in"] = told.In, ["description"] = told.Description };
        if (told.Required) parameter["required"] = true;
        parameter["schema"] = JsonNode.Parse(told.Schema);
        if (told.Schema.Contains("\"array\"", StringComparison.Ordinal)) (parameter["style"], parameter["explode"]) = ("form", false);
        if (told.Example is { } example) parameter["example"] = example;
        return parameter;
    }

    static JsonObject Body(JsonObject schema, params string[] mediaTypes) => new() { ["required"] = true, ["content"] = Content(schema, mediaTypes) };

    static JsonObject Answer(string description, JsonObject schema, params string[] mediaTypes) => new() { ["description"] = description, ["content"] = Content(schema, mediaTypes) };

    static JsonObject Content(JsonObject schema, string[] mediaTypes) => new(mediaTypes.Select(t => KeyValuePair.Create<string, JsonNode?>(t, new JsonObject { ["schema"] = schema.DeepClone() })));

    static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };

    static string[] Errors(bool writes, bool anonymous) => [.. (string[])["400", .. anonymous ? (string[])[] : ["401", "403"], "404", .. writes ? (string[])["409", "422"] : [], "503"]];

    /// <summary>Null: nobody is asked who calls. Otherwise the scopes, any one of which is enough.</summary>
    string[]? SecurityOf(EndpointMetadataCollection metadata)
    {
        if (metadata.GetMetadata<IAllowAnonymous>() is not null) return null;
        return metadata.GetMetadata<IAuthorizeData>()?.Policy switch
        {
            Policies.Internal => [Scopes.Internal],
            Policies.Feed => [Scopes.Feed],
            Policies.PersonOrService => [api.Name, Scopes.Internal],
            _ => [api.Name],
        };
    }

    // Where a bearer is not asked it may still be sent: members see more.
    void Secure(JsonObject operation, string[]? scopes)
    {
        JsonArray all = scopes is null ? [new JsonObject()] : [];
        foreach (var scope in scopes ?? [api.Name]) all.Add(new JsonObject { [OpenApiDocument.Scheme] = new JsonArray(scope) });
        operation["security"] = all;
    }

    static string Said(int status) => status switch
    {
        204 => "Rien à dire de plus.",
        206 => "La partie demandée.",
        302 or 303 => "Redirection.",
        304 => "Inchangé depuis ce que le client possède.",
        _ => "La réponse.",
    };

    static string TagOf(string path) => path.StartsWith("/api/", StringComparison.Ordinal) ? path.Split('/')[4].Split(':')[0] : path.Split('/')[1];

    static string PathSchema(RouteEndpoint? endpoint, string name)
    {
        var policies = endpoint?.RoutePattern.ParameterPolicies.GetValueOrDefault(name)?.Select(p => p.Content) ?? [];
        return policies.Contains("int") ? """{"type":"integer","format":"int32"}""" : policies.Contains("guid") ? """{"type":"string","format":"uuid"}""" : """{"type":"string"}""";
    }

    static string Text(int status) => status.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    internal static partial Regex PathParameter { get; }
}
