namespace Dinamis.Kernel;

/// <summary>A named reason for which a command is not carried out. A feature's refusals are listed in its <c>Refusals.cs</c>.</summary>
/// <param name="Code">Stable reason code, upper snake case; the last part of the problem's <c>type</c> (RFC 9457).</param>
/// <param name="Status">HTTP status of the answer. gRPC callers get the matching code and the same reason.</param>
/// <param name="Message">French sentence, shown to the person as it is. Holds no personal data.</param>
public sealed record Refusal(string Code, int Status, string Message)
{
    /// <summary>The condition that is missing, in French, when the caller may know it.</summary>
    public string? Missing { get; init; }

    /// <summary>Where the missing condition is cured: a path on the public origin.</summary>
    public string? Cure { get; init; }
}

/// <summary>One field of the caller's input that is not acceptable.</summary>
/// <param name="Field">Name of the field in the request message, in proto's lower snake case; nested fields are joined by dots.</param>
/// <param name="Message">French sentence, shown next to the field.</param>
public sealed record FieldError(string Field, string Message);

/// <summary>Thrown by a rule to refuse a command by name. Anything else that is thrown is opaque to the caller.</summary>
public sealed class Refused(Refusal refusal, IReadOnlyList<FieldError>? fields = null) : Exception(refusal.Message)
{
    public Refusal Refusal => refusal;

    /// <summary>The faulty fields, for <see cref="Refusals.Invalid"/>.</summary>
    public IReadOnlyList<FieldError> Fields => fields ?? [];

    /// <summary>How long the caller should wait before it tries again; sent as <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>The refusals that every service shares.</summary>
public static class Refusals
{
    public static readonly Refusal Invalid = new("INVALID", 400, "Certaines informations sont à corriger.");
    public static readonly Refusal Unauthenticated = new("UNAUTHENTICATED", 401, "Identifiez-vous pour continuer.");
    public static readonly Refusal Forbidden = new("FORBIDDEN", 403, "Vous n’avez pas le droit de faire cela.");
    public static readonly Refusal NotFound = new("NOT_FOUND", 404, "Cet objet n’existe pas, ou n’est pas visible pour vous.");
    public static readonly Refusal Stale = new("STALE", 409, "Cette fiche a changé depuis que vous l’avez ouverte.");
    public static readonly Refusal RightsUnknown = new("RIGHTS_UNKNOWN", 503, "Vos droits ne peuvent pas être vérifiés pour l’instant. Réessayez dans quelques secondes.");
    public static readonly Refusal TooLarge = new("TOO_LARGE", 413, "Le contenu envoyé est trop gros.");
    public static readonly Refusal KeyMissing = new("IDEMPOTENCY_KEY_MISSING", 400, "L’en-tête Idempotency-Key est obligatoire pour cette opération.");
    public static readonly Refusal KeyReused = new("IDEMPOTENCY_KEY_REUSED", 422, "Cette clé d’idempotence a déjà servi pour une autre demande.");
    public static readonly Refusal KeyRunning = new("IDEMPOTENCY_KEY_RUNNING", 409, "La même demande est en cours de traitement. Réessayez dans un instant.");
    public static readonly Refusal Busy = new("BUSY", 503, "Le service est très sollicité. Réessayez dans quelques secondes.");
}

/// <summary>Collects the faulty fields of one request, so that the caller learns all of them at once.</summary>
public sealed class Checks
{
    readonly List<FieldError> errors = [];

    /// <summary>Notes <paramref name="message"/> for <paramref name="field"/> unless <paramref name="ok"/>.</summary>
    public Checks That(bool ok, string field, string message)
    {
        if (!ok) errors.Add(new(field, message));
        return this;
    }

    /// <summary>The field must be filled and not longer than <paramref name="max"/> characters.</summary>
    public Checks Filled(string? value, string field, string message, int max = 200) =>
        That(!string.IsNullOrWhiteSpace(value), field, message)
            .That((value?.Length ?? 0) <= max, field, $"{max} caractères au plus.");

    /// <summary>What was noted so far.</summary>
    public IReadOnlyList<FieldError> Errors => errors;

    /// <summary>Whether an error was noted.</summary>
    public bool Any => errors.Count > 0;

    /// <summary>Refuses with every error noted, if there is one.</summary>
    /// <exception cref="Refused">With <see cref="Refusals.Invalid"/>.</exception>
    public void ThrowIfAny()
    {
        if (errors.Count > 0) throw new Refused(Refusals.Invalid, errors);
    }
}
