using System.ComponentModel.DataAnnotations;

namespace Dinamis.Local;

/// <summary>Configuration section <c>Local</c>.</summary>
sealed class LocalOptions
{
    /// <summary>Port of the Redis protocol on 127.0.0.1; without it, a Redis of the outside is used and none is started.</summary>
    public int? RedisPort { get; set; }

    public int SmtpPort { get; set; } = 1025;

    /// <summary>Where the certificates say that the revocation list is; the same at each start, since certificates outlive a run.</summary>
    [Required, Url] public string PublicUrl { get; set; } = "";

    /// <summary>Shared with membership alone: who knows it gets certificates.</summary>
    [Required, MinLength(32)] public string IssueSecret { get; set; } = "";
}

static class LocalConfiguration
{
    public static void AddLocalOptions(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LocalOptions>().BindConfiguration("Local").ValidateDataAnnotations().ValidateOnStart();
        // A page of the outside that renames itself to this machine (DNS rebinding) must not read the mailbox.
        builder.Configuration["AllowedHosts"] ??= "localhost;127.0.0.1;[::1]";
        // Garnet tells its whole configuration, and a request's address may name a person (?to=).
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Dinamis", LogLevel.Information).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
    }
}
