using System.Runtime.CompilerServices;
using Dinamis.ServiceDefaults;

namespace Dinamis.ServiceTests.Security;

/// <summary>
/// The reviewed table role × route × tenant, <c>routes.tsv</c> beside this file: one line for each rpc and route, with its policy and what
/// each caller is answered. A call without a line fails the build; a line is added by whoever has thought about it.
/// </summary>
sealed class RouteTable
{
    /// <summary>Callers, from least to most entitled; the entity of the row's objects is that of the user, the référent and, by mandate, the officer.</summary>
    public static readonly string[] Callers = ["nobody", "wrong-audience", "bare-service", "service", "stranger", "user", "referent", "officer", "other-officer", "dinamis"];

    /// <summary>Of what stands in front, where no rights are known: a GET, but a post where the name says so.</summary>
    /// <remarks>
    /// Gateway: <c>program</c> has a bearer, <c>browser</c> our session cookie; <c>own-form</c> posts with it from our pages, <c>other-form</c> from another site,
    /// <c>other-post</c> from another site without our cookies. Identity: <c>browser</c> has the provider's own session, <c>post</c> and <c>browser-post</c> come without
    /// the form's token. Portal: <c>program</c> has the token of a service, <c>person</c> the one that the gateway adds.
    /// </remarks>
    public static IReadOnlyList<string> CallersOf(string service) => service switch
    {
        Resources.Gateway => ["nobody", "program", "browser", "other-post", "other-form", "own-form"],
        Resources.Identity => ["nobody", "browser", "post", "browser-post"],
        Resources.Portal => ["nobody", "wrong-audience", "program", "person", "post"],
        _ => Callers,
    };

    public sealed record Row(string Service, string Call, string Policy, string Request, IReadOnlyList<string> Answers)
    {
        /// <summary>As a line of the file.</summary>
        public override string ToString() => string.Join('\t', [Service, Call, Policy, Request, .. Answers]);
    }

    public static IReadOnlyList<Row> Of(string service) =>
        [.. File.ReadLines(Path.Combine(Folder(), "routes.tsv")).Where(l => l.Length > 0 && !l.StartsWith('#')).Select(l => l.Split('\t'))
            .Where(c => c[0] == service).Select(c => new Row(c[0], c[1], c[2], c.ElementAtOrDefault(3) ?? "", c[Math.Min(4, c.Length)..]))];

    static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
