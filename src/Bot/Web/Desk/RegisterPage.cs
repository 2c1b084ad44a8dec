using System.Globalization;
using Bot.Reports;
using Bot.Web.Pages;
using Core.Calendar;
using Core.Complaints.Desk;
using Core.Membership;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.Web.Desk;

/// <summary>The register of a period to download: what the Ombudsman's assessors and SP4N ask for first.</summary>
internal sealed class RegisterPage(ReadRegister read, WriteRegister write, WriteQueue writer, UnitCatalog units,
    IDbContextFactory<AppDb> databases, TimeProvider time, IOptions<InstansiOptions> instansi)
{
    private const int MostDays = 3 * 366;

    public IResult Ask(HttpContext http)
    {
        var words = DeskDoor.WordsOf(http);
        var today = Today();
        return DeskFrame.Page(http, instansi.Value.Name, words["meja.nav.register"], Html.Of(
            $"""
            <div class="head"><h1>{words["meja.nav.register"]}</h1></div>{(http.Request.Query["kosong"] == "1" ? Html.Of($"""<p class="trouble" role="status">{words["meja.register-empty"]}</p>""") : Html.None)}<p class="lead">{words["meja.register-lead"]}</p>
            <form class="sheet-form" method="get" action="/meja/buku/xlsx">
            <label>{words["meja.from"]} <input type="date" name="dari" required value="{Iso(new DateOnly(today.Year, 1, 1))}"></label>
            <label>{words["meja.to"]} <input type="date" name="sampai" required value="{Iso(today)}"></label>
            {DeskFrame.Select("unit", words["meja.col.unit"], null, units.Active.Select(u => (u.Code, u.Name)).Prepend(("", words["meja.any"])))}
            {DeskFrame.Select("kategori", words["meja.category"], null, Categories.All.Select(c => (c.Code, c.Name(words))).Prepend(("", words["meja.any"])))}
            <label class="tick wide"><input type="checkbox" name="umum" value="1"> {words["meja.register-public"]}</label>
            <p class="doing wide"><button>{words["meja.register-xlsx"]}</button><button class="plain" formaction="/meja/buku/pdf">{words["meja.register-pdf"]}</button></p></form>
            """));
    }

    /// <summary>Makes it for whoever asks, of what they may see in lists; that it left the desk is in the record.</summary>
    public async Task<IResult> Give(HttpContext http, string form)
    {
        var (visit, words, query) = (DeskDoor.VisitOf(http), DeskDoor.WordsOf(http), DeskFilter.Read(key => http.Request.Query[key]));
        if (form is not ("xlsx" or "pdf") || query.From is not { } from || query.To is not { } to
            || to < from || to.DayNumber - from.DayNumber > MostDays) return Results.Redirect("/meja/buku");
        await using var db = await databases.CreateDbContextAsync();
        var unit = query.Unit is { } code ? units.Find(code)?.Id ?? -1 : (int?)null;
        var register = http.Request.Query["umum"] == "1" ? await ForAll(db, visit, from, to, unit, query.Category)
            : await ForOfficials(db, visit, from, to, unit, query.Category);
        if (register is null) return Results.Redirect("/meja/buku?kosong=1");
        var path = form == "pdf" ? write.Pdf(register, words) : write.Sheet(register, words);
        await writer.Enqueue(write =>
        {
            var what = $"{Iso(register.From)} – {Iso(register.To)}";
            Audit.Note(write.Db, visit.Who, time.GetUtcNow(), "register", unit > 0 ? unit : null, what);
            return ValueTask.CompletedTask;
        });
        var type = form == "pdf" ? "application/pdf" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        return Results.File(path, type, $"register-{Iso(register.From)}-{Iso(register.To)}.{form}");
    }

    private async Task<Register> ForOfficials(AppDb db, DeskVisit visit, DateOnly from, DateOnly to, int? unit, string? category) =>
        new(await read.Of(db, visit.Who, from, to, unit, category), from, to, unit is null && category is null
            ? await ReadRegister.Supervisory(db, visit.Who, from, to) : null, null);

    /// <summary>The same for whoever asks: of the whole months within these days; null where nothing may be told of any.</summary>
    private async Task<Register?> ForAll(AppDb db, DeskVisit visit, DateOnly from, DateOnly to, int? unit, string? category)
    {
        var first = from.Day == 1 ? Month.Of(from) : Month.Of(from).Add(1);
        var last = to == Month.Of(to).LastDay ? Month.Of(to) : Month.Of(to).Add(-1);
        var running = Month.Of(Today());
        last = Month.Earlier(last, running.Add(-1));
        if (last < first) return null;
        var told = PublicRegister.Of(await read.OfAll(db, first.FirstDay, last.LastDay), running);
        if (told.Months.Count == 0) return null;
        return new Register([], first.FirstDay, last.LastDay, unit is null && category is null
            ? await ReadRegister.Supervisory(db, visit.Who, first.FirstDay, last.LastDay) : null, told.Of(unit, category));
    }

    private DateOnly Today() => LocalTime.Day(time.GetUtcNow(), units.ZoneOf(null));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
