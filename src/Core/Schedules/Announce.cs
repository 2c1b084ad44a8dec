using System.Globalization;
using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Conversations;
using Core.Dialogs.Questions;
using Core.Membership;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Schedules;

/// <summary>An administrator sends one message now: preview, count, confirmation, progress, stop, report.</summary>
internal sealed class Announce(AppDb db, UnitCatalog units, AskAnnouncementFile files, IOptions<InstansiOptions> instansi) : Dialog
{
    private const string Past = "riwayat";
    private const int PastShown = 10;
    private const int TypeAbove = 100;
    private const int TextMax = 3000;

    /// <inheritdoc/>
    public override string Name => "announce";

    /// <inheritdoc/>
    public override string? Command => Commands.Announce;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        if (context.Asked is [var order, var number] && long.TryParse(number, out var id))
        {
            await Follow(context, order, id);
            yield break;
        }

        if (context.Arg("text") is { Length: > 0 } asked && asked.Trim().Equals(Past, StringComparison.OrdinalIgnoreCase))
        {
            await List(context);
            yield break;
        }

        context.Doing("announce.unfinished");
        var text = Ask.Story("text", "announce.text", 3, TextMax);
        yield return text;

        var file = files.Question();
        yield return file;

        var receivers = new AskAudience(units);
        foreach (var question in receivers.Script(context.Who)) yield return question;
        var audience = receivers.Chosen;
        var count = await audience.People(db).CountAsync();
        if (count == 0)
        {
            context.Say("announce.nobody", audience.Name(context.Words, units));
            yield break;
        }

        await foreach (var question in receivers.AskGroups(db)) yield return question;
        var sure = Sure(context, text.Answer, file.Answer, audience.Name(context.Words, units), count);
        yield return sure.Question;
        if (!sure.Said())
        {
            context.Say("announce.dropped");
            yield break;
        }

