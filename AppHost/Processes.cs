namespace Dinamis.AppHost;

static class Processes
{
    /// <summary>Starts the built assembly itself: <c>dotnet run</c> for each service costs twice the time and memory.</summary>
    public static IResourceBuilder<ProjectResource> StartsBuilt<TProject>(this IResourceBuilder<ProjectResource> process)
        where TProject : IProjectMetadata, new()
    {
        // artifacts/bin/<project>/<configuration>/: the AppHost's own neighbours.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var project = Path.GetFileNameWithoutExtension(new TProject().ProjectPath);
        var assembly = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, project + ".dll");
        return process.WithAnnotation(new ProjectLaunchArgsOverrideAnnotation([assembly]));
    }

    /// <summary>One endpoint that Kestrel opens itself, without the orchestrator's proxy in between.</summary>
    public static IResourceBuilder<ProjectResource> WithKestrel(
        this IResourceBuilder<ProjectResource> process, string name, int port, string protocols, string host = "localhost") =>
        process
            .WithEndpoint(targetPort: port, port: port, scheme: "http", name: name, isProxied: false)
            .WithEndpoint(name, endpoint => endpoint.TargetHost = host)
            .WithEnvironment($"Kestrel__Endpoints__{name}__Url", new UriBuilder("http", host, port).Uri.GetLeftPart(UriPartial.Authority))
            .WithEnvironment($"Kestrel__Endpoints__{name}__Protocols", protocols);

    /// <summary>Draws the line in the dashboard's graph.</summary>
    public static void Calls(this IResourceBuilder<ProjectResource> process, params ReadOnlySpan<IResourceBuilder<ProjectResource>> others)
    {
        foreach (var other in others) process.WithReferenceRelationship(other);
    }
}
