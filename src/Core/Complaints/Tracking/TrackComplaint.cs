using Core.Complaints.Attachments;
using Core.Complaints.Filing;
using Core.Complaints.Handling;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Tracking;

/// <summary>A citizen looks after their complaints: sees them, adds, answers, completes, withdraws, confirms, reopens, rates.</summary>
internal sealed class TrackComplaint(AppDb db, FollowComplaint follow, ComplaintHistory history, ComplaintText text,
    FetchAttachments fetch, SecretKey secret, IOptions<ComplaintsOptions> options) : Dialog
{
    private const int Shown = 10;
    private const int OwnStoryMax = 300;

    /// <summary>The question for words, files and a place, whatever they are for.</summary>
    internal const string Told = "told";

    private readonly TrackFiles _files = new(db, history, text, fetch);

    /// <summary>What can be asked for after a code, and what it is in the table.</summary>
    public static IReadOnlyDictionary<string, Act> Acts { get; } = new Dictionary<string, Act>
    {
        ["lengkapi"] = Act.Complete,
        ["tambah"] = Act.Add,
        ["jawab"] = Act.Answer,
        ["cabut"] = Act.Withdraw,
        ["selesai"] = Act.Confirm,
        ["belum"] = Act.Reopen,
        ["buka"] = Act.Reopen,
        ["nilai"] = Act.Rate,
        ["lampiran"] = Act.View,
        ["desak"] = Act.Hurry,
        ["hapus-lampiran"] = Act.EraseAttachment,
    };

    /// <summary>What news and cards offer in more than one word, so that nobody says it by chance.</summary>
    internal static IReadOnlyList<string> Offered { get; } = ["desak", "tambah", "buka", "cabut", "lampiran", "hapus-lampiran"];

    /// <inheritdoc/>
    public override string Name => "track-complaint";

    /// <inheritdoc/>
    public override string? Command => Commands.Track;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string>? Opens(string payload) =>
        StartPayload.Parse(payload) is { Begins: StartPayload.Tracking, About: { Length: > 0 } code }
            ? new Dictionary<string, string> { ["text"] = code } : null;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        if (ErasureProof.LooksLike(context.Arg("text")))
        {
            SayProof(context, context.Arg("text")!);
            yield break;
        }

        if (CodeAsked.Of(context.Arg("text"), [.. Acts.Keys]) is not { } asked)
        {
            await List(context);
            yield break;
        }

        if (await Find(context, asked) is not { } complaint) yield break;
        if (asked.Act.Length == 0) await Show(context, await history.AsCitizenReads(db, complaint));
        else if (Acts[asked.Act] == Act.Reopen && complaint.IsTooLateToReopen(context.Now))
            context.Say("complaint.too-late", ComplaintText.Code(complaint), text.Due(context.Words, complaint))
            .Row(Look(context, complaint));
        else if (Acts[asked.Act] == Act.Hurry && complaint.IsWithOfficials && !complaint.IsLate(context.Now))
            context.Say("complaint.not-late", ComplaintText.Code(complaint), text.Due(context.Words, complaint))
            .Row(Look(context, complaint));
        else if (await IsRefused(context, complaint, Acts[asked.Act])) yield break;
        else
        {
            context.Doing("complaint.unfinished-with", ComplaintText.Code(complaint));
            await foreach (var question in Step(context, complaint, asked)) yield return question;
        }
    }

    /// <summary>
    /// What their complaint allows, as it is and as they read it. Where an official's step that they have not read of is in the way, it is
    /// told now: theirs is the later one.
    /// </summary>
    private async ValueTask<bool> IsRefused(DialogContext context, Complaint complaint, Act act)
    {
        var seen = await history.AsCitizenReads(db, complaint);
        var (allowed, looked) = (ComplaintRules.Allow(act, complaint.State, Relation.Complainant),
            ComplaintRules.Allow(act, seen.State, Relation.Complainant));
        if (allowed && looked && !ComplaintRights.IsUnhandled(act, complaint)) return false;
        if (looked && !allowed)
        {
            await ComplaintJournal.Of(context, Relation.Complainant).LetGoEarlier(complaint);
            context.Say("complaint.changed-just-now", ComplaintText.Code(complaint), ComplaintText.State(context.Words, complaint))
                .Row(Look(context, complaint));
        }
        else context.Say("complaint.not-now", ComplaintText.Code(complaint), ComplaintText.State(context.Words, seen))
            .Row(Look(context, complaint));
        return true;
    }

    /// <summary>The citizen's own complaint; anybody else's shows its state alone.</summary>
    private async ValueTask<Complaint?> Find(DialogContext context, CodeAsked asked)
    {
        if (TrackingCode.Parse(asked.Code, out var code) is var reading && reading != TrackingCode.Reading.Good)
        {
            context.Say(reading == TrackingCode.Reading.Mistyped ? "complaint.mistyped" : "complaint.no-code", TrackingCode.Show(code));
            return null;
        }

        if (await FindComplaint.ByCode(db, code) is not { } complaint) context.Say("complaint.unknown", TrackingCode.Show(code));
        else if (complaint.ComplainantId == context.Who.Id) return complaint;
        else context.Say("complaint.state-alone", ComplaintText.Code(complaint),
            ComplaintText.State(context.Words, await history.AsCitizenReads(db, complaint)));
        return null;
    }

    private void SayProof(DialogContext context, string typed)
    {
        if (ErasureProof.Read(secret, typed) is { } day)
            context.Say("forget.proof-genuine", typed.Trim().ToUpperInvariant(), context.Words.Date(day));
        else context.Say("forget.proof-unknown");
    }

    private async ValueTask List(DialogContext context)
    {
        var own = await history.AsCitizenReads(db, await db.Complaints.AsNoTracking().Where(c => c.ComplainantId == context.Who.Id)
            .OrderByDescending(c => c.Id).Take(Shown).ToListAsync());
        if (own.Count == 0)
        {
            context.Say("complaint.none-yet").Row(Commands.Complain.Button(context.Words));
            return;
        }

        if (own.Count == 1)
        {
            await Show(context, own[0]);
            return;
        }

        var lines =
            own.Select(c =>
                $"{(c.IsOpen ? "●" : "○")} {ComplaintText.Code(c)}  {ComplaintText.State(context.Words, c)} · {text.HandlerForCitizen(context.Words, c)}");
        var reply = context.Say(LocalizedText.Literal(context.Words["complaint.yours"] + "\n" + string.Join('\n', lines)));
        foreach (var complaint in own) reply.Row(Look(context, complaint));
    }

    private async ValueTask Show(DialogContext context, Complaint complaint)
    {
        var words = context.Words;
        var card = words["complaint.card", ComplaintText.Code(complaint), ComplaintText.SortForCitizen(complaint).In(words),
            text.HandlerForCitizen(words, complaint),
            ComplaintText.State(words, complaint), text.Next(words, complaint, context.Now),
            Core.Texts.Characters.Short(complaint.Story, OwnStoryMax)];
        var reply = context.Say(LocalizedText.Literal(card + "\n\n" + await history.Tell(db, complaint, Relation.Complainant, words)));
        foreach (var act in new[] { "jawab", "lengkapi", "selesai", "belum", "desak", "tambah", "buka", "cabut" })
            if (Offers(context, complaint, act)) reply.Row(HandleComplaint.Own(words, complaint, act));
        if ((await history.Files(db, complaint, Relation.Complainant)).Count > 0)
            reply.Row(HandleComplaint.Own(words, complaint, "lampiran"));
        if ((await history.OwnFiles(db, complaint)).Count > 0) reply.Row(HandleComplaint.Own(words, complaint, "hapus-lampiran"));
    }

    private bool Offers(DialogContext context, Complaint complaint, string act) =>
        ComplaintRules.Allow(Acts[act], complaint.State, Relation.Complainant)
        && (act != "desak" || complaint.IsLate(context.Now))
        && (act != "belum" || complaint.State == ComplaintState.Resolved)
        && (act != "buka" || (complaint.State == ComplaintState.Closed && !complaint.IsTooLateToReopen(context.Now)));

    private IAsyncEnumerable<Question> Step(DialogContext context, Complaint complaint, CodeAsked asked) => asked.Act switch
    {
        "cabut" => Withdraw(context, complaint),
        "selesai" => Confirm(context, complaint),
        "belum" or "buka" => Reopen(context, complaint),
        "nilai" => Rate(context, complaint, asked.Rest),
        "lampiran" => _files.Show(context, complaint),
        "desak" => Hurry(context, complaint),
        "hapus-lampiran" => _files.Erase(context, complaint),
        _ => Write(context, complaint, Acts[asked.Act]),
    };

    private async IAsyncEnumerable<Question> Write(DialogContext context, Complaint complaint, Act act)
    {
        var told = More(context, LocalizedText.Of($"complaint.write.{act}", ComplaintText.Code(complaint),
            await LastAsked(complaint, act)));
        yield return told;
        var said = new MoreSaid(told.Answer, told.Over);
        foreach (var mask in said.AskToMask(context.Words, act == Act.Answer ? "complaint.answer-has-pieces" : "complaint.has-pieces"))
            yield return mask;

        var (journal, words) = (ComplaintJournal.Of(context, Relation.Complainant), said.WordsIn(context.Words));
        if (act == Act.Answer) await follow.Answer(journal, complaint, words);
        else if (act == Act.Complete) await follow.Complete(journal, complaint, words);
        else await follow.Add(journal, complaint, words);
        fetch.Await(context, complaint, said.Files, fromCitizen: true);
        context.Say($"complaint.written.{act}", ComplaintText.Code(complaint), text.Due(context.Words, complaint))
            .Row(Look(context, complaint));
        said.SayOver(context);
    }

    /// <summary>Words, files and a place in one step; what an earlier release asked for one by one stands in it.</summary>
    private StoryQuestion More(DialogContext context, LocalizedText asked, bool atOnce = false) =>
        new(Told, asked, options.Value, Dialogs.Words.Told.Read(context.AnswerTo("words"))) { TakesAnything = true, AtOnce = atOnce };

    private async IAsyncEnumerable<Question> Withdraw(DialogContext context, Complaint complaint)
    {
        var sure = Ask.Confirm("sure", LocalizedText.Of("complaint.sure-withdraw", ComplaintText.Code(complaint)), "complaint.withdraw-yes",
            "complaint.withdraw-no").WithoutWayOut().Because("why.withdraw");
        yield return sure;
        if (sure.Answer)
        {
            var files = await follow.Withdraw(ComplaintJournal.Of(context, Relation.Complainant), complaint);
            context.AfterCommit(() => follow.EraseFiles(files));
        }

        context.Say(sure.Answer ? "complaint.withdrawn" : "complaint.goes-on", ComplaintText.Code(complaint));
    }

    /// <summary>
    /// Beyond the head stand the Ombudsman (UU 25/2009 article 40, UU 37/2008) and SP4N-LAPOR! (Perpres 76/2013); both are named.
    /// </summary>
    private async IAsyncEnumerable<Question> Hurry(DialogContext context, Complaint complaint)
    {
        var times = await follow.Hurry(ComplaintJournal.Of(context, Relation.Complainant), complaint);
        var said = times switch { 0 => "complaint.hurried-today", 1 => "complaint.hurried", _ => "complaint.hurried-again" };
        context.Say(said, ComplaintText.Code(complaint)).Row(Look(context, complaint));
        yield break;
    }

    private async IAsyncEnumerable<Question> Confirm(DialogContext context, Complaint complaint)
    {
        var said = Carried(context);
        foreach (var mask in said.AskToMask(context.Words)) yield return mask;
        await follow.Confirm(ComplaintJournal.Of(context, Relation.Complainant), complaint, said.WordsIn(context.Words));
        fetch.Await(context, complaint, said.Files, fromCitizen: true);
        context.Say("complaint.closed", ComplaintText.Code(complaint), text.Due(context.Words, complaint))
            .Row(HandlingRatings.Buttons(context.Words, complaint));
        said.SayOver(context);
    }

    /// <summary>What was said together with a choice that takes no words of its own.</summary>
    private MoreSaid Carried(DialogContext context)
    {
        if (context.Arg(Told) is not { } told) return new MoreSaid(new(), []);
        var read = More(context, "");
        return read.Parse(told, context, out var fits) ? new MoreSaid(fits, read.Over) : new MoreSaid(new(), read.Over);
    }

    private async IAsyncEnumerable<Question> Reopen(DialogContext context, Complaint complaint)
    {
        var reason = More(context, LocalizedText.Of("complaint.why-not-settled", ComplaintText.Code(complaint)), atOnce: true)
            .Because("why.reason");
        yield return reason;
        var said = new MoreSaid(reason.Answer, reason.Over);
        foreach (var mask in said.AskToMask(context.Words)) yield return mask;
        await follow.Reopen(ComplaintJournal.Of(context, Relation.Complainant), complaint, said.WordsIn(context.Words));
        fetch.Await(context, complaint, said.Files, fromCitizen: true);
        context.Say(complaint.State == ComplaintState.Reopened ? "complaint.reopened" : "complaint.reopened-officers",
            ComplaintText.Code(complaint), text.Due(context.Words, complaint)).Row(Look(context, complaint));
        said.SayOver(context);
    }

    private async IAsyncEnumerable<Question> Rate(DialogContext context, Complaint complaint, string value)
    {
        if (!int.TryParse(value, out var rating) || rating is < 1 or > 4)
        {
            context.Say("complaint.how-handled", ComplaintText.Code(complaint)).Row(HandlingRatings.Buttons(context.Words, complaint));
            yield break;
        }

        var said = Carried(context);
        foreach (var mask in said.AskToMask(context.Words)) yield return mask;
        await follow.Rate(ComplaintJournal.Of(context, Relation.Complainant), complaint, rating, said.WordsIn(context.Words));
        fetch.Await(context, complaint, said.Files, fromCitizen: true);
        context.Say("complaint.rated");
        said.SayOver(context);
    }

    /// <summary>The officer's question, or what was to be completed; empty where nothing was asked.</summary>
    private async Task<string> LastAsked(Complaint complaint, Act act)
    {
        if (act == Act.Add) return "";
        var asking = act == Act.Answer ? Act.Ask : Act.Return;
        return await db.ComplaintEvents.Where(e => e.ComplaintId == complaint.Id && e.Act == asking && !e.TakenBack)
            .OrderByDescending(e => e.Id).Select(e => e.Words).FirstOrDefaultAsync() ?? "";
    }

    private static Button Look(DialogContext context, Complaint complaint) =>
        new(context.Words["complaint.look", ComplaintText.Code(complaint)], Commands.Track.With(ComplaintText.Code(complaint)));
}
