namespace Bot.Database.Saved;

/// <summary>
/// A database as a backup holds it: each vendor has its way to be copied while others write, to be checked, and to come back.
/// </summary>
internal abstract class SavedDatabase
{
    /// <summary>The name of the fact that it came out of a backup whose old messages are not held back yet.</summary>
    public const string Unheld = "restoring";

    /// <summary>The vendor's name, as <c>Database:Provider</c> and a backup have it.</summary>
    public abstract string Provider { get; }

    /// <summary>What it is called in a backup.</summary>
    public abstract string EntryName { get; }

    /// <summary>What it is called to people.</summary>
    public abstract string Words { get; }

    /// <summary>Where what comes out of a backup lies until it takes its place.</summary>
    public abstract string Fresh { get; }

    /// <summary>The way of the vendor in these settings.</summary>
    public static SavedDatabase Of(DatabaseOptions options, string keyFile) => options.Provider == "postgres"
        ? new SavedPostgres(options, keyFile)
        : new SavedSqlite(SqliteFile.PathOf(options.ConnectionString)
            ?? throw new InvalidDataException("A database in memory cannot be backed up."));

    /// <summary>Where a backup is tried: a database of the same vendor beside nobody's data.</summary>
    public static DatabaseOptions Scratch(DatabaseOptions options, string folder) => new()
    {
        Provider = options.Provider,
        ToolsFolder = options.ToolsFolder,
        ConnectionString = options.Provider == "postgres" ? SavedPostgres.Scratch(options.ConnectionString)
            : $"Data Source={Path.Combine(folder, "trial.db")};Pooling=False",
    };

    /// <summary>Counts the units in what was brought back; the whole place goes with the trial.</summary>
    public abstract Task<int> CountUnits();

    /// <summary>Takes a database away that was made for a trial.</summary>
    public abstract Task Remove();

    /// <summary>Whether there is a database with something in it.</summary>
    public abstract Task<bool> HoldsData();

    /// <summary>How many bytes a copy takes at most.</summary>
    public abstract Task<long> CopyTakes();

    /// <summary>Writes a copy that is consistent while others write, and makes sure that it is whole; the steps of its schema.</summary>
    /// <exception cref="InvalidDataException">It could not be made, with the reason.</exception>
    public abstract Task<IReadOnlyList<string>> Copy(string to);

    /// <summary>Makes sure that no service works on it, nor begins to until <see cref="CleanUp"/>.</summary>
    /// <exception cref="InvalidDataException">One does.</exception>
    public abstract Task RefuseWhileServed();

    /// <summary>Makes sure that what lies at <see cref="Fresh"/> is whole and went through these steps.</summary>
    /// <exception cref="InvalidDataException">It is not, with the reason.</exception>
    public abstract Task Check(IReadOnlyList<string> migrations);

    /// <summary>Which key the database at <see cref="Fresh"/> was begun with; null where it says none or nobody can look there.</summary>
    public virtual Task<string?> FreshKey() => Task.FromResult<string?>(null);

    /// <summary>
    /// Puts what lies at <see cref="Fresh"/> in place, marked as <see cref="Unheld"/>; where what was there before is kept now, null where
    /// something else keeps it.
    /// </summary>
    public abstract Task<string?> PutInPlace(string suffix);

    /// <summary>Leaves nothing half done behind, whatever went wrong.</summary>
    public abstract ValueTask CleanUp();
}
