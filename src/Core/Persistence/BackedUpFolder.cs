namespace Core.Persistence;

/// <summary>
/// A folder of files that belong to the data and therefore into every backup. A capability that keeps files registers one.
/// </summary>
/// <param name="Name">Its name in the backup, for ever.</param>
/// <param name="Path">Where it is.</param>
internal sealed record BackedUpFolder(string Name, string Path);
