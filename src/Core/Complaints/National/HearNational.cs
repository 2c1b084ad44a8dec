using System.Net;
using System.Text.RegularExpressions;
using Core.Complaints.Handling;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Core.Complaints.National;

/// <summary>
/// Reads what was done in SP4N-LAPOR! about complaints that are there too. Each follow-up becomes a line of the history once; what is an
/// answer is told to the citizen. Where a page is missing, what was read is kept and the rest is read later.
/// </summary>
internal sealed partial class HearNational(WriteQueue writer, IDbContextFactory<AppDb> databases, INationalDesk desk, SendLater later,
    ComplaintText text, TimeProvider time, IOptions<NationalOptions> options, ILogger<HearNational> log)
{
    private const int AtOnce = 50;
    private const int PagesMost = 50;
    private const int WordsMost = 2000;

    /// <summary>So long after a complaint's end somebody there may still answer.</summary>
    private const int KeepReadingDays = 30;

    /// <summary>Does it; returns how many follow-ups were new.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        if (!options.Value.On) return 0;
        var (now, heard) = (time.GetUtcNow(), 0);
        await using var db = await databases.CreateDbContextAsync(stop);
        var due = await db.NationalCopies.AsNoTracking().Where(c => c.NextPollAt <= now && c.State == NationalState.Sent)
            .OrderBy(c => c.NextPollAt).Take(AtOnce).Select(c => new { c.Id, c.NationalId }).ToListAsync(stop);
        foreach (var copy in due) heard += await Hear(copy.Id, copy.NationalId!, stop);
        return heard;
    }

    /// <summary>What was said of one that cannot be kept holds up no other.</summary>
    private async Task<int> Hear(long id, string number, CancellationToken stop)
    {
        try
        {
            var (lines, trouble) = await Read(number, stop);
            if (trouble is not null) LogFailed(id, trouble);
            return await writer.Enqueue(write => Keep(write, id, lines, trouble));
        }
        catch (Exception e) when (e is not (WriteQueueException or OperationCanceledException))
        {
            LogFailed(id, e.GetType().Name);
            return await writer.Enqueue(write => Keep(write, id, [], e.GetType().Name));
        }
    }

    private async Task<(List<NationalFollowUp> Lines, string? Trouble)> Read(string number, CancellationToken stop)
    {
        var lines = new List<NationalFollowUp>();
        for (var page = 1; page <= PagesMost; page++)
        {
            var read = await desk.FollowUps(number, page, stop);
            lines.AddRange(read.Lines);
            if (read.Why is not null || !read.More) return (lines, read.Why);
        }

        return (lines, null);
    }

    private async ValueTask<int> Keep(WriteContext write, long id, List<NationalFollowUp> lines, string? trouble)
    {
        var (db, now) = (write.Db, time.GetUtcNow());
        if (await db.NationalCopies.FirstOrDefaultAsync(c => c.Id == id) is not { } copy) return 0; // erased meanwhile
        var code = await db.Complaints.Where(c => c.Id == copy.ComplaintId).Select(c => c.Code).SingleAsync();
        await FindComplaint.Lock(db, code);
        var complaint = await db.Complaints.SingleAsync(c => c.Id == copy.ComplaintId);
        var last = complaint.Story.Length == 0 || complaint.EndedAt < now.AddDays(-KeepReadingDays);
        if (trouble is not null && !last) copy.ReadLater(trouble, now, options.Value.PollMinutes);
        else copy.Read(last ? null : now.AddMinutes(options.Value.PollMinutes));
        return complaint.Story.Length == 0 ? 0 : await Keep(write, complaint, copy, lines);
    }

    private async ValueTask<int> Keep(WriteContext write, Complaint complaint, NationalCopy copy, List<NationalFollowUp> lines)
    {
        var prefix = FormattableString.Invariant($"lapor:{copy.Id}:");
        var known = await write.Db.ComplaintEvents
            .Where(e => e.ComplaintId == complaint.Id && e.Occasion != null && e.Occasion.StartsWith(prefix))
            .Select(e => e.Occasion!).ToListAsync();
        var fresh = lines.DistinctBy(l => l.Key).Where(l => !known.Contains(prefix + l.Key)).ToList();
        if (fresh.Count == 0) return 0;
        var journal = new ComplaintJournal(
            write.Db, async message => await later.Put(write, message), time.GetUtcNow(), Relation.System, null);
        foreach (var line in fresh)
        {
            var (answer, said) = (options.Value.IsAnswer(line.Kind), Said(line));
            var act = answer ? Act.NationalAnswer : Act.NationalNews;
            journal.Record(complaint, act, complaint.State, said, occasion: prefix + line.Key);
            if (answer) await journal.TellCitizen(complaint, LocalizedText.Of("national.answer", ComplaintText.Code(complaint), said));
        }

        await journal.TellResponsible(complaint, "complaint.office.national", text);
        return fresh.Count;
    }

    /// <summary>Who, when and what, as plain text: what comes from there may be a piece of a page.</summary>
    private static string Said(NationalFollowUp line)
    {
        var words = TextFormatting.Clean(WebUtility.HtmlDecode(Tag().Replace(line.Words, " ")));
        var head = string.Join(", ", new[] { line.By, line.At }.Where(p => p.Length > 0));
        return Characters.Short(Blank().Replace(head.Length == 0 ? words : $"{head}: {words}", " ").Trim(), WordsMost);
    }

    [GeneratedRegex("<[^<>]{0,200}>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [LoggerMessage(LogLevel.Warning, "Follow-ups of copy {Id} in SP4N-LAPOR! could not all be read ({Why}); again later.")]
    private partial void LogFailed(long id, string why);
}
