using System.Globalization;
using Bot.Web.Pages;
using Core.Complaints.Desk;
using Core.Membership.Roles;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Bot.Web.Desk;

/// <summary>Below the list: what can be done to the ticked ones. Nothing happens before a preview.</summary>
internal sealed class BulkPart(UnitCatalog units)
{
    public async Task<Html> Of(AppDb db, DeskVisit visit, Wording words)
    {
        int?[] own = [.. visit.Who.UnitsAs(Role.Officer).Concat(visit.Who.UnitsAs(Role.Head)).Distinct().Select(u => (int?)u)];
        var officers = new List<(string, string)> { ("0", words["complaint.assign-all"]) };
        foreach (var id in await db.Memberships.Where(m => m.Until == null && own.Contains(m.UnitId)
            && (m.Role == Role.Officer || m.Role == Role.Head)).Select(m => m.PersonId).Distinct().OrderBy(id => id).ToListAsync())
            officers.Add((id.ToString(CultureInfo.InvariantCulture), await GiveRole.NameOf(db, id, words)));
        var canned = await db.CannedAnswers.AsNoTracking().Where(a => a.UnitId == null || own.Contains(a.UnitId)).OrderBy(a => a.Title)
            .ToListAsync();
        return Html.Of(
            $"""
            <details class="bulk"><summary>{words["meja.bulk"]}</summary><div class="fields">
            {DeskFrame.Select("aksi", words["meja.bulk-what"], null, BulkPage.Steps.Select(s => (s, words[s == "tutup" ? "meja.bulk-duplicate" : $"complaint.do.{s}-petugas"])))}
            {DeskFrame.Select("siap", words["meja.canned"], null, canned.Select(c => (c.Id.ToString(CultureInfo.InvariantCulture), c.Title)).Prepend(("", words["meja.canned-none"])))}
            <label class="wide">{words["meja.bulk-words"]} <textarea name="kata" rows="3" maxlength="2000"></textarea></label>
            {DeskFrame.Select("petugas", words["meja.officer"], null, officers)}
            {DeskFrame.Select("unit", words["meja.bulk-to"], null, units.Active.Select(u => (u.Code, u.Name)).Prepend(("?", words["complaint.to-triage"])))}
            <label>{words["meja.other-code"]} <input name="lain" maxlength="20"></label>
            <label class="tick wide"><input type="checkbox" name="alih" value="1"> {words["meja.bulk-take-over"]}</label></div>
            <p class="doing"><button>{words["meja.preview"]}</button></p></details>
            """);
    }
}
