using Core.Membership;
using Core.Membership.Roles;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Handling;

/// <summary>What an official wants done with a complaint, all at once.</summary>
/// <param name="Step">The step's word (<see cref="StepsOpen.Acts"/>).</param>
internal sealed record StepAsked(string Step)
{
    /// <summary>A text for the citizen, a reason or a note.</summary>
    public string Words { get; init => field = value.Trim(); } = "";

    /// <summary>The class that triage decides.</summary>
    public ComplaintClass? Class { get; init; }

    /// <summary>That it is nothing for the inspectorate, though its words speak of bribery or violence.</summary>
    public bool Sure { get; init; }

    /// <summary>A unit's code; <c>?</c> for triage, <c>!</c> for the inspectorate.</summary>
    public string? Unit { get; init; }

    /// <summary>To whom it is given; 0 for all officers again.</summary>
    public long? Officer { get; init; }

    /// <summary>Why it ends.</summary>
    public EndReason? Reason { get; init; }

    /// <summary>The body that must handle it (<see cref="OtherBodies"/>).</summary>
    public string? Body { get; init; }

    /// <summary>The code of the report that says the same.</summary>
    public string? Other { get; init; }

    /// <summary>That somebody else's complaint is taken over.</summary>
    public bool TakeOver { get; init; }
}

/// <summary>What became of it.</summary>
/// <param name="Problem">Why nothing was done; null when it was.</param>
internal sealed record StepDone(LocalizedText? Problem)
{
    /// <summary>What the citizen reads; null when nothing.</summary>
    public LocalizedText? Told { get; init; }

