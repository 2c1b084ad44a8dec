namespace Core.Intents;

/// <summary>What is known about the talk when words come in.</summary>
/// <param name="Language">The person's language, <c>id</c> or <c>en</c>.</param>
/// <param name="Open">What kind of question waits.</param>
internal sealed record IntentContext(string Language = "id", OpenQuestion Open = OpenQuestion.None);

/// <summary>What kind of question waits for an answer.</summary>
internal enum OpenQuestion
{
    /// <summary>None waits.</summary>
    None,

    /// <summary>Buttons: match the answer first (<see cref="IntentReader.Answer"/>), then read the intent.</summary>
    Choice,

    /// <summary>Free text: everything is the answer except a message that is nothing but "stop", "back", "help" and the like.</summary>
    Text,
}
