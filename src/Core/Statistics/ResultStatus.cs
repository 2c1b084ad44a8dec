using Core.Calendar;
using Core.Skm;
using Core.Texts;
using Core.Units;

namespace Core.Statistics;

/// <summary>What keeps a figure from being the result of the declared survey period.</summary>
internal enum Lacking
{
    /// <summary>It is of several units together; the survey is of one.</summary>
    OneUnit,

    /// <summary>No length of period is declared.</summary>
    Declaration,

    /// <summary>The period has another length than the declared one.</summary>
    Length,

    /// <summary>The period is not over.</summary>
    End,

    /// <summary>It has fewer respondents than the table of Krejcie and Morgan asks for.</summary>
    Respondents,

    /// <summary>The unit's yearly recipients are unknown, so nobody can say how many respondents it needs.</summary>
    Recipients,
}

/// <summary>
/// Whether a figure is the result of the declared survey period, or indicative and why. It is decided here and nowhere else. Even
/// the result of a declared period is never called official: that is for the one who signs.
/// </summary>
internal sealed class ResultStatus
{
    private readonly Period _period;
    private readonly DeclaredPeriod _declared;
    private readonly int _respondents;
    private readonly int? _needed;

    private ResultStatus(Unit? unit, Period period, int respondents, DeclaredPeriod declared, Month thisMonth)
    {
        (_period, _declared, _respondents) = (period, declared, respondents);
        _needed = unit?.YearlyRecipients is > 0 and var recipients ? SampleSize.Needed(recipients) : null;
        Lacks = Lack(unit, thisMonth);
    }

    /// <summary>What is lacking; nothing for the result of the declared period.</summary>
    public IReadOnlyList<Lacking> Lacks { get; }

    /// <summary>Whether it is the result of the declared period.</summary>
    public bool IsDeclared => Lacks.Count == 0;

    /// <summary>Decides it.</summary>
    /// <param name="unit">The unit; null for the whole instansi.</param>
    /// <param name="period">The period of the figure.</param>
    /// <param name="respondents">Its complete ratings.</param>
    /// <param name="declared">The length that the instansi has declared.</param>
    /// <param name="thisMonth">The month that the unit's clocks show now, as <c>202611</c>.</param>
    public static ResultStatus Of(Unit? unit, Period period, int respondents, DeclaredPeriod declared, Month thisMonth) =>
        new(unit, period, respondents, declared, thisMonth);

    /// <summary>The label as a sentence.</summary>
    public string Label(Wording words) => IsDeclared
        ? words["label.declared", _respondents, _needed]
        : words["label.indicative", Reasons(words)];

    /// <summary>The label for a cell of a table.</summary>
    public string Short(Wording words) => IsDeclared ? words["label.declared-short"] : words["label.indicative-short", Reasons(words)];

    /// <summary>What no time and no respondents would mend stands alone; else all that is lacking.</summary>
    private List<Lacking> Lack(Unit? unit, Month thisMonth)
    {
        Lacking? never = unit is null ? Lacking.OneUnit : _declared == DeclaredPeriod.None ? Lacking.Declaration
            : _period.Kind != KindOf(_declared) ? Lacking.Length : null;
        if (never is not null) return [never.Value];
        var lacks = new List<Lacking>();
        if (_period.To >= thisMonth) lacks.Add(Lacking.End);
        if (_needed is null) lacks.Add(Lacking.Recipients);
        else if (_respondents < _needed) lacks.Add(Lacking.Respondents);
        return lacks;
    }

    private string Reasons(Wording words) => string.Join("; ", Lacks.Select(l => Reason(l, words)));

    private string Reason(Lacking lacking, Wording words) => lacking switch
    {
        Lacking.Length => words["label.lacks.Length", words[$"label.kind.{KindOf(_declared)}"], words[$"label.kind.{_period.Kind}"]],
        Lacking.Respondents => words["label.lacks.Respondents", _respondents, _needed],
        _ => words[$"label.lacks.{lacking}"],
    };

    private static PeriodKind KindOf(DeclaredPeriod declared) => declared switch
    {
        DeclaredPeriod.Quarter => PeriodKind.Quarter,
        DeclaredPeriod.Semester => PeriodKind.Semester,
        _ => PeriodKind.Year,
    };
}
