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
            <div class="head"><h1>{words["meja.nav.register"]}</h1></div><p class="lead">{words["meja.register-lead"]}</p>
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
        var lines = await read.Of(db, visit.Who, from, to, unit, query.Category);
        var all = unit is null && query.Category is null;
        var register = new Register(lines, from, to, http.Request.Query["umum"] == "1",
            all ? await ReadRegister.Supervisory(db, visit.Who, from, to) : null);
        var path = form == "pdf" ? write.Pdf(register, words) : write.Sheet(register, words);
        await writer.Enqueue(write =>
        {
            Audit.Note(write.Db, visit.Who, time.GetUtcNow(), "register", unit > 0 ? unit : null, $"{Iso(from)} – {Iso(to)}");
            return ValueTask.CompletedTask;
        });
        var type = form == "pdf" ? "application/pdf" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        return Results.File(path, type, $"register-{Iso(from)}-{Iso(to)}.{form}");
    }

    private DateOnly Today() => LocalTime.Day(time.GetUtcNow(), units.ZoneOf(null));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
