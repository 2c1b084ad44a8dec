namespace Core.Messaging;

/// <summary>A platform's own menu of commands, which it shows beside the text field; only channels that have one implement it.</summary>
internal interface ICommandMenu
{
    /// <summary>The name of the channel whose menu it is.</summary>
    string Channel { get; }

    /// <summary>
    /// Shows these commands to everybody who has no menu of their own, in a language; null for every other language.
    /// False when the platform did not take them.
    /// </summary>
    Task<bool> ShowEverybody(string? language, IReadOnlyList<(string Command, string Label)> lines, CancellationToken stop = default);

    /// <summary>
    /// Shows one person their own commands. False when the platform could not be asked now; true also when it refuses for
    /// good, since asking again would change nothing.
    /// </summary>
    Task<bool> ShowPerson(string address, IReadOnlyList<(string Command, string Label)> lines, CancellationToken stop = default);
}
