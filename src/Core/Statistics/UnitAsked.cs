using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Texts;
using Core.Units;

namespace Core.Statistics;

/// <summary>Which unit a person asks about: the one they typed, the only one they have, or else the one they choose when asked.</summary>
internal sealed class UnitAsked
{
    private UnitAsked(StatisticsQuery query, IReadOnlyList<Unit> own, Unit? meant) => (Query, Own, Meant) = (query, own, meant);

    /// <summary>What else was typed.</summary>
    public StatisticsQuery Query { get; }

    /// <summary>The units that the person may ask about.</summary>
    public IReadOnlyList<Unit> Own { get; }

    /// <summary>The unit, when it need not be asked for.</summary>
    public Unit? Meant { get; }

    /// <summary>The question to ask; null when the unit is clear.</summary>
    public SearchQuestion<Unit>? Which { get; private init; }

    /// <summary>The unit; ask <see cref="Which"/> first.</summary>
    public Unit Unit => Meant ?? Which!.Answer;

    /// <summary>Reads what stands after the command (or the words given instead).</summary>
    /// <param name="context">The message.</param>
    /// <param name="units">All units.</param>
    /// <param name="thisMonth">The month by which periods without a year are understood.</param>
    /// <param name="typed">Other words than those after the command.</param>
    /// <param name="certain">Whether the unit is asked for when the name is unknown, even of somebody with one unit: a document is of the
    /// unit that was meant.</param>
    /// <param name="acting">Whether something is written about the unit, which nobody does from above it.</param>
    /// <param name="tell">Whether a name that the person may not see or that does not exist is told.</param>
    public static UnitAsked Of(DialogContext context, UnitCatalog units, Month thisMonth, string? typed = null, bool certain = false,
        bool tell = true, bool acting = false)
    {
        var own = acting ? StatisticsScope.Own(context.Who, units) : StatisticsScope.Units(context.Who, units);
        var query = StatisticsQuery.Read(typed ?? context.Arg("text"), own, thisMonth);
        if (tell && query.Unknown is { } unknown) context.Say("statistics.unknown", Characters.Short(unknown, 40));
        var only = own.Count == 1 && !(certain && query.Unknown is not null) ? own[0] : null;
        var meant = query.Found.Count == 1 ? query.Found[0] : only;
        return new UnitAsked(query, own, meant)
        {
            Which = meant is null ? StatisticsQuery.Ask(query.Found.Count > 1 ? query.Found : own)
            : null
        };
    }
}
