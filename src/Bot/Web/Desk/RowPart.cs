using Bot.Web.Pages;
using Core.Complaints;
using Core.Complaints.Desk;
using Core.Complaints.Handling;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Bot.Web.Desk;

/// <summary>
/// One line of the desk's list. Whoever only watches over dates sees code, state, date and the unit that handles it; a report that is
/// berkadar pengawasan shows its words only on its own page, where the look is written down.
/// </summary>
internal sealed class RowPart(ComplaintText text)
{
    private const int TitleMax = 100;

    /// <summary>The names of the holders in a list.</summary>
    public static async Task<Dictionary<long, string>> Holders(AppDb db, IEnumerable<Complaint> rows)
    {
        var ids = rows.Select(c => c.HolderId).OfType<long>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Profiles.AsNoTracking().Where(p => ids.Contains(p.PersonId))
            .ToDictionaryAsync(p => p.PersonId, p => p.Name);
    }

    public Html Row(Wording words, Caller who, Complaint complaint, Dictionary<long, string> names, DateTimeOffset now)
    {
        var (reads, code) = (StepsOpen.Sees(who, complaint), ComplaintText.Code(complaint));
        var late = complaint.IsLate(now);
        var box = reads ? Html.Of($"""<input type="checkbox" name="k" value="{code}" aria-label="{words["meja.pick", code]}">""") : Html.None;
        return Html.Of(
            $"""
            <tr class="{(late ? "late" : "")}">
            <td class="pick">{box}</td>
            <th scope="row">{(reads ? Html.Of($"""<a class="go" href="/meja/k/{code}">{code}</a>""") : Html.Of($"{code}"))}{(complaint.Urgent ? Html.Of($"""<b class="urgent">{words["meja.urgent"]}</b>""") : Html.None)}</th>
            <td class="what">{(reads ? Title(words, complaint) : "")}</td>
            <td data-label="{words["meja.col.sort"]}">{ComplaintText.Sort(words, complaint)}</td>
            <td data-label="{words["meja.col.unit"]}">{Unit(words, complaint, reads)}</td>
            <td data-label="{words["meja.col.state"]}">{ComplaintText.State(words, complaint)}</td>
            <td class="due" data-label="{words["meja.col.due"]}">{Due(words, complaint, now)}</td>
            <td data-label="{words["meja.col.holder"]}">{(reads ? Holder(words, who, complaint, names) : Html.None)}</td>
            </tr>
            """);
    }

    private static string Title(Wording words, Complaint complaint) =>
        complaint.Class == ComplaintClass.Supervisory ? words["meja.only-inside"] : ComplaintText.Title(words, complaint, TitleMax);

    private string Unit(Wording words, Complaint complaint, bool reads) =>
        reads && complaint.Class != ComplaintClass.Supervisory ? text.Unit(words, complaint.UnitId) : text.Handler(words, complaint);

    private string Due(Wording words, Complaint complaint, DateTimeOffset now) => complaint.State switch
    {
        ComplaintState.Resolved or ComplaintState.Closed => words.ShortDate(complaint.StepFrom),
        _ => text.ShortDue(words, complaint, now),
    };

    /// <summary>The name of a holder, for whoever reads something that they hold; anybody else's number tells nothing.</summary>
    public static async Task<string> NameOf(AppDb db, Caller who, Wording words, long id)
    {
        var named = await db.Complaints.AsNoTracking().Where(DeskSight.Reads(who)).AnyAsync(c => c.HolderId == id)
            ? await db.Profiles.AsNoTracking().Where(p => p.PersonId == id).Select(p => p.Name).FirstOrDefaultAsync() : null;
        return named ?? words["audit.person", id];
    }

    private static Html Holder(Wording words, Caller who, Complaint complaint, Dictionary<long, string> names)
    {
        if (complaint.HolderId is not { } id) return Html.Of($"–");
        var name = id == who.Id ? words["complaint.holder-you"] : names.GetValueOrDefault(id, words["audit.person", id]);
        return Html.Of($"""<a href="/meja?daftar=semua&pemegang={id}">{name}</a>""");
    }
}
