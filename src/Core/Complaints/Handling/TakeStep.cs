using Core.Complaints.Accusations;
using Core.Complaints.National;
using Core.Membership.Roles;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
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

    /// <summary>How many files came along as evidence; only where <see cref="TakeStep.WithFiles"/> has the step.</summary>
    public int Files { get; init; }

    /// <summary>That somebody else's complaint is taken over.</summary>
    public bool TakeOver { get; init; }
}

/// <summary>What became of it.</summary>
/// <param name="Problem">Why nothing was done; null when it was.</param>
internal sealed record StepDone(LocalizedText? Problem)
{
    /// <summary>What the citizen reads; null when nothing.</summary>
    public LocalizedText? Told { get; init; }

    /// <summary>What goes to SP4N-LAPOR!; null when nothing.</summary>
    public LocalizedText? Sends { get; init; }

    /// <summary>That it was not done because somebody else holds it; asked again with <see cref="StepAsked.TakeOver"/> it is.</summary>
    public bool TakesOver { get; init; }

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
internal sealed class TakeStep(HandleComplaint handle, EndComplaint end, TakeBackStep takeBack, SendUp up, UnitCatalog units,
    IOptions<ComplaintsOptions> options)
{
    public const int WordsMin = 5;
    public const int WordsMax = 2000;

    /// <summary>Steps that say something to the citizen or to colleagues.</summary>
    public static IReadOnlyList<string> WithWords { get; } = ["kembalikan", "selesai", "tanya", "kabar", "teruskan", "tolak", "catatan"];

    /// <summary>Steps that files can come along with.</summary>
    public static IReadOnlyList<string> WithFiles { get; } = ["selesai", "kabar"];

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
        if (await WhyNot(db, who, complaint, asked) is { } problem) return problem;
        var doing = new Doing(db, who, complaint, asked, desk, options.Value.TakeBackMinutes, handle, now);
        if (asked.Step is "tarik" or "kirim") return await Recall(doing);
        var (journal, trouble) = await Do(doing);
        if (trouble is not null) return new StepDone(trouble);
        return new StepDone((LocalizedText?)null)
        {
            Told = journal?.ToCitizen,
            At = journal?.HeldUntil,
            Sends = asked.Step == "lapor" && journal?.ToCitizen is not null ? up.Preview(complaint) : (LocalizedText?)null,
        };
    }

