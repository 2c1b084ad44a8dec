using Core.Complaints.Notices;
using Core.Dialogs;
using Core.Membership.Roles;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints;

/// <summary>
/// Where a change to a complaint is written down and told: the history line and the messages, in the transaction of the
/// change. Complainant and officials reach each other only through here, and neither learns the other's account. A step that can be
/// taken back is told when its time is over.
/// </summary>
internal sealed class ComplaintJournal(AppDb db, Func<Outgoing, ValueTask> send, DateTimeOffset now, Relation by, long? official)
{
    /// <summary>A colleague has it now: whoever may be writing about it is told without gathering.</summary>
    public const string TakenOver = "complaint.office.taken-over";

    /// <summary>It was moved out of somebody's hands.</summary>
    public const string Moved = "complaint.office.moved";

    /// <summary>How far apart the numbers of one step's lines are at most, so that not the whole history is looked through.</summary>
    private const int Near = 1000;

    private readonly OfficeReaders _readers = new(db, now);
    private readonly bool _rehearses;
    private HeldStep? _held;
    private int _messages;

    private ComplaintJournal(AppDb db, DateTimeOffset now, Relation by, long official)
        : this(db, _ => ValueTask.CompletedTask, now, by, official) => _rehearses = true;

    /// <summary>Who is to be told.</summary>
    public ComplaintReaders Readers => new(_readers, now);

    /// <summary>What the citizen of the complaint is told, as they will read it.</summary>
    public LocalizedText? ToCitizen { get; private set; }

    /// <summary>The official at this desk; null for the complainant and for the service itself.</summary>
    public long? Official => official;

    /// <summary>The name of the step that can be taken back; null for none.</summary>
    public string? Step => _held?.Name;

    /// <summary>When the citizen reads it; null when at once.</summary>
    public DateTimeOffset? HeldUntil => _held?.Until;

    public AppDb Db => db;

    public DateTimeOffset Now => now;

    /// <summary>The desk of somebody who talks with us; call it after the last question.</summary>
    public static ComplaintJournal Of(DialogContext context, Relation by) =>
        new(context.Change(), context.Tell, context.Now, by, by == Relation.Complainant ? null : context.Who.Id);

    /// <summary>
    /// A desk on which nothing is written and nobody is told: it only says what the citizen would read. Whoever uses it saves nothing.
    /// </summary>
    public static ComplaintJournal Rehearsal(AppDb db, DateTimeOffset now, Relation by, long official) => new(db, now, by, official);

    /// <summary>From here on nobody reads of what is done until then, so that it can be taken back; no minutes: at once.</summary>
    public ComplaintJournal Hold(Complaint complaint, int minutes)
    {
        if (minutes > 0)
            _held = new HeldStep(complaint.Id, HeldStep.NameOf(complaint), now.AddMinutes(minutes), complaint.Snapshot().Stored());
        return this;
    }

    /// <summary>Adds a line to the history.</summary>
    public void Record(Complaint complaint, Act act, ComplaintState from, string? words = null, int? unitFrom = null,
        string? occasion = null, string? before = null, Relation? actsAs = null) => db.Add(new ComplaintEvent
        {
            ComplaintId = complaint.Id,
            At = now,
            Act = act,
            By = actsAs ?? ActsAs(act, from),
            OfficialId = official,
            From = from,
            To = complaint.State,
            UnitFrom = unitFrom ?? complaint.UnitId,
            UnitTo = complaint.UnitId,
            Class = complaint.Class,
            OfInspectorate = complaint.OfInspectorate,
            Words = words,
            Occasion = occasion,
            HeldUntil = _held?.Until,
            Before = _held?.Of == complaint.Id ? _held.Before : _held is null ? null : before,
            Step = _held?.Name,
        });

