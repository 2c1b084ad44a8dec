using Core.Messaging;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Notices;

/// <summary>Writes what has gathered for an official since the last message: how many of each sort, and the first few.</summary>
internal sealed class WriteNews(ComplaintText text)
{
    private const int Shown = 5;
    private const int Buttons = 3;

    /// <summary>Whether their last message is long enough ago.</summary>
    public bool IsTimeFor(Official official, DateTimeOffset now) =>
        official.LastNews is not { } last || last <= now.AddMinutes(-text.Options.GatherMinutes);

    /// <summary>The message; null when nothing of it is still so.</summary>
    public async Task<OfficeMessage?> Write(AppDb db, Official official, IReadOnlyList<ComplaintNews> gathered)
    {
        var ids = gathered.Select(n => n.ComplaintId).Distinct().ToList();
        var complaints = await db.Complaints.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        var news = gathered.Where(n => IsStillSo(official, n, complaints[n.ComplaintId])).DistinctBy(n => (n.ComplaintId, n.Key)).ToList();
        if (news.Count == 0) return null;
        var told = new List<LocalizedText>();
        foreach (var one in news.Take(Shown)) told.Add(await ComplaintJournal.Notice(db, complaints[one.ComplaintId], one.Key, text));
        if (news.Count > 1)
        {
            var sorts = news.GroupBy(n => n.Key).OrderByDescending(g => g.Count())
                .Select(g => LocalizedText.Of($"complaint.news.{g.Key.Split('.')[^1]}", g.Count()));
            told.Insert(0, LocalizedText.Of("complaint.news", news.Count, LocalizedText.Joined(", ", sorts)));
            if (news.Count > Shown) told.Add(LocalizedText.Of("complaint.and-more", news.Count - Shown));
        }

        return new OfficeMessage(LocalizedText.Joined("\n", told), news.ConvertAll(n => complaints[n.ComplaintId]),
            FormattableString.Invariant($"news:{official.Who.Id}:{gathered[^1].Id}"));
    }

    /// <summary>Ways to the first few complaints and to the whole list.</summary>
    public static IEnumerable<IReadOnlyList<Button>> Ways(Official official, IReadOnlyList<Complaint> complaints)
    {
        if (!ComplaintRights.Handles(official.Who))
        {
            yield return [Commands.Late.Button()];
            yield break;
        }

        var some = complaints.DistinctBy(c => c.Id).ToList();
        if (some.Count == 1)
        {
            yield return [Button.Of("complaint.open", Commands.Tasks.With(ComplaintText.Code(some[0])))];
            yield break;
        }

        foreach (var complaint in some.Take(Buttons))
            yield return [new Button(ComplaintText.Code(complaint), Commands.Tasks.With(ComplaintText.Code(complaint)))];
        yield return [Commands.Tasks.Button()];
    }

    /// <summary>What somebody has dealt with meanwhile is no news.</summary>
    private static bool IsStillSo(Official official, ComplaintNews news, Complaint complaint) => news.Key switch
    {
        "complaint.office.withdrawn" or "complaint.office.confirmed" or "complaint.office.confirmed-words"
            or ComplaintJournal.Moved => true,
        _ when !ComplaintRights.May(official.Who, Act.List, complaint) => false,
        "complaint.office.filed" or "complaint.office.completed" or "complaint.office.declined" =>
            complaint.State == ComplaintState.Submitted,
        "complaint.office.new" or "complaint.office.assigned" => complaint.State == ComplaintState.Forwarded,
        "complaint.office.passed-on" => complaint.State is ComplaintState.Forwarded or ComplaintState.Submitted,
        "complaint.office.spam" => complaint.SpamById is not null,
        "complaint.office.raised" => complaint.Raised,
        "complaint.office.given" => complaint.HolderId == official.Who.Id,
        "complaint.office.given-away" or ComplaintJournal.TakenOver => complaint.HolderId != official.Who.Id,
        _ => true,
    };
}

/// <summary>What an official is told in one message, and of which complaints, the first ones first.</summary>
internal sealed record OfficeMessage(LocalizedText Says, IReadOnlyList<Complaint> About, string Occasion);
