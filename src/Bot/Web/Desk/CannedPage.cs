using System.Globalization;
using Bot.Web.Pages;
using Core.Complaints.Desk;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.Web.Desk;

/// <summary>The words that a unit says often, kept by those who say them; for the whole instansi by triage and administrators.</summary>
internal sealed class CannedPage(UnitCatalog units, WriteQueue writer, IDbContextFactory<AppDb> databases,
    IOptions<InstansiOptions> instansi)
{
    private const int TitleMax = 60;
    private const int BodyMax = 1500;

    public Task<IResult> Show(HttpContext http) => Show(http, null);

    /// <summary>The page; with what was typed where that could not be kept.</summary>
    private async Task<IResult> Show(HttpContext http, CannedAnswer? typed)
    {
        var (visit, words) = (DeskDoor.VisitOf(http), DeskDoor.WordsOf(http));
        var places = PlacesOf(visit.Who).ToList();
        await using var db = await databases.CreateDbContextAsync();
        var all = (await db.CannedAnswers.AsNoTracking().OrderBy(a => a.UnitId).ThenBy(a => a.Title).ToListAsync())
            .FindAll(a => places.Contains(a.UnitId));
        var isNew = !all.Exists(a => a.Id == typed?.Id);
        return DeskFrame.Page(http, instansi.Value.Name, words["meja.nav.canned"], Html.Of(
            $"""
            <div class="head"><h1>{words["meja.nav.canned"]}</h1></div><p class="lead">{words["meja.canned-lead"]}</p>
            {(typed is null ? Html.None : Html.Of($"""<p class="trouble" role="alert">{words["meja.canned-empty", TitleMax, BodyMax]}</p>"""))}
            {Html.Each(all, a => Form(visit, words, [a.UnitId], a.Id == typed?.Id ? typed : a))}
            {(places.Count == 0 ? Html.None : Html.Of($"""<h2>{words["meja.canned-new"]}</h2>{Form(visit, words, places, isNew ? typed : null)}"""))}
            """), typed is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Keeps, changes or drops one; no other unit's.</summary>
    public async Task<IResult> Keep(HttpContext http)
    {
        var (who, form) = (DeskDoor.VisitOf(http).Who, http.Request.Form);
        int? unit = units.Find(form["unit"])?.Id;
        var (title, body) = (form["judul"].ToString().Trim(), form["isi"].ToString().Trim().ReplaceLineEndings("\n"));
        var id = long.TryParse(form["id"], CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
        var places = PlacesOf(who).ToList();
        if (form["do"] != "buang" && (title.Length is 0 or > TitleMax || body.Length is 0 or > BodyMax))
            return await Show(http, new CannedAnswer { Id = id ?? 0, UnitId = unit, Title = title, Body = body });
        await writer.Enqueue(async write =>
        {
            var known = id is null ? null : await write.Db.CannedAnswers.SingleOrDefaultAsync(a => a.Id == id);
            if (known is not null && !places.Contains(known.UnitId)) return;
            if (form["do"] == "buang")
            {
                if (known is not null) write.Db.Remove(known);
            }
            else if (known is not null) (known.Title, known.Body) = (title, body);
            else if (places.Contains(unit)) write.Db.Add(new CannedAnswer { UnitId = unit, Title = title, Body = body });
        });
        return Results.Redirect("/meja/jawaban");
    }

    /// <summary>The units for which somebody keeps answers; null stands for the whole instansi.</summary>
    private static IEnumerable<int?> PlacesOf(Caller who)
    {
        if (who.Is(Role.Triage) || who.Is(Role.InstansiAdministrator)) yield return null;
        foreach (var unit in who.UnitsAs(Role.Officer).Concat(who.UnitsAs(Role.Head))
            .Concat(who.UnitsAs(Role.UnitAdministrator)).Distinct())
            yield return unit;
    }

    private Html Form(DeskVisit visit, Wording words, IReadOnlyList<int?> places, CannedAnswer? answer) => Html.Of(
        $"""
        <form class="canned-answer" method="post" action="/meja/jawaban">{DeskFrame.Token(visit)}
        {(answer is not { Id: > 0 } ? Html.None : Html.Of($"""<input type="hidden" name="id" value="{answer.Id.ToString(CultureInfo.InvariantCulture)}">"""))}
        {(places.Count == 1 ? Html.Of($"""<input type="hidden" name="unit" value="{CodeOf(places[0])}"><p class="over">{NameOf(words, places[0])}</p>""") : DeskFrame.Select("unit", words["meja.col.unit"], answer is null ? null : CodeOf(answer.UnitId), places.Select(p => (CodeOf(p), NameOf(words, p)))))}
        <label>{words["meja.canned-title"]} <input name="judul" required maxlength="{TitleMax}" value="{answer?.Title}"></label>
        <label>{words["meja.canned-body"]} <textarea name="isi" rows="4" required maxlength="{BodyMax}">{answer?.Body}</textarea></label>
        <p class="doing"><button>{words["meja.save"]}</button>{(answer is not { Id: > 0 } ? Html.None : Html.Of($"""<button class="plain" name="do" value="buang">{words["meja.drop"]}</button>"""))}</p></form>
        """);

    private string CodeOf(int? unit) => unit is { } id ? units.Find(id)?.Code ?? "" : "";

    private string NameOf(Wording words, int? unit) => unit is { } id ? units.Find(id)?.Name ?? "" : words["meja.whole"];
}
