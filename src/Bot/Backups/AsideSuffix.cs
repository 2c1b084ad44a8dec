namespace Bot.Backups;

/// <summary>The ending under which what was here before is kept: <c>.before-</c> and the moment in UTC.</summary>
internal static class AsideSuffix
{
    /// <summary>
    /// One that nothing in these folders bears yet: a second one of the same second gets a number, since a name that is taken
    /// would stop a restore in its middle.
    /// </summary>
    public static string Free(DateTimeOffset now, params IReadOnlyList<string?> folders)
    {
        var moment = $".before-{now:yyyyMMdd-HHmmss}";
        for (var number = 1; ; number++)
        {
            var suffix = number == 1 ? moment : $"{moment}-{number}";
            if (!folders.Any(f => Directory.Exists(f) && Directory.EnumerateFileSystemEntries(f, $"*{suffix}*").Any())) return suffix;
        }
    }
}
