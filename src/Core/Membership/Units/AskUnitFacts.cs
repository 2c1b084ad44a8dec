using Core.Dialogs.Questions;
using Core.Texts;
using Core.Units;

namespace Core.Membership.Units;

/// <summary>The questions by which an administrator writes what a unit and its services tell of themselves; a dash takes it away.</summary>
internal static class AskUnitFacts
{
    private const int Most = 500;

    /// <summary>What can be told of a unit, in the order of the buttons.</summary>
    public static IReadOnlyList<string> OfUnit { get; } = ["hours", "address", "phone", "map", "signer-title", "signer-name"];

    /// <summary>What can be told of a service.</summary>
    public static IReadOnlyList<string> OfService { get; } = ["requirements", "cost", "time"];

    /// <summary>Asks for one thing about a unit.</summary>
    public static IEnumerable<Question> About(Unit unit, string part)
    {
        var told = Ask.Text(part, $"edit-unit.{part}", 1, Most).Check(said => Problem(part, said));
        yield return told;
        var value = Cleared(told.Answer);
        if (part == "hours") unit.Hours = value;
        else if (part == "address") unit.Address = value;
        else if (part == "phone") unit.Phone = value;
        else if (part == "signer-title") unit.SignerTitle = value;
        else if (part == "signer-name") unit.SignerName = value;
        else unit.MapPoint = value;
    }

    /// <summary>Asks for one thing about a service.</summary>
    public static IEnumerable<Question> About(Service service, string part)
    {
        var told = Ask.Text(part, $"edit-unit.{part}", 1, 2 * Most);
        yield return told;
        var value = Cleared(told.Answer);
        if (part == "requirements") service.Requirements = value;
        else if (part == "cost") service.Cost = value;
        else service.PromisedTime = value;
    }

    private static LocalizedText? Problem(string part, string said)
    {
        if (Cleared(said) is not { } value) return null;
        if (part == "hours" && OpeningHours.Parse(value) is null) return "edit-unit.hours-form";
        if (part == "map" && UnitPoint.Parse(value) is null) return "edit-unit.map-form";
        return null;
    }

    private static string? Cleared(string said) => said.Trim() is "-" or "–" ? null : said.Trim();
}
