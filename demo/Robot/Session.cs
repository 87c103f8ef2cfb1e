using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Protobuf;

namespace Dinamis.Demo.Robot;

/// <summary>A signed-in person who calls the JSON of the rpcs through the gateway, as a web front-end of the same origin does.</summary>
sealed class Session(HtmlPerson person)
{
    static readonly JsonParser parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>Calls a transcoded rpc. The key makes a repeated seeding change nothing.</summary>
    public async Task<TReply> PostAsync<TReply>(string path, IMessage request, string key, CancellationToken cancellationToken) where TReply : IMessage, new()
    {
        using var content = JsonContent.Create(JsonDocument.Parse(JsonFormatter.Default.Format(request)));
        using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        message.Headers.Add("Idempotency-Key", key);
        return await SendAsync<TReply>(message, cancellationToken);
    }

    public async Task<TReply> GetAsync<TReply>(string path, CancellationToken cancellationToken) where TReply : IMessage, new()
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync<TReply>(message, cancellationToken);
    }

    /// <summary>Sends one file; returns its SHA-256, by which commands name it.</summary>
    public async Task<string> UploadAsync(string path, Stream content, CancellationToken cancellationToken, string type = "image/tiff")
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StreamContent(content) };
        message.Content.Headers.ContentType = new(type);
        using var response = await person.CallAsync(message, cancellationToken);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)response.StatusCode} {path}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
        return (await response.Content.ReadFromJsonAsync<Uploaded>(cancellationToken))!.Sha256;
    }

    /// <summary>Takes a file to its end, without keeping it.</summary>
    public async Task ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await person.CallAsync(message, cancellationToken);
        await response.EnsureSuccessStatusCode().Content.CopyToAsync(Stream.Null, cancellationToken);
    }

    sealed record Uploaded(string Sha256, long Size);

    async Task<TReply> SendAsync<TReply>(HttpRequestMessage message, CancellationToken cancellationToken) where TReply : IMessage, new()
    {
        using var response = await person.CallAsync(message, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) throw new NotKnownYetException($"{message.RequestUri}: {body}");
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)response.StatusCode} {message.RequestUri}: {body}");
        return parser.Parse<TReply>(body);
    }
}

/// <summary>404: the service has not heard of the object.</summary>
sealed class NotKnownYetException(string message) : Exception(message);
