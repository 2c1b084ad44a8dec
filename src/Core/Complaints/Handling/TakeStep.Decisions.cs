using Core.Complaints.Accusations;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Handling;

/// <summary>Decisions: its class, who has it, where it goes, how it ends without being handled.</summary>
internal sealed partial class TakeStep
{
    private async ValueTask<(ComplaintJournal?, LocalizedText?)> Classify(Doing doing)
    {
        var (complaint, asked) = (doing.Complaint, doing.Asked);
        if (asked.Class is not { } kind) return (null, "meja.which-class");
        var unit = asked.Unit is { Length: > 0 } code ? units.Find(code) : complaint.UnitId is { } id ? units.Find(id) : null;
        if (unit is null) return (null, "meja.which-unit");
        if (unit.Id != complaint.UnitId && (!unit.Active || (doing.Who.WorksIn(unit.Id) && !doing.Who.Alone))) return (null,
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
        var toTriage = asked.Unit is null or "" or "?" || complaint.Class == ComplaintClass.Supervisory || handle.IsPassedTooOften(complaint);
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

    /// <summary>Who can be given the complaint: officers and heads of its unit, never its complainant.</summary>
    public static Task<List<long>> Officers(AppDb db, Complaint complaint)
    {
        var (unit, complainant) = (complaint.UnitId, complaint.ComplainantId);
        return db.Memberships.Where(m => m.Until == null && m.UnitId == unit && (m.Role == Role.Officer || m.Role == Role.Head)
            && (complainant == null || m.PersonId != complainant)).Select(m => m.PersonId).Distinct().OrderBy(id => id).ToListAsync();
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
