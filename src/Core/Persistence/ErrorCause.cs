using System.Data.Common;
using System.Text.RegularExpressions;

namespace Core.Persistence;

/// <summary>
/// What a failure is, in one line for the log: its kind down to the cause, with the database's own code, and the places of ours that it
/// passed. Words of an exception may be a citizen's and are left out.
/// </summary>
internal static partial class ErrorCause
{
    private const int PlacesShown = 3;

    /// <summary>Such as <c>DbUpdateException, SqliteException 13 at Core.Ratings.KeepRating.Store, ...</c>.</summary>
    public static string Of(Exception error)
    {
        var places = (error.StackTrace ?? "").Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith("at Core.", StringComparison.Ordinal) || line.StartsWith("at Bot.", StringComparison.Ordinal))
            .Select(PlaceOf).Distinct().Take(PlacesShown).ToList();
        return places.Count == 0 ? KindOf(error) : $"{KindOf(error)} at {string.Join(", ", places)}";
    }

    /// <summary>The kinds of it and of what caused it, with codes.</summary>
    public static string KindOf(Exception error)
    {
        var kinds = new List<string>();
        for (var e = error; e is not null; e = e.InnerException)
            kinds.Add(CodeOf(e) is { } code ? $"{e.GetType().Name} {code}" : e.GetType().Name);
        return string.Join(", ", kinds.Distinct());
    }

    private static string? CodeOf(Exception error) => error switch
    {
        DbException { SqlState: { Length: > 0 } state } => state,
        DbException numbered when Number().Match(numbered.Message) is { Success: true } found => found.Groups[1].Value,
        IOException file => $"0x{file.HResult:x}",
        _ => null,
    };

    /// <summary>The number that a database's own library puts before its words.</summary>
    [GeneratedRegex(@"^\w+ Error (\d+):")]
    private static partial Regex Number();

    private static string PlaceOf(string line)
    {
        var end = line.IndexOf('(', StringComparison.Ordinal);
        return (end > 3 ? line[3..end] : line[3..]).Split('<')[0].TrimEnd('.', '+');
    }
}
