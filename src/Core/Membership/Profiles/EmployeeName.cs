using Core.Texts;

namespace Core.Membership.Profiles;

/// <summary>What a name must hold: a letter.</summary>
internal static class EmployeeName
{
    public static LocalizedText? Problem(string name) => name.Any(char.IsLetter) ? default(LocalizedText?) : "join.name-letters";
}
