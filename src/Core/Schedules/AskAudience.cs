using Core.Dialogs.Questions;
using Core.People;
using Core.Texts;
using Core.Units;

namespace Core.Schedules;

/// <summary>The questions that announcements and schedules ask about their receivers, narrowed to what the person administers.</summary>
internal static class AskAudience
{
    /// <summary>Which kind of receivers.</summary>
    public static ChoiceQuestion<string> Kind(Caller who) => Ask.Choice("audience", "audience.which", Kinds(who));

    /// <summary>Which unit.</summary>
    public static SearchQuestion<Unit> Unit(Caller who, UnitCatalog units) => Ask.Search(
        "audience-unit", "audience.which-unit", units.Active.Where(u => CommandRights.Administers(who, u.Id))
            .Select(u => new Option<Unit>(u.Code, LocalizedText.Literal(u.Name), u)));

    /// <summary>Which role.</summary>
    public static ChoiceQuestion<Role> Role() =>
        Ask.Choice("audience-role", "audience.which-role", Enum.GetValues<Role>().Select(r => new Option<Role>($"{r}", $"role.{r}", r)));

    private static IEnumerable<Option<string>> Kinds(Caller who)
    {
        if (CommandRights.Everywhere(who)) yield return new("all", "audience.all", "all");
        yield return new("unit", "audience.unit", "unit");
        if (CommandRights.Everywhere(who)) yield return new("role", "audience.role", "role");
    }
}
