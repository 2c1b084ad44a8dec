using Core.Dialogs.Questions;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Units;

/// <summary>
/// An administrator of the instansi says which unit stands above another. Nobody else does: it opens the lower unit's figures and
/// complaints to the upper one's head, and adds them to its sums.
/// </summary>
internal static class AskParent
{
    /// <summary>The name of the part among the others.</summary>
    public const string Part = "parent";

    /// <summary>Whether the part is offered: who may decide it, where there is more than one unit.</summary>
    public static bool MayAsk(Caller who, UnitCatalog units) => CommandRights.Everywhere(who) && units.Active.Count > 1;

    /// <summary>Asks for the unit above, among those that it can be.</summary>
    public static IEnumerable<Question> Of(AppDb db, UnitCatalog units, Unit unit)
    {
        var known = units.Find(unit.Id) ?? unit;
        var above = units.ParentOf(known);
        var which = Ask.Search("parent", LocalizedText.Of("edit-unit.parent", unit.Name, UnitTree.Levels), units.Active
            .Where(u => u.Id != above?.Id && UnitTree.Problem(units, known, u) is null)
            .Select(u => new Option<int>(u.Code, LocalizedText.Literal(u.Name), u.Id)));
        if (above is not null) which.Extra("+none", "edit-unit.parent-none", 0);
        yield return which;
        unit.PutBelow(which.Answer == 0 ? null : db.Units.Find(which.Answer));
    }

    /// <summary>A unit that is closed stands above nothing any more.</summary>
    public static async Task FreeBelow(AppDb db, Unit closed)
    {
        foreach (var below in await db.Units.Where(u => u.ParentId == closed.Id).ToListAsync()) below.PutBelow(null);
    }

    /// <summary>The unit above and those below, each as a line of the card; nothing where there is none, as in a flat instansi.</summary>
    public static string Lines(Wording words, UnitCatalog units, Unit unit)
    {
        var known = units.Find(unit.Id) ?? unit;
        var above = units.ParentOf(known) is { } parent ? "\n" + words["edit-unit.above", parent.Name] : "";
        var below = units.ChildrenOf(known);
        return above + (below.Count == 0 ? "" : "\n" + words["edit-unit.below", string.Join(", ", below.Select(u => u.Label))]);
    }
}
