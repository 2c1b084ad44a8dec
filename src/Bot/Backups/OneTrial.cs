namespace Bot.Backups;

/// <summary>
/// The service and an operator may try a backup at the same moment, in the same place and, on PostgreSQL, in the same database: whoever
/// comes second waits.
/// </summary>
internal static class OneTrial
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>The turn in a place, until it is disposed of.</summary>
    /// <exception cref="InvalidDataException">Another one takes longer than anybody waits.</exception>
    public static async Task<IDisposable> Enter(string place)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream($"{place}.lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1,
                    FileOptions.DeleteOnClose);
            }
            catch (IOException) when (File.Exists($"{place}.lock"))
            {
                if (TimeProvider.System.GetElapsedTime(began) > Patience) throw new InvalidDataException(
                    $"another trial is under way in {Path.GetDirectoryName(place)}; try again when it has ended");
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
    }
}
