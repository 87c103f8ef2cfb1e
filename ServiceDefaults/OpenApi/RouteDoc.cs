using Microsoft.AspNetCore.Builder;

namespace Dinamis.ServiceDefaults.OpenApi;

/// <summary>What a service says of itself in its OpenAPI document.</summary>
/// <param name="Name">Name of the service, and of the document: <c>/openapi/{name}.json</c>.</param>
/// <param name="Title">French title.</param>
/// <param name="Description">What it is for, in Markdown.</param>
public sealed record ApiDoc(string Name, string Title, string Description)
{
    /// <summary>Operations that no endpoint of ours carries: a library answers them.</summary>
    public IReadOnlyList<(string Method, string Path, RouteDoc Doc)> More { get; init; } = [];

    /// <summary>More component schemas, as a JSON object.</summary>
    public string Schemas { get; init; } = "{}";
}

/// <summary>What the document says of a hand-written route: a specification fixes its JSON, so its handler's signature tells nothing.</summary>
/// <param name="Summary">One sentence.</param>
public sealed record RouteDoc(string Summary)
{
    public string? Description { get; init; }

    /// <summary>Group under which it is listed; the first segment of the path otherwise.</summary>
    public string? Tag { get; init; }

    /// <summary>Parameters of the query and headers, and descriptions of those of the path.</summary>
    public IReadOnlyList<RouteParameter> Parameters { get; init; } = [];

    public RouteContent? Body { get; init; }

    /// <summary>Body of the answer; null = none.</summary>
    public RouteContent? Answer { get; init; }

    /// <summary>Status of the good answers, the one with the body first.</summary>
    public IReadOnlyList<int> Statuses { get; init; } = [200];

    public IReadOnlyList<int> Errors { get; init; } = [400, 404];

    /// <summary>Schema of the error bodies where they are no problem details (OAuth has its own).</summary>
    public string? ErrorSchema { get; init; }

    /// <summary>Name of the security scheme in place of our bearer, or empty for none.</summary>
    public string? Security { get; init; }
}

/// <param name="Name">As on the wire.</param>
/// <param name="Description">What it does, with units and limits.</param>
public sealed record RouteParameter(string Name, string Description)
{
    /// <summary><c>query</c>, <c>header</c> or <c>path</c>.</summary>
    public string In { get; init; } = "query";

    /// <summary>JSON schema of the value.</summary>
    public string Schema { get; init; } = """{"type":"string"}""";

    public bool Required { get; init; }

    public string? Example { get; init; }
}

/// <param name="Schema">JSON schema; <c>#/components/schemas/…</c> may be referred to.</param>
/// <param name="MediaTypes">One or more.</param>
public sealed record RouteContent(string Schema, params string[] MediaTypes)
{
    /// <summary>Bytes of a file.</summary>
    public static RouteContent File(params string[] mediaTypes) => new("""{"type":"string","format":"binary"}""", mediaTypes);

    public static RouteContent Json(string schema) => new(schema, "application/json");

    /// <summary>A component of the document.</summary>
    public static RouteContent Of(string component, params string[] mediaTypes) => new($$"""{"$ref":"#/components/schemas/{{component}}"}""", mediaTypes);
}

public static class RouteDocs
{
    /// <summary>Describes a hand-written route for the service's OpenAPI document. A public route without it fails a test.</summary>
    public static TBuilder Describe<TBuilder>(this TBuilder route, RouteDoc doc) where TBuilder : IEndpointConventionBuilder => route.WithMetadata(doc);
}
