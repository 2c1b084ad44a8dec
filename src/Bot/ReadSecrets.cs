namespace Bot;

/// <summary>
/// Secrets that lie in files, so that neither a settings file nor a process's environment shows them: one named by a setting
/// (<c>Telegram:TokenFile</c>), or all files of a folder by their names (<c>Telegram__Token</c>), as systemd's credentials and a
/// container's secrets are given. A value that is set otherwise too yields to them, but for one
/// on the command line.
/// </summary>
internal static class ReadSecrets
{
    /// <summary>Folders that the surroundings name: systemd's, and ours.</summary>
    private static readonly string[] Folders = ["CREDENTIALS_DIRECTORY", "SUARA_SECRETS"];

    /// <summary>Settings of which another names a file.</summary>
    private static readonly string[] Keys =
    [
        "Telegram:Token", "Telegram:Webhook:SecretToken", "Database:ConnectionString", "Backups:Passphrase", "Lapor:Auth", "Lapor:Token",
        "NationalSurvey:Token", "Backups:S3:SecretKey",
    ];

    /// <summary>Reads them into the configuration.</summary>
    /// <exception cref="InvalidDataException">A file that a setting names cannot be read.</exception>
    public static void AddTo(IConfigurationManager configuration)
    {
        foreach (var folder in Folders.Select(Environment.GetEnvironmentVariable).Where(Directory.Exists))
            AddFolder(configuration, folder!);
        var read = Keys.Where(key => configuration[$"{key}File"] is { Length: > 0 })
            .ToDictionary(key => key, key => (string?)Read($"{key}File", configuration[$"{key}File"]!));
        if (read.Count > 0) configuration.AddInMemoryCollection(read);
    }

    /// <summary>Takes every file of a folder as the setting of its name.</summary>
    internal static void AddFolder(IConfigurationBuilder configuration, string folder)
    {
        foreach (var key in Keys)
            if (Path.Combine(folder, key.Replace(":", "__", StringComparison.Ordinal)) is var file && File.Exists(file)) Read(key, file);
        configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: true);
    }

    /// <summary>An empty secret would switch off silently what it is for: Telegram, or the seal of backups.</summary>
    private static string Read(string setting, string file)
    {
        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } secret ? secret
                : throw new InvalidDataException($"{setting} names {file}, which is empty. Write the secret into it, or take the setting away.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{setting} names {file}, which cannot be read ({e.GetType().Name}). Check the path and who may read it.");
        }
    }
}
