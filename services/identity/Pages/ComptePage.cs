using Dinamis.Kernel;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Dinamis.Identity.Pages;

/// <summary>One labelled input.</summary>
sealed record Champ(string Name, string Label, string Type, string Autocomplete)
{
    public string? Value { get; init; }
    public string? Hint { get; init; }
    public string? Error { get; init; }

    public string? DescribedBy => string.Join(' ', ((string?[])[Hint is null ? null : Name + "-aide", Error is null ? null : Name + "-erreur"]).OfType<string>()) is { Length: > 0 } ids ? ids : null;
}

/// <summary>What the pages under <c>/compte</c> share.</summary>
public abstract class ComptePage : PageModel
{
    internal const string Home = "/bff/login?returnUrl=%2Fmon-espace";

    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? AskedReturnUrl { get; set; }

    /// <summary>Only ever an address of this origin.</summary>
    public string ReturnUrl => Url.IsLocalUrl(AskedReturnUrl) ? AskedReturnUrl! : Home;

    public abstract string Title { get; }

    public List<FieldError> Errors { get; } = [];

    protected void Refuse(string field, string message) => Errors.Add(new(field, message));

    internal string? ErrorOf(string field) => Errors.Find(e => e.Field == field)?.Message;
}
