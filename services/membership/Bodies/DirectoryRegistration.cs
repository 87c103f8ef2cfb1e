using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;

namespace Dinamis.Membership.Bodies;

/// <summary>Section <c>Directory</c>: one of the two, or none.</summary>
sealed class DirectoryOptions
{
    /// <summary>CSV or XLSX with the columns of a relay's list.</summary>
    public string? File { get; set; }

    /// <summary>Root of « API Recherche d’entreprises », with its final slash.</summary>
    public Uri? Url { get; set; }

    /// <summary>How long a page waits for it, a second attempt included.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(3);
}

static class DirectoryRegistration
{
    /// <summary>Without a directory there is no <see cref="IBodyDirectory"/>, and the form is typed by hand.</summary>
    public static void AddBodyDirectory(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Directory").Get<DirectoryOptions>() ?? new();
        builder.Services.AddOptions<DirectoryOptions>().BindConfiguration("Directory")
            .Validate(o => o.File is null || o.Url is null, "Give Directory:File or Directory:Url, not both.")
            .Validate(o => o.Patience > TimeSpan.Zero && o.Patience <= TimeSpan.FromSeconds(10), "Directory:Patience is between 0 and 10 s: a person waits.")
            .ValidateOnStart();
        if (options.File is { } file) builder.Services.AddSingleton<IBodyDirectory>(new FileDirectory(file));
        if (options.Url is null) return;
        builder.Services.AddHttpClient<IBodyDirectory, HttpDirectory>(http => (http.BaseAddress, http.MaxResponseContentBufferSize) = (options.Url, 1 << 20))
            .AddStandardResilienceHandler(o =>
            {
                // One more attempt within the same patience; after several failures nobody waits for half a minute.
                (o.TotalRequestTimeout.Timeout, o.AttemptTimeout.Timeout) = (options.Patience, options.Patience * 0.6);
                (o.Retry.MaxRetryAttempts, o.Retry.Delay, o.Retry.UseJitter) = (1, TimeSpan.FromMilliseconds(100), true);
                (o.CircuitBreaker.SamplingDuration, o.CircuitBreaker.MinimumThroughput, o.CircuitBreaker.BreakDuration) = (TimeSpan.FromSeconds(30), 5, TimeSpan.FromSeconds(30));
            });
    }
}
