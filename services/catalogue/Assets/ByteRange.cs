using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Dinamis.Catalogue.Assets;

/// <summary>Which bytes of a file an answer holds (RFC 9110 §13 and §14).</summary>
/// <param name="Status">200 whole, 206 a part, 304 not modified, 412 precondition failed, 416 not satisfiable.</param>
/// <param name="Start">First byte.</param>
/// <param name="Length">How many; 0 where there is no body.</param>
readonly record struct ByteRange(int Status, long Start, long Length)
{
    /// <summary>Preconditions in their order, then the range. Several ranges, or one that is not well formed, get the whole file.</summary>
    public static ByteRange Of(IHeaderDictionary request, string method, string etag, long size)
    {
        if (request.IfMatch.Count > 0 && !Names(request.IfMatch.ToString(), etag, strong: true)) return new(412, 0, 0);
        if (request.IfNoneMatch.Count > 0 && Names(request.IfNoneMatch.ToString(), etag, strong: false)) return new(304, 0, 0);
        var whole = new ByteRange(200, 0, size);
        // Range is defined for GET alone (§14.2); an If-Range that is not our strong tag asks for the whole.
        if (request.Range.Count != 1 || !HttpMethods.IsGet(method)) return whole;
        if (request.IfRange.Count > 0 && request.IfRange.ToString().Trim() != etag) return whole;
        var value = request.Range.ToString().Trim();
        if (!value.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase)) return whole;
        var spec = value.AsSpan(6).Trim();
        var dash = spec.IndexOf('-');
        if (dash < 0 || spec.Contains(',')) return whole;
        var first = spec[..dash].Trim();
        var last = spec[(dash + 1)..].Trim();
        if (first.IsEmpty)
        {
            if (!Number(last, out var suffix)) return whole;
            if (suffix == 0 || size == 0) return new(416, 0, 0);
            var length = Math.Min(suffix, size);
            return new(206, size - length, length);
        }
        if (!Number(first, out var start)) return whole;
        var end = size - 1;
        if (!last.IsEmpty)
        {
            if (!Number(last, out var given) || given < start) return whole;
            end = Math.Min(given, end);
        }
        return start >= size ? new(416, 0, 0) : new(206, start, end - start + 1);
    }

    // Digits alone; a number too long for us is past the end of any file.
    static bool Number(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9')) return false;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)) number = long.MaxValue;
        return true;
    }

    static bool Names(string header, string etag, bool strong) =>
        header.Trim() == "*" || EntityTagHeaderValue.TryParseList([header], out var tags) && tags.Any(t => t.Tag == etag && !(strong && t.IsWeak));
}
