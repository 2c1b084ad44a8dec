using Core.People;
using Core.Texts;
using Core.Units;

namespace Core.Reminders.Composing;

/// <summary>Guesses what somebody's days are like until they say so: by their roles and by what their unit is called.</summary>
internal static class GuessWork
{
    private static readonly IReadOnlyList<string> Outside = Wording.Typed("work.outside");
    private static readonly IReadOnlyList<string> Inside = Wording.Typed("work.inside");

    /// <summary>The guess. Who serves no unit works at a desk.</summary>
    public static WorkKind For(Unit? unit, bool leads)
    {
        if (leads) return WorkKind.Lead;
        if (unit is null) return WorkKind.Desk;
        if (Outside.Any(w => unit.Name.Contains(w, StringComparison.OrdinalIgnoreCase))) return WorkKind.Field;
        return Inside.Any(w => unit.Name.Contains(w, StringComparison.OrdinalIgnoreCase)) ? WorkKind.Desk : WorkKind.Counter;
    }
}
