using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Dinamis.SystemTests.Harness;
using Microsoft.Playwright;

namespace Dinamis.SystemTests.Journeys;

/// <summary>What a person does in the catalogue.</summary>
static class CatalogueSteps
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The map has drawn as many footprints: what MapLibre itself says it rendered.</summary>
    public static async Task MapShowsAsync(this Visitor person, int footprints)
    {
        await person.Page.WaitForFunctionAsync("""
            count => {
              const map = document.querySelector('[data-carte]').carte;
              if (!map?.loaded()) return false;
              const drawn = map.queryRenderedFeatures({ layers: ['empreintes', 'empreintes-reperes'] });
              return new Set(drawn.map(f => f.properties.id)).size === count;
            }
            """, footprints);
    }

    public static async Task SearchAsync(this Visitor person)
    {
        await person.PressAsync("Chercher");
        await person.Page.WaitForFunctionAsync("() => document.readyState !== 'loading'");
    }

    /// <summary>Ids of the scenes in the list, in its order.</summary>
    public static async Task<IReadOnlyList<string>> ListedAsync(this Visitor person) =>
        await person.Page.Locator("[data-empreinte]").EvaluateAllAsync<string[]>("lines => lines.map(l => l.dataset.empreinte)");

    /// <summary>Searches, with one more field filled; a program that follows the page's STAC link finds the same scenes in the same order.</summary>
    public static async Task<IReadOnlyList<string>> FindsAsync(this Visitor person, HttpClient program, string? label = null, string value = "")
    {
        if (label is not null) await person.Page.GetByLabel(label, new() { Exact = true }).FillAsync(value);
        await person.SearchAsync();
        var listed = await person.ListedAsync();
        var link = await person.Page.GetByRole(AriaRole.Link, new() { Name = "Cette recherche en STAC" }).GetAttributeAsync("href");
        var answer = await program.GetFromJsonAsync<JsonElement>(link!, Cancel);
        StacProgram.Ids(answer).ShouldBe(listed);
        answer.GetProperty("numberMatched").GetInt64().ShouldBe(listed.Count);
        return listed;
    }

    /// <summary>Draws a box with the mouse, from one corner to the other (longitude, latitude).</summary>
    public static async Task DrawBoxAsync(this Visitor person, (double Lon, double Lat) from, (double Lon, double Lat) to)
    {
        await person.PressAsync("Dessiner un rectangle");
        var (ax, ay) = await person.OnMapAsync(from);
        var (bx, by) = await person.OnMapAsync(to);
        await person.Page.Mouse.MoveAsync(ax, ay);
        await person.Page.Mouse.DownAsync();
        await person.Page.Mouse.MoveAsync(bx, by, new() { Steps = 5 });
        await person.Page.Mouse.UpAsync();
        await Assertions.Expect(person.Page.GetByLabel("Ouest")).Not.ToHaveValueAsync("");
    }

    /// <summary>Where a place of the map is on the screen.</summary>
    public static async Task<(float X, float Y)> OnMapAsync(this Visitor person, (double Lon, double Lat) at)
    {
        await person.Page.WaitForFunctionAsync("() => document.querySelector('[data-carte]').carte?.loaded()");
        await person.Page.Locator("[data-carte]").First.ScrollIntoViewIfNeededAsync();
        var point = await person.Page.EvaluateAsync<float[]>("""
            at => { const map = document.querySelector('[data-carte]').carte, p = map.project(at), box = map.getCanvas().getBoundingClientRect(); return [box.x + p.x, box.y + p.y]; }
            """, new[] { at.Lon, at.Lat });
        return (point[0], point[1]);
    }

    /// <summary>The scene's picture has arrived, and is large.</summary>
    public static async Task SeesItsPictureAsync(this Visitor person)
    {
        await person.Page.WaitForFunctionAsync("() => document.querySelector('.scene-image')?.naturalWidth >= 512");
        (await person.Page.Locator(".scene-image").First.BoundingBoxAsync())!.Width.ShouldBeGreaterThan(600);
    }

    /// <summary>The viewer has drawn tiles that came through the gate.</summary>
    public static async Task SeesTilesAsync(this Visitor person, Uri gateway, string scene)
    {
        await person.Page.Locator(".visionneuse").ScrollIntoViewIfNeededAsync();
        var path = new Uri(gateway, scene.Replace("/catalogue/", "/tiles/", StringComparison.Ordinal) + "/WebMercatorQuad/").AbsoluteUri;
        await person.Page.WaitForFunctionAsync("""
            path => {
              const map = document.querySelector('.visionneuse [data-carte]')?.carte;
              return map?.loaded() && map.isSourceLoaded('tuiles') && performance.getEntriesByType('resource').some(e => e.name.startsWith(path) && e.responseStatus === 200);
            }
            """, path);
    }

    /// <summary>The button gives the file: the asset's very bytes, a GeoTIFF to gdalinfo, by an address that signs for itself, in ranges too.</summary>
    public static async Task DownloadsAsync(this Visitor person, HttpClient program, string scene)
    {
        var item = await program.GetFromJsonAsync<JsonElement>(scene.Replace("/catalogue/", "/stac/collections/", StringComparison.Ordinal).Insert(scene.LastIndexOf('/') + "/stac/collections/".Length - "/catalogue/".Length, "/items") + "?f=json", Cancel);
        var asset = item.GetProperty("assets").GetProperty("image");
        var download = await person.Page.RunAndWaitForDownloadAsync(() => person.PressAsync("Télécharger"));
        var file = Path.Combine(Directory.CreateTempSubdirectory("dinamis-download-").FullName, download.SuggestedFilename);
        try
        {
            await download.SaveAsAsync(file);
            file.ShouldEndWith(".tif");
            var bytes = await File.ReadAllBytesAsync(file, Cancel);
            bytes.Length.ShouldBe(asset.GetProperty("file:size").GetInt32());
            ("1220" + Convert.ToHexStringLower(SHA256.HashData(bytes))).ShouldBe(asset.GetProperty("file:checksum").GetString());
            await LooksRightToGdalAsync(file);
            await ServesRangesAsync(program, new(download.Url), bytes);
            await LooksRightToGdalAsync("/vsicurl/" + download.Url);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
        using var unsigned = await program.GetAsync(asset.GetProperty("href").GetString(), Cancel);
        unsigned.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    static async Task ServesRangesAsync(HttpClient program, Uri signed, byte[] bytes)
    {
        signed.Query.ShouldContain("X-Amz-Signature=");
        using var head = await program.SendAsync(new(HttpMethod.Head, signed), Cancel);
        (head.StatusCode, head.Content.Headers.ContentLength, head.Headers.AcceptRanges.Single()).ShouldBe((HttpStatusCode.OK, bytes.Length, "bytes"));
        var etag = new EntityTagHeaderValue(head.Headers.ETag!.Tag);
        using var part = await AskAsync(new(100, 65_635), new(etag));
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        part.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes 100-65635/{bytes.Length}");
        (await part.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe(bytes[100..65_636]);
        using var changed = await AskAsync(new(100, 199), new(new EntityTagHeaderValue("\"another\"")));
        (changed.StatusCode, changed.Content.Headers.ContentLength).ShouldBe((HttpStatusCode.OK, bytes.Length));
        using var kept = new HttpRequestMessage(HttpMethod.Get, signed) { Headers = { IfNoneMatch = { etag } } };
        using var same = await program.SendAsync(kept, Cancel);
        same.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using var forged = await program.GetAsync(signed.AbsoluteUri.Replace("X-Amz-Expires=600", "X-Amz-Expires=601", StringComparison.Ordinal), Cancel);
        forged.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        async Task<HttpResponseMessage> AskAsync(RangeHeaderValue range, RangeConditionHeaderValue condition)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, signed) { Headers = { Range = range, IfRange = condition } };
            return await program.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        }
    }

    static async Task LooksRightToGdalAsync(string file)
    {
        using var gdal = Process.Start(new ProcessStartInfo("gdalinfo", ["-json", file]) { RedirectStandardOutput = true })!;
        var info = JsonDocument.Parse(await gdal.StandardOutput.ReadToEndAsync(Cancel)).RootElement;
        info.GetProperty("driverShortName").GetString().ShouldBe("GTiff");
        info.GetProperty("coordinateSystem").GetProperty("wkt").GetString()!.ShouldContain("""ID["EPSG",2154]""");
        info.GetProperty("bands").GetArrayLength().ShouldBe(4);
        info.GetProperty("bands")[0].GetProperty("overviews").GetArrayLength().ShouldBeGreaterThan(1);
    }

    /// <summary>The API refuses the signed address by the same condition as the page, with its cure.</summary>
    public static async Task RefusedToSignAsync(this Visitor person, string scene, string reason)
    {
        var parts = scene.Split('/');
        var refused = await person.Page.EvaluateAsync<JsonElement>("""
            async asked => { const r = await fetch('/api/catalogue/v1/downloads:sign', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(asked) }); return { status: r.status, body: await r.json() }; }
            """, new { collection_id = parts[2], item_id = parts[3], asset_key = "image" });
        (refused.GetProperty("status").GetInt32(), refused.GetProperty("body").GetProperty("reason").GetString()).ShouldBe((403, reason));
    }

    /// <summary>The panel's link leads where the missing condition is cured, and that page opens.</summary>
    public static async Task CuredByAsync(this Visitor person, string path)
    {
        var link = await person.Page.Locator("section[aria-labelledby=telecharger] a.btn").GetAttributeAsync("href");
        link!.ShouldStartWith(path);
        (await person.Page.APIRequest.GetAsync(new Uri(new(person.Page.Url), link).AbsoluteUri)).Status.ShouldBe(200);
    }

    /// <summary>Before and after: the keyboard moves the border between the two.</summary>
    public static async Task SwipesAsync(this Visitor person)
    {
        var handle = person.Page.GetByRole(AriaRole.Slider, new() { Name = "Avant" });
        await person.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.avant-apres img')].filter(i => i.naturalWidth > 500).length === 2");
        var width = await WidthAsync();
        await handle.FocusAsync();
        for (var i = 0; i < 10; i++) await person.Page.Keyboard.PressAsync("ArrowLeft");
        (await WidthAsync()).ShouldNotBe(width);

        Task<string> WidthAsync() => person.Page.Locator(".avant-apres .apres").EvaluateAsync<string>("e => getComputedStyle(e).clipPath");
    }
}