        await Start(context, text.Answer, file.Answer, audience, count, receivers.ToGroups);
    }

    /// <summary>Many people are reached by a typed count only, a slip of the thumb by none.</summary>
    private (Question Question, Func<bool> Said) Sure(DialogContext context, string text, IReadOnlyList<InboundFile> files,
        string audience, int count)
    {
        var preview = context.Words["announce.message", instansi.Value.Name, text];
        if (files.Count > 0) preview += "\n" + context.Words["announce.with-file", AnnouncementFile.NameOf(files[0])];
        if (count <= TypeAbove)
        {
            var sure = Ask.Confirm("sure", LocalizedText.Of("announce.sure", audience, count, preview), "announce.send", "announce.drop");
            return (sure, () => sure.Answer);
        }

        return (Ask.Text("count", LocalizedText.Of("announce.type-count", audience, count, preview), 1, 12)
            .Check(t => t.Replace(".", "", StringComparison.Ordinal).Trim() == count.ToString(CultureInfo.InvariantCulture)
                ? default(LocalizedText?) : LocalizedText.Of("announce.wrong-count", count)), () => true);
    }

    private async ValueTask Start(DialogContext context, string text, IReadOnlyList<InboundFile> files, Audience audience, int count,
        bool groups)
    {
        var file = await AskAnnouncementFile.Put(context, files);
        var made = new Broadcast
        {
            Text = text,
            FileId = file,
            UnitId = audience.UnitId,
            Role = audience.Role,
            ToGroups = groups,
            MadeBy = context.Who.Id,
            At = context.Now
        };
        context.Change().Broadcasts.Add(made);
        await db.SaveChangesAsync();
        Audit.Note(db, context.Who, context.Now, "announced", audience.UnitId, $"#{made.Id} ({count})");
        context.Say("announce.started", count).Row(ReportButton(context.Words, made.Id), StopButton(context.Words, made.Id));
    }

    private async ValueTask Follow(DialogContext context, string order, long id)
    {
        await db.Sql.Lock(Broadcast.BatchOf(id));
        var broadcast = await db.Broadcasts.FirstOrDefaultAsync(b => b.Id == id);
        if (broadcast is null || !CommandRights.Administers(context.Who, broadcast.UnitId))
        {
            context.Say("announce.unknown");
            return;
        }

        if (order == "henti" && broadcast.State != BroadcastState.Stopped)
        {
            broadcast.Stop();
            await context.Change().Sql.Run("update outbox set state = 'Dropped' where batch = @p0 and state = 'Waiting' and owner is null",
                broadcast.Batch);
            Audit.Note(db, context.Who, context.Now, "announcement-stopped", broadcast.UnitId, $"#{id}");
            context.Say("announce.stopped");
        }

        await Report(context, broadcast);
    }

    private async ValueTask Report(DialogContext context, Broadcast broadcast)
    {
        var batch = broadcast.Batch;
        if (broadcast.State != BroadcastState.Filling && broadcast.At < context.Now - ForgetMessages.Keep)
        {
            context.Say("announce.report-gone");
            return;
        }

        var states = await db.Outbox.AsNoTracking().Where(m => m.Batch == batch).GroupBy(m => m.State)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        int Of(OutboxState state) => states.GetValueOrDefault(state);
        var unfilled = broadcast.State == BroadcastState.Filling
            ? await new Audience(broadcast.UnitId, broadcast.Role).People(db).CountAsync(p => p.Id > broadcast.FilledTo) : 0;
        var waiting = Of(OutboxState.Waiting) + unfilled;
        var reply = context.Say("announce.report", new Audience(broadcast.UnitId, broadcast.Role).Name(context.Words, units),
            Of(OutboxState.Sent) + Of(OutboxState.Accepted), Of(OutboxState.Unreachable), waiting, Of(OutboxState.Dropped)
                + Of(OutboxState.Parked));
        var posted = !broadcast.ToGroups ? 0 : await db.Outbox.CountAsync(m => m.Batch == batch && m.Occasion!.Contains(":group:")
            && (m.State == OutboxState.Sent || m.State == OutboxState.Accepted));
        context.Say("announce.seen", await Seen(broadcast.Id), Of(OutboxState.Sent) + Of(OutboxState.Accepted) - posted);
        if (waiting > 0 && broadcast.State != BroadcastState.Stopped)
            reply.Row(ReportButton(context.Words, broadcast.Id), StopButton(context.Words, broadcast.Id));
    }

    private Task<int> Seen(long id) => db.ReadBroadcasts.CountAsync(r => r.BroadcastId == id);

    /// <summary>What was announced before, the latest first, with how many said that they have read it.</summary>
    private async ValueTask List(DialogContext context)
    {
        var everywhere = CommandRights.Everywhere(context.Who);
        var mine = context.Who.UnitsAs(Role.UnitAdministrator).ToList();
        var past = await db.Broadcasts.AsNoTracking().Where(b => everywhere || (b.UnitId != null && mine.Contains(b.UnitId.Value)))
            .OrderByDescending(b => b.Id).Take(PastShown).ToListAsync();
        if (past.Count == 0)
        {
            context.Say("announce.none-past");
            return;
        }

        var lines = new List<string>();
        foreach (var (one, n) in past.Select((b, i) => (b, i + 1)))
            lines.Add(context.Words["announce.past-line", n, context.Words.ShortDate(LocalTime.Day(one.At, units.ZoneOf(null))),
                new Audience(one.UnitId, one.Role).Name(context.Words, units),
                Core.Texts.Characters.Short(one.Text.ReplaceLineEndings(" "), 50), await Seen(one.Id)]);
        var reply = context.Say("announce.past", string.Join('\n', lines));
        foreach (var row in past.Select((b, i) => new Button($"{i + 1}", Commands.Announce.With("laporan", b.Id))).Chunk(5)) reply.Row(row);
    }

    private static Button ReportButton(Wording words, long id) => new(words["announce.see-report"], Commands.Announce.With("laporan", id));

    private static Button StopButton(Wording words, long id) => new(words["announce.stop"], Commands.Announce.With("henti", id));
}
