using Core.Complaints.Accusations;
using Core.Complaints.National;
using Core.Membership.Roles;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Handling;

/// <summary>
/// Takes one step for an official who says everything at once, as a page does; the chat asks for it bit by bit. Rights, deeds and words are
/// the same (<see cref="StepsOpen"/>, <see cref="HandleComplaint"/>, <see cref="EndComplaint"/>). A rehearsal tells what the citizen would
/// read and changes nothing.
/// </summary>
internal sealed class TakeStep(HandleComplaint handle, FollowComplaint follow, EndComplaint end, EndAsked ends, TakeBackStep takeBack,
    SendUp up, UnitCatalog units, IOptions<ComplaintsOptions> options)
{
    public const int WordsMin = 5;
    public const int WordsMax = 2000;

    /// <summary>Steps that say something to the citizen or to colleagues.</summary>
    public static IReadOnlyList<string> WithWords { get; } = ["kembalikan", "selesai", "tanya", "kabar", "teruskan", "tolak", "buka",
        "catatan"];

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
        if (await WhyNot(db, who, complaint, asked, now) is { } problem) return problem;
        var doing = new StepAtWork(db, who, complaint, asked, desk, options.Value.TakeBackMinutes, handle, now);
        if (asked.Step is "tarik" or "kirim") return await Recall(doing);
        var (journal, trouble) = await Do(doing);
        if (trouble is not null) return new StepDone(trouble);
        return new StepDone((LocalizedText?)null)
        {
            Told = journal?.ToCitizen,
            Unread = !complaint.ReachesCitizen,
            At = journal?.HeldUntil,
            Sends = asked.Step == "lapor" && journal?.ToCitizen is not null ? up.Preview(complaint) : (LocalizedText?)null,
        };
    }

    /// <summary>Why the step cannot be taken as it was asked; null when it can.</summary>
    private async ValueTask<StepDone?> WhyNot(AppDb db, Caller who, Complaint complaint, StepAsked asked, DateTimeOffset now)
    {
        var code = ComplaintText.Code(complaint);
        if (!StepsOpen.Acts.TryGetValue(asked.Step, out var act) || act == Act.View) return new StepDone("meja.no-step");
        if (act == Act.TakeBack) return null;
        if (!StepsOpen.Sees(who, complaint)) return new StepDone("complaint.not-yours");
        if (ComplaintRights.IsUnheard(act, complaint)) return new StepDone(LocalizedText.Of("complaint.nobody-to-ask", code));
        if (!StepsOpen.IsOpen(who, act, complaint))
            return new StepDone(LocalizedText.Of("meja.not-now", code, (LocalizedText)$"complaint.state.{complaint.State}"));
        if (WithWords.Contains(asked.Step) && asked.Words.Length < (act == Act.Note ? 1 : WordsMin))
            return new StepDone("meja.write-something");
        if (asked.Words.Length > WordsMax) return new StepDone(LocalizedText.Of("meja.too-long", WordsMax));
        if (act == Act.Reopen && complaint.IsTooLateToReopen(now)) return new StepDone(LocalizedText.Of("complaint.too-late-for", code));
        var holds = StepsOpen.IsHolders(act) || act is Act.Take or Act.PassOn or Act.Decline;
        if (!holds || asked.TakeOver || complaint.HolderId is not { } holder || holder == who.Id) return null;
        var name = await GiveRole.NameOf(db, holder, Wording.Of(who.Language));
        return new StepDone(LocalizedText.Of("meja.take-over", code, name)) { TakesOver = true };
    }

    private async ValueTask<StepDone> Recall(StepAtWork doing)
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

    private async ValueTask<(ComplaintJournal? Journal, LocalizedText? Problem)> Do(StepAtWork doing)
    {
        var (complaint, words) = (doing.Complaint, doing.Asked.Words);
        switch (doing.Asked.Step)
        {
            case "verifikasi" or "tinjau": return await Classify(doing);
            case "teruskan": return await PassOn(doing);
            case "serahkan": return await Assign(doing);
            case "tutup": return await ends.Do(doing);
            case "lapor": return await GiveUp(doing);
        }

        var journal = doing.Asked.Step is "ambil" or "lanjut" or "catatan" or "spam-bukan" or "buka" ? doing.Desk()
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
            "buka" => follow.Reopen(journal, complaint, words),
            "spam-ya" => end.ConfirmSpam(journal, complaint),
            _ => end.ClearSpam(journal, complaint),
        });
        return (journal, null);
    }

    private async ValueTask<(ComplaintJournal?, LocalizedText?)> Classify(StepAtWork doing)
    {
        var (complaint, asked) = (doing.Complaint, doing.Asked);
        if (asked.Class is not { } kind) return (null, "meja.which-class");
        var unit = asked.Unit is { Length: > 0 } code ? units.Find(code) : complaint.UnitId is { } id ? units.Find(id) : null;
        if (unit is null) return (null, "meja.which-unit");
        if (unit.Id != complaint.UnitId && (!unit.Active || (doing.Who.IsOfOwnOffice(unit.Id) && !doing.Who.Alone))) return (null,
            "meja.not-that-unit");
        if (kind != ComplaintClass.Supervisory && !asked.Sure && await SeenAccusations.Of(doing.Db, complaint) is { Count: > 0 } found)
            return (null,
                LocalizedText.Of("complaint.sure-class", SeenAccusations.Quoted(found), (LocalizedText)$"complaint.class.{kind}"));
        var journal = doing.Held();
        if (complaint.State == ComplaintState.Submitted) await handle.Verify(journal, complaint, kind, unit);
        else await handle.Reclass(journal, complaint, kind, unit);
        return (journal, null);
    }

    private async ValueTask<(ComplaintJournal?, LocalizedText?)> PassOn(StepAtWork doing)
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

    private async ValueTask<(ComplaintJournal?, LocalizedText?)> Assign(StepAtWork doing)
    {
        var (complaint, officer) = (doing.Complaint, doing.Asked.Officer);
        if (officer is null) return (null, "meja.which-officer");
        if (officer != 0 && !(await GivenOfficers.To(doing.Db, complaint)).Contains(officer.Value)) return (null, "meja.which-officer");
        var journal = doing.Desk();
        await handle.Assign(journal, complaint, officer == 0 ? null : officer);
        return (journal, null);
    }

    /// <summary>To SP4N-LAPOR!; where nobody knows whether it is there, what a person found.</summary>
    private async ValueTask<(ComplaintJournal?, LocalizedText?)> GiveUp(StepAtWork doing)
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
}
