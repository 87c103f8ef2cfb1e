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

/// <summary>Section <c>Signing</c>: where the keys of those who countersign are; one of the two, or files in the data folder.</summary>
sealed class SigningOptions
{
    /// <summary>Address of a person's key in a PKCS#11 token, as <see cref="TokenKeys"/> reads it.</summary>
    public string Pkcs11 { get; set; } = "";

    public RemoteSigningOptions? Remote { get; set; }
}

static class SealingRegistration
{
    // The whole step must end within its lease.
    static readonly TimeSpan patience = TimeSpan.FromSeconds(12);

    /// <summary>Signatures: keys, authorities, the background steps and the judge of files.</summary>
    public static void AddSealing(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<CaOptions>().BindConfiguration("Ca").ValidateDataAnnotations()
            .Validate(o => o.CrlUrl is not { } url || IsWeb(url), "Ca:CrlUrl begins with http:// or https://.").ValidateOnStart();
        services.AddOptions<SigningOptions>().BindConfiguration("Signing")
            .Validate(o => o.Pkcs11.Length == 0 || o.Remote is null, "Give Signing:Pkcs11 or Signing:Remote, not both.")
            .Validate(o => o.Remote is null or { Url: not null, ClientId.Length: > 0, ClientSecret.Length: > 0 } and ({ Credential.Length: > 0 } or { Credentials.Count: > 0 }),
                "Signing:Remote needs Url, ClientId, ClientSecret and Credential (or Credentials).")
            .Validate(o => o.Remote?.Url is not { } url || (RemoteKeys.IsSafe(url) && url.AbsolutePath.EndsWith('/')), "Signing:Remote:Url begins with https:// and ends with a slash.")
            .Validate(o => o.Remote?.TokenUrl is not { } url || RemoteKeys.IsSafe(url), "Signing:Remote:TokenUrl begins with https://.")
            .Validate(o => o.Remote?.CrlUrls.TrueForAll(IsWeb) is not false, "Each of Signing:Remote:CrlUrls begins with http:// or https://.")
            .ValidateOnStart();
        services.AddOptions<TsaOptions>().BindConfiguration("Tsa").ValidateDataAnnotations()
            .Validate(o => o.CrlUrl is not { } url || IsWeb(url), "Tsa:CrlUrl begins with http:// or https://.").ValidateOnStart();
        services.AddHttpClient<ITimestamper, HttpTimestamper>((provider, http) =>
            (http.BaseAddress, http.Timeout) = (provider.GetRequiredService<IOptions<TsaOptions>>().Value.Url, patience));
        services.AddHttpClient<CertificateAuthority>((provider, http) =>
        {
            var options = provider.GetRequiredService<IOptions<CaOptions>>().Value;
            (http.BaseAddress, http.Timeout) = (options.IssueUrl, patience);
            http.DefaultRequestHeaders.Authorization = new("Bearer", options.IssueSecret);
        });
        // Lists of some thousand lines are a few hundred kilobytes; each file completed holds its own.
        services.AddHttpClient(TrustSource.HttpClient, http => (http.Timeout, http.MaxResponseContentBufferSize) = (patience, 16 << 20));
        services.AddSingleton<TrustSource>();
        services.AddHttpClient(RemoteKeys.HttpClient, (provider, http) =>
                (http.BaseAddress, http.Timeout, http.MaxResponseContentBufferSize) = (provider.GetRequiredService<IOptions<SigningOptions>>().Value.Remote!.Url, patience, 1 << 20))
            // A PIN goes to nobody else.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton(provider => new RemoteKeys(
            provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<IOptions<SigningOptions>>().Value.Remote!, provider.GetRequiredService<TimeProvider>()));
        services.AddTransient(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SigningOptions>>().Value;
            return new SignatoryKeys(
                Path.Combine(provider.GetRequiredService<IOptions<DinamisOptions>>().Value.Data, "keys", Resources.Membership),
                provider.GetRequiredService<CertificateAuthority>(), provider.GetRequiredService<TimeProvider>(),
                options.Pkcs11 is { Length: > 0 } address ? new(address) : null,
                options.Remote is null ? null : provider.GetRequiredService<RemoteKeys>());
        });
        services.AddTransient<DeedSealer>();
        services.AddHostedService<SealingStep>().AddHostedService<CompletionStep>();
    }

    // Told at the start: else each verification of a file would fail for it later.
    static bool IsWeb(Uri url) => url is { IsAbsoluteUri: true, Scheme: "http" or "https" };
}
