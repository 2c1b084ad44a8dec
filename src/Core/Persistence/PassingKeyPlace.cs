namespace Core.Persistence;

/// <summary>Where keys lie that must never be in a backup.</summary>
/// <param name="Folder">A folder that no backup copies; null for the table <c>passing.keys</c> of the database.</param>
internal sealed record PassingKeyPlace(string? Folder);
