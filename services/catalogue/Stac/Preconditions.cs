using System.Security.Cryptography;
using Dinamis.Kernel;
using Microsoft.Net.Http.Headers;

namespace Dinamis.Catalogue.Stac;

/// <summary>Validators of what the API serves, and the condition under which it may be changed (RFC 9110 §13.1.1, RFC 6585 §3).</summary>
static class Preconditions
{
    static readonly Refusal required = new("PRECONDITION_REQUIRED", 428, "Cette opération demande l’en-tête If-Match, avec l’ETag de ce que vous avez lu.");
    static readonly Refusal failed = new("PRECONDITION_FAILED", 412, "Cet objet a changé depuis que vous l’avez lu.");

    /// <summary>Of stored bytes, and of the version in force of the licence that stands over them, which is written into them.</summary>
    public static string Etag(ReadOnlySpan<byte> body, IReadOnlyDictionary<string, int> licences) => $"\"{Convert.ToHexStringLower(SHA256.HashData(body)[..16])}{string.Concat(licences.Values.Select(number => $"-{number}"))}\"";

    /// <summary>Of a version.</summary>
    public static string Etag(long version) => $"\"{version}\"";

    /// <exception cref="Refused">428 without If-Match, 412 when it names other validators.</exception>
    public static void RequireMatch(HttpRequest request, string etag)
    {
        if (request.Headers.IfMatch.Count == 0) throw new Refused(required);
        // A weak validator never matches.
        if (!request.GetTypedHeaders().IfMatch.Any(given => given.Equals(EntityTagHeaderValue.Any) || (!given.IsWeak && given.Tag == etag))) throw new Refused(failed);
    }
}
