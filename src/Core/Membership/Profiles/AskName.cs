using Core.Dialogs.Questions;
using Core.Texts;

namespace Core.Membership.Profiles;

/// <summary>Asks an employee's name: 2 to 80 characters, a letter among them.</summary>
internal static class AskName
{
    public static Question<string> As(string key) => Ask.Text(key, "join.name", 2, 80)
        .Check(name => name.Any(char.IsLetter) ? default(LocalizedText?) : "join.name-letters");
}
