namespace Core.Persistence;

/// <summary>
/// A folder of files that belong to the data; where several workers share the data, all of them must see the same one. A capability that
/// keeps files registers it.
/// </summary>
/// <param name="Name">Its name in the backup, for ever.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Setting">The setting that says where.</param>
/// <param name="InBackup">Whether what is in it outlives a few days and therefore belongs into every backup.</param>
internal sealed record KeptFolder(string Name, string Path, string Setting, bool InBackup = true);
