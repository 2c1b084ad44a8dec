using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Skm;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Statistics;

/// <summary>An administrator asks for the figures of a unit or of the instansi over a period, typed in any order or by buttons.</summary>
internal sealed class ShowStatistics(ReadStatistics statistics, ReadScores scores, ReadBranches branches, UnitCatalog units,
    IOptions<InstansiOptions> instansi) : Dialog
{
    private const int UnitsMax = 30;

    /// <inheritdoc/>
    public override string Name => "show-statistics";

    /// <inheritdoc/>
    public override string? Command => Commands.Statistics;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var asked = UnitAsked.Of(context, units, scores.ThisMonth());
        var (unit, query) = (asked.Meant, asked.Query);
        var wholeInstansi = StatisticsScope.Everywhere(context.Who) && query.Found.Count == 0 && query.Unknown is null
            && !query.Flags.Contains("choose");
        if (asked.Which is { } which && !wholeInstansi)
        {
            yield return which;
            unit = which.Answer;
        }

        var period = query.Period ?? await Latest(unit);
        if (query.Flags.Contains("services") && unit is not null) await ShowServices(context, unit, period);
        else Buttons(context.Say(LocalizedText.Literal(await Text(unit, period, context.Words))), context, unit, period, asked.Own.Count);
    }

    /// <summary>This month, or the one before while this month has nothing to show.</summary>
    private async Task<Period> Latest(Unit? unit)
    {
        var now = Period.Of(PeriodKind.Month, scores.ThisMonth(unit));
        return (await statistics.Score(unit, now.From, now.To)).Score is null
            && (await statistics.Score(unit, now.Before.From, now.Before.To)).Score is not null ? now.Before : now;
    }

    private async Task<string> Text(Unit? unit, Period period, Wording words)
    {
        var figures = await statistics.Of(unit, period);
        var text = StatisticsText.Of(figures, scores.StandingOf(unit, period, figures.Now.Respondents), instansi.Value.Name,
            scores.Options, words);
        return unit is null || await branches.Of(unit, period.From, period.To) is not { } branch ? text
            : $"{text}\n\n{await Together(branch, period, words)}";
    }

    /// <summary>The same with the units below, and each of these.</summary>
    private async Task<string> Together(BranchScore branch, Period period, Wording words)
    {
        var minimum = scores.Options.MinimumRespondents;
        var each = branch.Members.Skip(1).Select(m => $"{m.Unit.Label}: {(m.Score is { } s
            ? words["score.in-short", words.Score(s.Index), s.Grade, ScoreWords.Respondents(words, s)]
            : ScoreWords.WhyInList(words, m.Figures, minimum))}").ToList();
        var complaints = BranchWords.Complaints(words,
            await branches.Complaints(branch.Unit, period.From.FirstDay, period.After.From.FirstDay.AddDays(-1)));
        return string.Join("\n\n", new[] { BranchWords.Paragraph(words, branch, minimum),
            string.Join('\n', ScoreWords.AtMost(words, UnitsMax, each)), complaints }.OfType<string>());
    }

    private void Buttons(Reply reply, DialogContext context, Unit? unit, Period period, int own)
    {
        var (words, code) = (context.Words, unit?.Code ?? "semua");
        var sides = new List<Button> { new($"◀ {period.Before.ShortName(words)}", Commands.Statistics.With(code, period.Before.Code)) };
        if (period.After.From <= scores.ThisMonth(unit))
            sides.Add(new($"{period.After.ShortName(words)} ▶", Commands.Statistics.With(code, period.After.Code)));
        reply.Row([.. sides]);
        var longer = Enum.GetValues<PeriodKind>().Where(k => k != period.Kind)
            .Select(k => (Kind: k, Period: Period.Of(k, period.To > scores.ThisMonth(unit) ? scores.ThisMonth(unit) : period.To)));
        reply.Row([.. longer.Select(p => new Button(words[$"period.{p.Kind.ToString().ToLowerInvariant()}-button"],
            Commands.Statistics.With(code, p.Period.Code)))]);
        if (unit is not null) reply.Row(new(words["statistics.per-service"], Commands.Statistics.With(code, period.Code, "layanan")),
            new(words["statistics.chart"], Commands.Trend.With(code, period.Code)));
        else reply.Row(new(words["statistics.ranking"], Commands.Ranking.With(period.Code)),
            new(words["statistics.choose-unit"], Commands.Statistics.With("pilih", period.Code)));
        if (unit is not null) reply.Row(new(words["statistics.report"], Commands.Report.With(code, period.Code)),
            new(words["statistics.download"], Commands.Export.With(code, period.Code)));
        if (unit is not null && own > 1)
            reply.Row(new Button(words["statistics.choose-unit"], Commands.Statistics.With("pilih", period.Code)));
    }

    private async Task ShowServices(DialogContext context, Unit unit, Period period)
    {
        var all = await scores.ByService(unit, period.From, period.To);
        var lines = all.Select(s => $"{s.Service!.Name}\n{ScoreWords.Whole(context.Words, s.Figures, scores.Options.MinimumRespondents)}");
        if (period.To >= scores.ThisMonth(unit)) lines = lines.Append(context.Words["score.services-later"]);
        context.Say(LocalizedText.Literal(
            $"{context.Words["score.title", unit.Label, period.Name(context.Words)]}\n\n{string.Join("\n\n", lines)}"))
            .Row(new Button(context.Words["statistics.whole-unit"], Commands.Statistics.With(unit.Code, period.Code)));
    }
}