    /// <summary>When they read it; null for at once.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Files to erase after the commit.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}

/// <summary>
/// Takes one step for an official who says everything at once, as a page does; the chat asks for it bit by bit. Rights, deeds and words are
/// the same (<see cref="StepsOpen"/>, <see cref="HandleComplaint"/>, <see cref="EndComplaint"/>). A rehearsal tells what the citizen would
/// read and changes nothing.
/// </summary>
internal sealed partial class TakeStep(HandleComplaint handle, EndComplaint end, TakeBackStep takeBack, UnitCatalog units,
    IOptions<ComplaintsOptions> options)
{
    public const int WordsMin = 5;
    public const int WordsMax = 2000;

    /// <summary>Steps that say something to the citizen or to colleagues.</summary>
    public static IReadOnlyList<string> WithWords { get; } = ["kembalikan", "selesai", "tanya", "kabar", "teruskan", "tolak", "catatan"];

    /// <summary>Takes it, inside the writer's transaction.</summary>
    public ValueTask<StepDone> Take(WriteContext write, SendLater later, Caller who, Complaint complaint, StepAsked asked,
        DateTimeOffset now) => Take(write.Db, by => new ComplaintJournal(write.Db, async m => await later.Put(write, m), now, by, who.Id),
        who, complaint, asked, now);

    /// <summary>What would become of it; the complaint is changed in memory and must not be saved.</summary>
    public ValueTask<StepDone> Rehearse(AppDb db, Caller who, Complaint complaint, StepAsked asked, DateTimeOffset now) =>
        Take(db, by => ComplaintJournal.Rehearsal(db, now, by, who.Id), who, complaint, asked, now);

    private async ValueTask<StepDone> Take(AppDb db, Func<Relation, ComplaintJournal> desk, Caller who, Complaint complaint,
        StepAsked asked,
        DateTimeOffset now)
    {
        if (await WhyNot(db, who, complaint, asked) is { } problem) return new StepDone(problem);
        var doing = new Doing(db, who, complaint, asked, desk, options.Value.TakeBackMinutes, handle, now);
        if (asked.Step is "tarik" or "kirim") return await Recall(doing);
        var (journal, trouble) = await Do(doing);
        if (trouble is not null) return new StepDone(trouble);
        return new StepDone((LocalizedText?)null) { Told = journal?.ToCitizen, At = journal?.HeldUntil };
    }

    /// <summary>Why the step cannot be taken as it was asked; null when it can.</summary>
    private async ValueTask<LocalizedText?> WhyNot(AppDb db, Caller who, Complaint complaint, StepAsked asked)
    {
        var code = ComplaintText.Code(complaint);
        if (!StepsOpen.Acts.TryGetValue(asked.Step, out var act) || act == Act.View) return "meja.no-step";
        if (act == Act.TakeBack) return null;
        if (!StepsOpen.Sees(who, complaint)) return "complaint.not-yours";
        if (!StepsOpen.IsOpen(who, act, complaint))
            return LocalizedText.Of("meja.not-now", code, (LocalizedText)$"complaint.state.{complaint.State}");
        if (WithWords.Contains(asked.Step) && asked.Words.Length < (act == Act.Note ? 1 : WordsMin)) return "meja.write-something";
        if (asked.Words.Length > WordsMax) return LocalizedText.Of("meja.too-long", WordsMax);
        var holds = StepsOpen.IsHolders(act) || act == Act.Take;
        if (!holds || asked.TakeOver || complaint.HolderId is not { } holder || holder == who.Id) return null;
        return LocalizedText.Of("meja.take-over", code, await GiveRole.NameOf(db, holder, Wording.Of(who.Language)));
    }

    private async ValueTask<StepDone> Recall(Doing doing)
    {
        if (await TakeBackStep.Find(doing.Db, doing.Complaint, doing.Who.Id, doing.Now) is not { } step)
            return new StepDone(LocalizedText.Of("complaint.nothing-to-take-back", ComplaintText.Code(doing.Complaint)));
        var journal = doing.Desk();
        if (doing.Asked.Step == "tarik") return new StepDone((LocalizedText?)null)
        {
            Files = await takeBack.TakeBack(journal, doing.Complaint, step),
        };
        await journal.LetGo(step);
        return new StepDone((LocalizedText?)null);
    }

    private async ValueTask<(ComplaintJournal? Journal, LocalizedText? Problem)> Do(Doing doing)
    {
        var (complaint, words) = (doing.Complaint, doing.Asked.Words);
        switch (doing.Asked.Step)
        {
            case "verifikasi" or "tinjau": return await Classify(doing);
            case "teruskan": return await PassOn(doing);
            case "serahkan": return await Assign(doing);
            case "tutup": return await End(doing);
        }

        var journal = doing.Asked.Step is "ambil" or "lanjut" or "catatan" or "spam-bukan" ? doing.Desk()
            : doing.Asked.Step is "kembalikan" or "tolak" or "spam-ya" ? doing.Held() : await doing.Holding();
        await (doing.Asked.Step switch
        {
            "ambil" => handle.Take(journal, complaint, doing.Who.Id),
            "lanjut" => handle.Resume(journal, complaint),
            "catatan" => handle.Note(journal, complaint, words),
            "kembalikan" => handle.Return(journal, complaint, words),
            "tolak" => handle.Decline(journal, complaint, words),
            "tanya" => handle.Ask(journal, complaint, words),
            "kabar" => handle.Progress(journal, complaint, words),
            "selesai" => handle.Resolve(journal, complaint, words),
            "spam-ya" => end.ConfirmSpam(journal, complaint),
            _ => end.ClearSpam(journal, complaint),
        });
        return (journal, null);
    }

    /// <summary>One step at work: who does what with what, and the journals it may be written in.</summary>
    private sealed record Doing(AppDb Db, Caller Who, Complaint Complaint, StepAsked Asked, Func<Relation, ComplaintJournal> Journal,
        int TakeBackMinutes, HandleComplaint Handle, DateTimeOffset Now)
    {
        public ComplaintJournal Desk() => Journal(ComplaintRights.Of(Who, Complaint));

        /// <summary>For a step that can be taken back.</summary>
        public ComplaintJournal Held() => Desk().Hold(Complaint, TakeBackMinutes);

        /// <summary>For a holder's step: whoever does it holds the complaint from here on.</summary>
        public async ValueTask<ComplaintJournal> Holding()
        {
            var takes = Complaint.State is ComplaintState.Forwarded or ComplaintState.Reopened
                || (Complaint.State == ComplaintState.InProgress && Complaint.HolderId != Who.Id);
            if (takes) await Handle.Take(Desk(), Complaint, Who.Id, quietly: true);
            return Held();
        }
    }
}
