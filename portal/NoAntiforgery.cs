using Microsoft.AspNetCore.Antiforgery;
namespace Dinamis.Portal;

/// <summary>Issues and checks nothing: see <see cref="Pages"/>.</summary>
sealed class NoAntiforgery : IAntiforgery
{
    static readonly AntiforgeryTokenSet none = new(null, null, "_none", null);

    public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => none;
    public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => none;
    public Task<bool> IsRequestValidAsync(HttpContext httpContext) => Task.FromResult(true);
    public void SetCookieTokenAndHeader(HttpContext httpContext) { }
    public Task ValidateRequestAsync(HttpContext httpContext) => Task.CompletedTask;
}
