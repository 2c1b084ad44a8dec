using System.Collections.Concurrent;
using Core.Calendar;
using Core.Complaints.Desk;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.Web.OpenData;

/// <summary>
/// The sums of the complaint register as open data: of the whole instansi and by channel, class, category and unit, never a line of it.
/// They take long to add up over a year, so whoever asks within ten minutes gets the same.
/// </summary>
internal sealed class RegisterData(ReadRegister read, UnitCatalog units, IDbContextFactory<AppDb> databases, TimeProvider time,
    IOptions<InstansiOptions> instansi)
{
    private const int MostMonths = 12;
    private const int Kept = 24;
    private const string Note = "complaints filed in these months; without those berkadar pengawasan, which are a bare count; "
        + "in each month groups of fewer than five, and all of the month that still runs, stand together with others as group null; "
        + "days are calendar days from filing";

    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(Month, Month), (DateTimeOffset At, IResult Answer)> _kept = new();
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The sums of some months, the last twelve where none are named.</summary>
    public async Task<IResult> Show(HttpContext http, string? from, string? to)
    {
        var last = LocalTime.MonthOf(time.GetUtcNow(), units.ZoneOf(null));
        if (!string.IsNullOrEmpty(to) && !Month.TryParse(to, out last)) return OpenAnswer.BadMonth("to");
        var first = last.Add(1 - MostMonths);
        if (!string.IsNullOrEmpty(from) && !Month.TryParse(from, out first)) return OpenAnswer.BadMonth("from");
        if (Month.Count(first, last) is < 1 or > MostMonths) return OpenAnswer.BadRange(MostMonths);
        await _one.WaitAsync(http.RequestAborted);
        try
        {
            return await Answer(first, last);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<IResult> Answer(Month first, Month last)
    {
        var now = time.GetUtcNow();
        if (_kept.TryGetValue((first, last), out var known) && now >= known.At && now - known.At < Holds) return known.Answer;
        var (from, to) = (first.FirstDay, last.FirstDay.AddMonths(1).AddDays(-1));
        await using var db = await databases.CreateDbContextAsync();
        var lines = await read.OfAll(db, from, to);
        var running = LocalTime.MonthOf(now, units.ZoneOf(null));
        var answer = OpenAnswer.Json(new
        {
            from = first.Text,
            to = last.Text,
            instansi = instansi.Value.Name,
            note = Note,
            supervisory = await ReadRegister.Supervisory(db, from, to),
            whole = Row(null, lines),
            byChannel = Groups(lines, running, l => l.Origin ?? "unknown"),
            byClass = Groups(lines, running, l => l.Class?.ToString() ?? "Unverified"),
            byCategory = Groups(lines, running, l => l.Category ?? "unsorted"),
            byUnit = Groups(lines, running, l => l.UnitId is { } id ? units.Find(id)?.Code ?? "unknown" : "none"),
        });
        if (_kept.Count >= Kept) _kept.Clear();
        _kept[(first, last)] = (now, answer);
        return answer;
    }

    private static IEnumerable<object> Groups(IReadOnlyList<RegisterLine> lines, Month running, Func<RegisterLine, string> name) =>
        [.. RegisterGroups.ByMonth(lines, running, name).Select(g => Row(g.Name, g.Lines))];

    /// <summary>Days and satisfaction of fewer than five tell about somebody, so they are left out.</summary>
    private static object Row(string? group, IReadOnlyList<RegisterLine> lines)
    {
        var sum = RegisterSum.Of(lines);
        var (answers, ends) = (sum.Answered >= RegisterGroups.Least, sum.Resolved >= RegisterGroups.Least);
        return new
        {
            group,
            sum.Received,
            sum.Resolved,
            sum.OnTime,
            sum.Late,
            sum.Reopened,
            sum.NotOurs,
            sum.Answered,
            answerMedianDays = answers ? sum.AnswerMedian : null,
            answerNinetyDays = answers ? sum.AnswerNinety : null,
            endMedianDays = ends ? sum.EndMedian : null,
            endNinetyDays = ends ? sum.EndNinety : null,
            sum.Rated,
            meanRating = sum.Rating,
        };
    }
}
