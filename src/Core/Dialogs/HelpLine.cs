using Core.People;

namespace Core.Dialogs;

/// <summary>A line that a capability adds to the help, such as the source of its rules.</summary>
/// <param name="Key">Its wording.</param>
/// <param name="IsFor">Who reads it.</param>
internal sealed record HelpLine(string Key, Func<Caller, bool> IsFor);
