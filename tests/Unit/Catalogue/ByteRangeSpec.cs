using Dinamis.Catalogue.Assets;
using Microsoft.AspNetCore.Http;

namespace Dinamis.UnitTests.Catalogue;

public sealed class ByteRangeSpec
{
    const string Tag = "\"abc\"";

    [Theory]
    [InlineData("bytes=0-9", 206, 0, 10)]
    [InlineData("bytes=90-", 206, 90, 10)]
    [InlineData("bytes=90-1000", 206, 90, 10)]
    [InlineData("bytes=-10", 206, 90, 10)]
    [InlineData("bytes=-1000", 206, 0, 100)]
    [InlineData("BYTES=5-5", 206, 5, 1)]
    [InlineData("bytes=0-99999999999999999999999", 206, 0, 100)]
    [InlineData("bytes=100-", 416, 0, 0)]
    [InlineData("bytes=99999999999999999999999-", 416, 0, 0)]
    [InlineData("bytes=-0", 416, 0, 0)]
    [InlineData("bytes=9-5", 200, 0, 100)]
    [InlineData("bytes=a-b", 200, 0, 100)]
    [InlineData("bytes=-", 200, 0, 100)]
    [InlineData("bytes=+1-2", 200, 0, 100)]
    [InlineData("bytes=0-1,5-6", 200, 0, 100)]
    [InlineData("rows=0-1", 200, 0, 100)]
    [InlineData("bytes", 200, 0, 100)]
    public void A_range_is_read_as_rfc_9110_says(string range, int status, long start, long length) =>
        Of(("Range", range)).ShouldBe(new(status, start, length));

    [Fact]
    public void Head_has_the_headers_of_the_whole() => Of("HEAD", ("Range", "bytes=0-9")).ShouldBe(new(200, 0, 100));

    [Theory]
    [InlineData(Tag, 206)]
    [InlineData("\"other\"", 200)]
    [InlineData("W/\"abc\"", 200)]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT", 200)]
    public void If_range_holds_for_the_same_strong_tag_alone(string condition, int status) =>
        Of(("Range", "bytes=0-9"), ("If-Range", condition)).Status.ShouldBe(status);

    [Theory]
    [InlineData("If-None-Match", Tag, 304)]
    [InlineData("If-None-Match", "W/\"abc\"", 304)]
    [InlineData("If-None-Match", "\"x\", \"abc\"", 304)]
    [InlineData("If-None-Match", "*", 304)]
    [InlineData("If-None-Match", "\"x\"", 206)]
    [InlineData("If-Match", Tag, 206)]
    [InlineData("If-Match", "*", 206)]
    [InlineData("If-Match", "W/\"abc\"", 412)]
    [InlineData("If-Match", "\"x\"", 412)]
    public void Preconditions_come_before_the_range(string header, string value, int status) =>
        Of(("Range", "bytes=0-9"), (header, value)).Status.ShouldBe(status);

    [Fact]
    public void No_range_ever_gives_bytes_outside_of_the_file() =>
        Gen.Select(Gen.String[Gen.Char["bytes=-,0123456789 "], 0, 24], Gen.Long[0, 1_000]).Sample((text, size) =>
        {
            var range = ByteRange.Of(new HeaderDictionary { ["Range"] = "bytes=" + text }, "GET", Tag, size);
            range.Start.ShouldBeGreaterThanOrEqualTo(0);
            (range.Start + range.Length).ShouldBeLessThanOrEqualTo(size);
        });

    static ByteRange Of(params (string Name, string Value)[] headers) => Of("GET", headers);

    static ByteRange Of(string method, params (string Name, string Value)[] headers)
    {
        var all = new HeaderDictionary();
        foreach (var (name, value) in headers) all[name] = value;
        return ByteRange.Of(all, method, Tag, 100);
    }
}
