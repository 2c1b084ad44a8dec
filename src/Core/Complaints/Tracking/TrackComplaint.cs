using Core.Complaints.Attachments;
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
internal sealed partial class TrackComplaint(AppDb db, FollowComplaint follow, ComplaintHistory history, ComplaintText text,
    FetchAttachments fetch, SecretKey secret,
    IOptions<ComplaintsOptions> options) : Dialog
{
    private const int Shown = 10;
    private const int OwnStoryMax = 300;

    /// <summary>What can be asked for after a code, and what it is in the table.</summary>
    private static readonly Dictionary<string, Act> Acts = new()
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

    /// <inheritdoc/>
    public override string Name => "track-complaint";

    /// <inheritdoc/>
    public override string? Command => "/cek";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string>? Opens(string payload) =>
        payload.StartsWith("cek_", StringComparison.OrdinalIgnoreCase) ? new Dictionary<string, string> { ["text"] = payload[4..] } : null;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        if (ErasureProof.LooksLike(context.Arg("text")))
        {
            SayProof(context, context.Arg("text")!);
            yield break;
        }

        if (CodeAsked.Of(context.Arg("text"), Acts.Keys) is not { } asked)
        {
            await List(context);
            yield break;
        }

        if (await Find(context, asked) is not { } complaint) yield break;
        if (asked.Act.Length == 0) await Show(context, await history.AsCitizenReads(db, complaint));
        else if (Acts[asked.Act] == Act.Reopen && follow.IsTooLateToReopen(complaint, context.Now))
            context.Say("complaint.too-late", ComplaintText.Code(complaint), text.Due(context.Words, complaint))
            .Row(Look(context, complaint));
        else if (Acts[asked.Act] == Act.Hurry && complaint.IsWithOfficials && !complaint.IsLate(context.Now))
            context.Say("complaint.not-late", ComplaintText.Code(complaint), text.Due(context.Words, complaint))
            .Row(Look(context, complaint));
        else if (!ComplaintRules.Allow(Acts[asked.Act], complaint.State, Relation.Complainant))
            context.Say("complaint.not-now", ComplaintText.Code(complaint),
                ComplaintText.State(context.Words, await history.AsCitizenReads(db, complaint)))
            .Row(Look(context, complaint));
        else
        {
            context.Doing("complaint.unfinished-with", ComplaintText.Code(complaint));
            await foreach (var question in Step(context, complaint, asked)) yield return question;
        }
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
            context.Say("complaint.none-yet").Row(new Button(context.Words["menu.adukan"], "/adukan"));
            return;
        }

        var lines =
            own.Select(c =>
                $"{(c.IsOpen ? "●" : "○")} {ComplaintText.Code(c)}  {ComplaintText.State(context.Words, c)} · {text.Handler(context.Words, c)}");
        var reply = context.Say(LocalizedText.Literal(context.Words["complaint.yours"] + "\n" + string.Join('\n', lines)));
        foreach (var complaint in own) reply.Row(Look(context, complaint));
    }

    private async ValueTask Show(DialogContext context, Complaint complaint)
    {
        var words = context.Words;
        var card = words["complaint.card", ComplaintText.Code(complaint), ComplaintText.Sort(words, complaint),
            text.Handler(words, complaint),
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
        && (act != "buka" || (complaint.State == ComplaintState.Closed && !follow.IsTooLateToReopen(complaint, context.Now)));

    /// <summary>Four answers about the handling, lowest first, put into words when they go out.</summary>
    internal static IEnumerable<Button> RatingsOf(Complaint complaint) =>
        Enumerable.Range(1, 4).Select(n => Button.Of($"complaint.rating.{n}", $"/cek {ComplaintText.Code(complaint)} nilai {n}"));

    /// <summary>The same in the words of a reply.</summary>
    internal static Button[] RatingButtons(Core.Texts.Wording words, Complaint complaint) =>
        [.. Enumerable.Range(1, 4).Select(n => new Button(words[$"complaint.rating.{n}"],
            $"/cek {ComplaintText.Code(complaint)} nilai {n}"))];

    private static Button Look(DialogContext context, Complaint complaint) =>
        new(context.Words["complaint.look", ComplaintText.Code(complaint)], $"/cek {ComplaintText.Code(complaint)}");
}
