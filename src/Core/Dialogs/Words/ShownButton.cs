namespace Core.Dialogs.Words;

/// <summary>A button of a card that a person was sent.</summary>
internal sealed class ShownButton
{
    /// <summary>As it reads.</summary>
    public string Label { get; set; } = "";

    /// <summary>The command that it carries.</summary>
    public string Data { get; set; } = "";
}
