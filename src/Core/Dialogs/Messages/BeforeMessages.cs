namespace Core.Dialogs.Messages;

/// <summary>
/// What a capability does before messages are handled, outside their transactions, such as ending a month. It runs often and returns at
/// once
/// while there is nothing to do.
/// </summary>
/// <param name="Run">Does it.</param>
internal sealed record BeforeMessages(Func<Task> Run);
