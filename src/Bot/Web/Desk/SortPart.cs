using System.Globalization;
using Bot.Web.Pages;
using Core.Complaints;
using Core.Complaints.Desk;
using Core.Complaints.Handling;
using Core.Persistence;
using Core.Texts;
using Core.Units;

namespace Bot.Web.Desk;

/// <summary>
/// How the desk sorts a complaint: category (proposed from its words), service, tags, urgency, its number in SP4N-LAPOR!.
/// </summary>
internal sealed class SortPart(UnitCatalog units, WriteQueue writer)
{
    public Html Of(DeskVisit visit, Wording words, Complaint complaint)
    {
        if (!ComplaintRights.May(visit.Who, Act.Note, complaint)) return Html.None;
        var proposed = complaint.Category is null ? Categories.Propose(complaint.Story) : null;
        var services = complaint.UnitId is { } id ? units.Find(id)?.Services ?? [] : [];
        return Html.Of(
            $"""
            <details class="sorting"><summary>{words["meja.sorting"]}{(proposed is null ? "" : $" · {words["meja.proposed", proposed.Name(words)]}")}</summary>
            <form method="post" action="/meja/k/{ComplaintText.Code(complaint)}/golongan">{DeskFrame.Token(visit)}<input type="hidden" name="versi" value="{complaint.Version}">
            {DeskFrame.Select("kategori", words["meja.category"], complaint.Category ?? proposed?.Code, Categories.All.Select(c => (c.Code, c.Name(words))).Prepend(("", "–")))}
            {DeskFrame.Select("layanan", words["meja.service"], complaint.ServiceId?.ToString(CultureInfo.InvariantCulture), services.Select(s => (s.Id.ToString(CultureInfo.InvariantCulture), s.Name)).Prepend(("", "–")))}
            <label>{words["meja.tags"]} <input name="label" value="{string.Join(", ", complaint.TagList)}" maxlength="200"></label>
            <label>{words["meja.national"]} <input name="nasional" value="{complaint.NationalId}" maxlength="30"></label>
            <label class="tick"><input type="checkbox" name="mendesak" value="1" {(complaint.Urgent ? Html.Raw("checked") : Html.None)}> {words["meja.urgent"]}</label>
            <p class="doing"><button class="plain">{words["meja.save"]}</button></p></form></details>
            """);
    }

    /// <summary>
    /// Writes it; whoever may note something may sort it. What others changed meanwhile is not written over: the page is shown anew, and
    /// what was chosen is given back in words.
    /// </summary>
    public async Task<IResult> Take(HttpContext http, string code, ComplaintView view)
    {
        var (who, form) = (DeskDoor.VisitOf(http).Who, http.Request.Form);
        if (form["nasional"].ToString().Trim() is { Length: > 0 } number && !ComplaintTags.IsNationalId(number))
            return await view.Again(http, code, Typed(DeskDoor.WordsOf(http), form), "national.no-such-number", null);
        var done = await writer.Enqueue(async write =>
        {
            if (await FindComplaint.ByCode(write.Db, code) is not { } complaint || !StepsOpen.Sees(who, complaint)
                || !ComplaintRights.May(who, Act.Note, complaint)) return Sorted.NotTheirs;
            if (form["versi"] != complaint.Version.ToString(CultureInfo.InvariantCulture)) return Sorted.Changed;
            var services = complaint.UnitId is { } unit ? units.Find(unit)?.Services ?? [] : [];
            var service = int.TryParse(form["layanan"], out var id) && services.Any(s => s.Id == id) ? id : (int?)null;
            complaint.Sort(Categories.Find(form["kategori"])?.Code, form["label"], form["mendesak"] == "1", service, form["nasional"]);
            return Sorted.Kept;
        });
        return done switch
        {
            Sorted.Kept => Results.Redirect($"/meja/k/{code}"),
            Sorted.Changed => await view.Again(http, code, Typed(DeskDoor.WordsOf(http), form), "meja.changed-meanwhile", null),
            _ => DeskDoor.Closed(http, StatusCodes.Status404NotFound),
        };
    }

    private static StepAsked Typed(Wording words, IFormCollection form)
    {
        string?[] said = [Categories.Find(form["kategori"])?.Name(words), form["label"], form["nasional"],
            form["mendesak"] == "1" ? words["meja.urgent"] : null];
        return new StepAsked("golongan") { Words = string.Join("; ", said.Where(s => !string.IsNullOrWhiteSpace(s))) };
    }

    private enum Sorted
    {
        Kept,
        Changed,
        NotTheirs,
    }
}