    /// <summary>Why the step cannot be taken as it was asked; null when it can.</summary>
    private async ValueTask<StepDone?> WhyNot(AppDb db, Caller who, Complaint complaint, StepAsked asked)
    {
        var code = ComplaintText.Code(complaint);
        if (!StepsOpen.Acts.TryGetValue(asked.Step, out var act) || act == Act.View) return new StepDone("meja.no-step");
        if (act == Act.TakeBack) return null;
        if (!StepsOpen.Sees(who, complaint)) return new StepDone("complaint.not-yours");
        if (!StepsOpen.IsOpen(who, act, complaint))
            return new StepDone(LocalizedText.Of("meja.not-now", code, (LocalizedText)$"complaint.state.{complaint.State}"));
        if (WithWords.Contains(asked.Step) && asked.Words.Length < (act == Act.Note ? 1 : WordsMin))
            return new StepDone("meja.write-something");
        if (asked.Words.Length > WordsMax) return new StepDone(LocalizedText.Of("meja.too-long", WordsMax));
        var holds = StepsOpen.IsHolders(act) || act == Act.Take;
        if (!holds || asked.TakeOver || complaint.HolderId is not { } holder || holder == who.Id) return null;
        var name = await GiveRole.NameOf(db, holder, Wording.Of(who.Language));
        return new StepDone(LocalizedText.Of("meja.take-over", code, name)) { TakesOver = true };
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
            case "lapor": return await GiveUp(doing);
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
            "kabar" => handle.Progress(journal, complaint, words, doing.Asked.Files > 0),
            "selesai" => handle.Resolve(journal, complaint, words, doing.Asked.Files > 0),
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

    private async ValueTask<(ComplaintJournal?, LocalizedText?)> Classify(Doing doing)
    {
        var (complaint, asked) = (doing.Complaint, doing.Asked);
        if (asked.Class is not { } kind) return (null, "meja.which-class");
        var unit = asked.Unit is { Length: > 0 } code ? units.Find(code) : complaint.UnitId is { } id ? units.Find(id) : null;
        if (unit is null) return (null, "meja.which-unit");
        if (unit.Id != complaint.UnitId && (!unit.Active || (doing.Who.IsOfOwnOffice(unit.Id) && !doing.Who.Alone))) return (null,
            "meja.not-that-unit");
        if (kind != ComplaintClass.Supervisory && !asked.Sure && await Accusations(doing.Db, complaint) is { Count: > 0 } found)
            return (null, LocalizedText.Of("complaint.sure-class", Quoted(found), (LocalizedText)$"complaint.class.{kind}"));
        var journal = doing.Held();
        if (complaint.State == ComplaintState.Submitted) await handle.Verify(journal, complaint, kind, unit);
        else await handle.Reclass(journal, complaint, kind, unit);
        return (journal, null);
    }

    private async ValueTask<(ComplaintJournal?, LocalizedText?)> PassOn(Doing doing)
    {
        var (complaint, asked) = (doing.Complaint, doing.Asked);
        var toTriage = asked.Unit is null or "" or "?" || complaint.Class == ComplaintClass.Supervisory
            || handle.IsPassedTooOften(complaint);
        var journal = doing.Held();
        if (!toTriage && asked.Unit == "!") await handle.PassToInspectorate(journal, complaint, asked.Words);
        else if (toTriage) await handle.PassOn(journal, complaint, null, asked.Words);
        else if (units.Find(asked.Unit!) is { Active: true } unit && unit.Id != complaint.UnitId)
            await handle.PassOn(journal, complaint, unit, asked.Words);
        else return (null, "meja.which-unit");
        return (journal, null);
    }

    private async ValueTask<(ComplaintJournal?, LocalizedText?)> Assign(Doing doing)
    {
        var (complaint, officer) = (doing.Complaint, doing.Asked.Officer);
        if (officer is null) return (null, "meja.which-officer");
        if (officer != 0 && !(await Officers(doing.Db, complaint)).Contains(officer.Value)) return (null, "meja.which-officer");
        var journal = doing.Desk();
        await handle.Assign(journal, complaint, officer == 0 ? null : officer);
        return (journal, null);
    }

    /// <summary>To SP4N-LAPOR!; where nobody knows whether it is there, what a person found.</summary>
    private async ValueTask<(ComplaintJournal?, LocalizedText?)> GiveUp(Doing doing)
    {
        var (complaint, asked) = (doing.Complaint, doing.Asked);
        var copy = await SendUp.Of(doing.Db, complaint);
        if (await up.WhyNot(doing.Db, complaint, copy) is { } why) return (null, why);
        if (copy is not { State: NationalState.Unsure })
        {
            var held = doing.Held();
            await up.Send(held, complaint, copy);
            return (held, null);
        }

        if (asked.Other is null && !asked.Sure) return (null, LocalizedText.Of("national.is-there", ComplaintText.Code(complaint)));
        if (asked.Other is { } number && !ComplaintTags.IsNationalId(number.Trim())) return (null, "national.no-such-number");
        var journal = doing.Desk();
        await up.Settle(journal, complaint, copy, asked.Other?.Trim());
        return (journal, null);
    }

    /// <summary>Who can be given the complaint: officers and heads of its unit, never its complainant.</summary>
    public static Task<List<long>> Officers(AppDb db, Complaint complaint)
    {
        var (unit, complainant) = (complaint.UnitId, complaint.ComplainantId);
        return db.Memberships.Where(m => m.Until == null && m.UnitId == unit && (m.Role == Role.Officer || m.Role == Role.Head)
            && (complainant == null || m.PersonId != complainant)).Select(m => m.PersonId).Distinct().OrderBy(id => id).ToListAsync();
    }

    /// <summary>How many open ones each of them holds: one look at the desk's index, however many there are.</summary>
    public static async Task<IReadOnlyDictionary<long, int>> Held(AppDb db, IReadOnlyCollection<long> officials)
    {
        ComplaintState[] open = [ComplaintState.Submitted, ComplaintState.Returned, ComplaintState.Forwarded, ComplaintState.InProgress,
            ComplaintState.Waiting, ComplaintState.Reopened];
        return await db.Complaints.Where(c => open.Contains(c.State) && c.HolderId != null && officials.Contains(c.HolderId.Value))
            .GroupBy(c => c.HolderId!.Value).Select(g => new { Holder = g.Key, Count = g.Count() })
            .ToDictionaryAsync(h => h.Holder, h => h.Count);
    }

    private async ValueTask<(ComplaintJournal?, LocalizedText?)> End(Doing doing)
    {
        var (complaint, asked) = (doing.Complaint, doing.Asked);
        switch (asked.Reason)
        {
            case EndReason.NotOurs:
                return await EndNotOurs(doing);
            case EndReason.Duplicate:
                return await EndDuplicate(doing);
            case EndReason.NotWanted when asked.Words.Length >= WordsMin:
                var journal = await doing.Holding();
                await end.NotWanted(journal, complaint, asked.Words);
                return (journal, null);
            case EndReason.Spam when complaint.SpamById is null && asked.Words.Length >= WordsMin:
                if (complaint.State == ComplaintState.Forwarded) await handle.Take(doing.Desk(), complaint, doing.Who.Id, quietly: true);
                var desk = doing.Desk();
                await end.SuspectSpam(desk, complaint, doing.Who.Id, asked.Words);
                return (desk, null);
            default:
                return (null, asked.Reason is null or EndReason.Spam ? "meja.which-reason" : "meja.write-something");
        }
    }

    private async ValueTask<(ComplaintJournal?, LocalizedText?)> EndNotOurs(Doing doing)
    {
        var known = OtherBodies.All.FirstOrDefault(b => b.Code == doing.Asked.Body);
        if (known.Code is null && doing.Asked.Words.Length < WordsMin) return (null, "meja.where-to");
        var way = known.Code is null ? LocalizedText.Literal(doing.Asked.Words) : known.Way;
        var journal = await doing.Holding();
        await end.NotOurs(journal, doing.Complaint, way, known.Code is null || doing.Asked.Words.Length == 0 ? null : doing.Asked.Words);
        return (journal, null);
    }

    private async ValueTask<(ComplaintJournal?, LocalizedText?)> EndDuplicate(Doing doing)
    {
        var (complaint, typed) = (doing.Complaint, doing.Asked.Other);
        var other = await FindComplaint.ByCode(doing.Db, typed);
        if (other is null || other.Id == complaint.Id || other.DuplicateOfId is not null || !other.IsOpen
            || !(StepsOpen.Sees(doing.Who, other) || ComplaintRights.May(doing.Who, Act.List, other)))
            return (null, LocalizedText.Of("complaint.end-no-such", typed ?? ""));
        var journal = await doing.Holding();
        await end.Duplicate(journal, complaint, other);
        return (journal, null);
    }

    /// <summary>The phrases in what the citizen wrote, then and later, that raise the question of the class.</summary>
    public static async Task<IReadOnlyList<string>> Accusations(AppDb db, Complaint complaint)
    {
        Act[] said = [Act.Add, Act.Answer, Act.Complete, Act.Reopen];
        var later = await db.ComplaintEvents.Where(e => e.ComplaintId == complaint.Id && said.Contains(e.Act) && e.Words != null)
            .Select(e => e.Words!).ToListAsync();
        return [.. later.Prepend(complaint.Story).SelectMany(AccusationWords.In).Distinct()];
    }

    /// <summary>The first few of them, each in quotation marks.</summary>
    public static string Quoted(IReadOnlyList<string> found) => string.Join(", ", found.Take(4).Select(f => $"\"{f}\""));
}