    /// <summary>Tells the citizen something, in the language that is theirs when it goes out.</summary>
    public async ValueTask TellCitizen(Complaint complaint, LocalizedText text, params Button[] buttons)
    {
        ToCitizen ??= text;
        if (_rehearses) return;
        if (complaint.ComplainantId is not { } id) return;
        await LetGoEarlier(complaint);
        var person = await db.People.AsNoTracking().Where(p => p.Id == id)
            .Select(p => new { p.Channel, p.Address }).FirstOrDefaultAsync();
        if (person is null) return;
        await Send(person.Channel, person.Address, bulk: false, text, buttons, Topic.Of(Topic.News, complaint.Id));
    }

    /// <summary>A step that is held is told now.</summary>
    public async ValueTask LetGo(ComplaintEvent step)
    {
        await Waiting(step).ExecuteUpdateAsync(m => m.SetProperty(x => x.DueAt, now));
        await db.ComplaintNews.Where(n => n.Step == step.Step && n.ToldAt == null && n.At > now)
            .ExecuteUpdateAsync(n => n.SetProperty(x => x.At, now));
        await db.NationalCopies.Where(c => c.Step == step.Step && c.NextTryAt > now)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.NextTryAt, now));
        step.HeldUntil = now;
        foreach (var beside in await Beside(step)) beside.HeldUntil = now;
    }

    /// <summary>The lines that the same step wrote with others: with the one that this was merged into, or that goes on.</summary>
    public async Task<List<ComplaintEvent>> Beside(ComplaintEvent step) => step.Act != Act.Dismiss ? []
        : await db.ComplaintEvents.Where(e => e.Id > step.Id - Near && e.Step == step.Step && e.ComplaintId != step.ComplaintId)
            .OrderBy(e => e.Id).ToListAsync();

    /// <summary>The messages of a step that is held.</summary>
    public IQueryable<OutboxMessage> Waiting(ComplaintEvent step)
    {
        var prefix = step.Step + ":";
        return db.Outbox.Where(m => m.State == OutboxState.Waiting && m.Owner == null && m.Occasion != null
            && m.Occasion.StartsWith(prefix));
    }

    /// <summary>Whoever acts next ends the time of the step before: its words reach the citizen before theirs.</summary>
    public async ValueTask LetGoEarlier(Complaint complaint)
    {
        var own = _held?.Name;
        foreach (var step in await db.ComplaintEvents.Where(e => e.ComplaintId == complaint.Id && e.HeldUntil > now && !e.TakenBack
            && e.Step != null && e.Step != own).OrderBy(e => e.Id).ToListAsync()) await LetGo(step);
    }

    /// <summary>Tells those who must act now: code, kind and date, and the way to it.</summary>
    public async ValueTask TellResponsible(Complaint complaint, string key, ComplaintText text) =>
        await Tell(await Readers.Responsible(complaint, text), complaint, key, text);

    /// <summary>
    /// Tells officials, each at most one message in a while: what comes meanwhile is gathered (<see cref="TellOffice"/>), and what
    /// a step says that can still be taken back waits until it cannot. Out of office hours and while somebody is away it waits too, unless
    /// it is urgent.
    /// </summary>
    public async ValueTask Tell(IEnumerable<Reader> readers, Complaint complaint, string key, ComplaintText text)
    {
        if (_rehearses) return;
        var lately = now.AddMinutes(-text.Options.GatherMinutes);
        foreach (var reader in readers.Where(r => r.Id != official))
        {
            var waits = _held is not null || (!complaint.Urgent && (await _readers.HearsAt(reader, text.Hours) > now
                || (key is not (TakenOver or Moved) && !await _readers.HeardNothingSince(reader, lately))));
            db.Add(new ComplaintNews
            {
                PersonId = reader.Id,
                ComplaintId = complaint.Id,
                Key = key,
                At = _held?.Until ?? now,
                Due = false,
                Step = _held?.Name,
                ToldAt = waits ? null : now,
            });
            if (waits) continue;
            await Send(reader.Channel, reader.Address, bulk: true, await ForReader(reader, complaint, key, text),
                [Way(reader, complaint, key)]);
        }
    }

    /// <summary>What is due is told in the morning, with everything else that is.</summary>
    public void TellDue(IEnumerable<Reader> readers, Complaint complaint, Act stage)
    {
        foreach (var reader in readers)
            db.Add(new ComplaintNews { PersonId = reader.Id, ComplaintId = complaint.Id, Key = $"{stage}", At = now, Due = true });
    }

    /// <summary>
    /// Code, sort, who handles it, and the due date: all that a notice ever says; to whom it was taken from, who has it now.
    /// </summary>
    public static async ValueTask<LocalizedText> Notice(AppDb db, Complaint complaint, string key, ComplaintText text)
    {
        var code = ComplaintText.Code(complaint);
        var notice = key == TakenOver && complaint.HolderId is { } holder
            ? LocalizedText.Of(key, code, await GiveRole.NameOf(db, holder, Wording.Of("id")))
            : key == Moved ? LocalizedText.Of(key, code)
            : LocalizedText.Of(key, code, ComplaintText.Sort(complaint), text.Handler(complaint), ComplaintText.Due(complaint));
        return complaint.Urgent && complaint.IsOpen ? LocalizedText.Of("complaint.urgent-notice", notice) : notice;
    }

    /// <summary>Tells one official of their own part in it, such as that a colleague took over.</summary>
    public async ValueTask TellOfficial(long id, Complaint complaint, string key, ComplaintText text)
    {
        if (await _readers.Named(id) is { } reader) await Tell([reader], complaint, key, text);
    }

    /// <summary>Tells one official something in words of its own, in their office hours.</summary>
    public async ValueTask TellOfficial(long id, LocalizedText says, ComplaintText text, params Button[] buttons)
    {
        if (id == official || await _readers.Named(id) is not { } reader) return;
        var at = await _readers.HearsAt(reader, text.Hours);
        await Send(reader.Channel, reader.Address, bulk: true, says, buttons, dueAt: at);
    }

    private async ValueTask<LocalizedText> ForReader(Reader reader, Complaint complaint, string key, ComplaintText text)
    {
        var notice = await Notice(db, complaint, key, text);
        return reader.Missing ? LocalizedText.Joined("\n", notice, "complaint.office.nobody")
            : reader.Away ? LocalizedText.Joined("\n", notice, "complaint.office.away") : notice;
    }

    private static Button Way(Reader reader, Complaint complaint, string key) => reader.Oversees
        ? Commands.Late.Button() : key == Moved ? Commands.Tasks.Button()
        : Button.Of("complaint.open", Commands.Tasks.With(ComplaintText.Code(complaint)));

    private ValueTask Send(string channel, string address, bool bulk, LocalizedText text, Button[] buttons, string? topic = null,
        DateTimeOffset? dueAt = null)
    {
        var message = new OutgoingMessage { Address = address, Says = text, Rows = [.. buttons.Select(b => new[] { b })], Topic = topic };
        return send(new Outgoing(channel, message)
        {
            Bulk = bulk,
            DueAt = _held?.Until ?? (dueAt > now ? dueAt : null),
            Occasion = _held is { } held ? $"{held.Name}:{_messages++}" : null,
        });
    }

    /// <summary>As what somebody does this: of several roles the one that the table lets do it.</summary>
    private Relation ActsAs(Act act, ComplaintState from)
    {
        Relation[] order = [Relation.System, Relation.Complainant, Relation.Inspector, Relation.Chief, Relation.Officer, Relation.Head,
            Relation.Superior, Relation.Triage];
        var held = order.Where(role => (by & role) != 0).ToList();
        return held.Find(role => ComplaintRules.Allow(act, from, role)) is var fits and not Relation.Stranger ? fits
            : held.FirstOrDefault(by);
    }
}
