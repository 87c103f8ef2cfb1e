namespace Dinamis.Membership.Bodies;

/// <summary>What a public directory says of a French body, to spare its référent the typing. A help and never a condition: without an answer the form is typed by hand.</summary>
interface IBodyDirectory
{
    /// <param name="siren">Nine digits, checked.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>What it knows, the rest empty; null: it does not know this number, or the body has ceased.</returns>
    /// <exception cref="DirectoryAwayException">It did not answer in time, or not what was asked.</exception>
    Task<Wire.EntityForm?> FindAsync(string siren, CancellationToken cancellationToken);
}

/// <summary>The directory cannot be asked now.</summary>
sealed class DirectoryAwayException(string message, Exception? cause = null) : Exception(message, cause);
