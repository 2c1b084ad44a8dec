namespace Core.Settings;

/// <summary>A section of the settings and the class that it is read into: what stands under it and is no member is a slip.</summary>
/// <param name="Path">The section's name.</param>
/// <param name="Options">The class of its options.</param>
internal sealed record SettingsSection(string Path, Type Options);
