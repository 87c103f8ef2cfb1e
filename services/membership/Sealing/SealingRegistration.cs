using System.ComponentModel.DataAnnotations;
using Dinamis.Membership.Deeds;
using Dinamis.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Dinamis.Membership.Sealing;

/// <summary>Section <c>Ca</c>: who certifies the signers' keys.</summary>
sealed class CaOptions
{
    /// <summary>Takes signing requests (PKCS#10, PEM) by POST.</summary>
    [Required] public Uri? IssueUrl { get; set; }

    [Required] public string IssueSecret { get; set; } = "";

    /// <summary>Trust anchors in PEM: an address, <c>file:</c> included. They judge signers, and time-stamps where <c>Tsa:TrustUrl</c> is not given.</summary>
    [Required] public Uri? TrustUrl { get; set; }

    /// <summary>Revocation list (DER) over HTTP; without one, revocation is said to be unknown.</summary>
    public Uri? CrlUrl { get; set; }
}

/// <summary>Section <c>Tsa</c>: the time-stamp authority.</summary>
sealed class TsaOptions
{
    [Required] public Uri? Url { get; set; }

    public Uri? TrustUrl { get; set; }

    /// <summary>Where its own authority keeps another list than the signers'.</summary>
    public Uri? CrlUrl { get; set; }
}

/// <summary>Section <c>Signing</c>: where the keys of those who countersign are.</summary>
sealed class SigningOptions
{
    /// <summary>Address of a person's key in a PKCS#11 token, as <see cref="TokenKeys"/> reads it; empty: files in the data folder.</summary>
    public string Pkcs11 { get; set; } = "";
}

static class SealingRegistration
{
    // The whole step must end within its lease.
    static readonly TimeSpan patience = TimeSpan.FromSeconds(12);

    /// <summary>Signatures: keys, authorities, the background steps and the judge of files.</summary>
    public static void AddSealing(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<CaOptions>().BindConfiguration("Ca").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SigningOptions>().BindConfiguration("Signing");
        services.AddOptions<TsaOptions>().BindConfiguration("Tsa").ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient<ITimestamper, HttpTimestamper>((provider, http) =>
            (http.BaseAddress, http.Timeout) = (provider.GetRequiredService<IOptions<TsaOptions>>().Value.Url, patience));
        services.AddHttpClient<CertificateAuthority>((provider, http) =>
        {
            var options = provider.GetRequiredService<IOptions<CaOptions>>().Value;
            (http.BaseAddress, http.Timeout) = (options.IssueUrl, patience);
            http.DefaultRequestHeaders.Authorization = new("Bearer", options.IssueSecret);
        });
        services.AddHttpClient(TrustSource.HttpClient, http => http.Timeout = patience);
        services.AddSingleton<TrustSource>();
        services.AddTransient(provider => new SignatoryKeys(
            Path.Combine(provider.GetRequiredService<IOptions<DinamisOptions>>().Value.Data, "keys", Resources.Membership),
            provider.GetRequiredService<CertificateAuthority>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<SigningOptions>>().Value.Pkcs11 is { Length: > 0 } address ? new(address) : null));
        services.AddTransient<DeedSealer>();
        services.AddHostedService<SealingStep>().AddHostedService<CompletionStep>();
    }
}
