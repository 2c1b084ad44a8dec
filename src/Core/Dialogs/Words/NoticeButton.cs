using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Words;

/// <summary>
/// A button of news that come by themselves, and what its words do when they are typed instead of pressed. Which of several news was meant
/// nobody knows any more, so the command shows what there is, or asks. A capability registers those of its news.
/// </summary>
/// <param name="Label">What stands on it.</param>
/// <param name="Command">What typing it begins.</param>
internal sealed record NoticeButton(LocalizedText Label, Command Command);
