using System.Collections.Concurrent;
using System.Globalization;
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
    private const string Note = "complaints filed in the months that are over, each by itself; without those berkadar pengawasan, which are "
        + "a bare count; groups of fewer than five stand together with others as group null, months of fewer than five are left out; "
        + "days are calendar days from filing; ratings count where five or more stand behind them and behind what is left";

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
        var running = LocalTime.MonthOf(now, units.ZoneOf(null));
        var register = PublicRegister.Of(await read.OfAll(db, from, to), running);
        var (whole, over) = (register.Whole, Month.Earlier(last, running.Add(-1)).LastDay);
        var answer = OpenAnswer.Json(new
        {
            from = first.Text,
            to = last.Text,
            instansi = instansi.Value.Name,
            note = Note,
            months = register.Months.Select(m => m.Text),
            supervisory = await ReadRegister.Supervisory(db, from, over),
            whole = Row(null, whole.Whole),
            byChannel = Groups(whole, RegisterPart.Channel),
            byClass = Groups(whole, RegisterPart.Class),
            byCategory = Groups(whole, RegisterPart.Category),
            byUnit = Groups(whole, RegisterPart.Unit),
        });
        if (_kept.Count >= Kept) _kept.Clear();
        _kept[(first, last)] = (now, answer);
        return answer;
    }

    private IEnumerable<object> Groups(PublicPart whole, RegisterPart part) =>
        [.. whole.Groups[part].Select(g => Row(part is RegisterPart.Unit ? CodeOf(g.Key) : g.Key, g.Lines))];

    private string? CodeOf(string? unit) =>
        int.TryParse(unit, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? units.Find(id)?.Code ?? "unknown" : unit;

    private static object Row(string? group, IReadOnlyList<RegisterLine> lines)
    {
        var sum = RegisterSum.ForAll(lines);
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
            answerMedianDays = sum.AnswerMedian,
            answerNinetyDays = sum.AnswerNinety,
            endMedianDays = sum.EndMedian,
            endNinetyDays = sum.EndNinety,
            sum.Rated,
            meanRating = sum.Rating,
        };
    }
}
