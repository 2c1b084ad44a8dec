using System.Globalization;
using Bot.Reports.Forms;
using Bot.Web.Pages;
using Core.Complaints.Desk;
using Core.Imports;
using Core.Messaging;
using Core.OnPaper;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.Web.Desk;

/// <summary>
/// Questionnaires on paper at the desk, for whoever administers the unit: the form, the sheet, mistakes by cell, what it holds, and then
/// its counting or taking back, by the same deeds as in the chat.
/// </summary>
internal sealed class PaperPage(UnitCatalog units, ReadPaper read, KeepPaper keep, WritePaperForm forms, WriteQueue writer,
    IDbContextFactory<AppDb> databases, TimeProvider time, IOptions<InstansiOptions> instansi)
{
    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What counts, and the form that takes a sheet.</summary>
    public Task<IResult> Show(HttpContext http, string? unit) =>
        UnitOf(http, unit) is { } one ? Page(http, one, null) : Task.FromResult(Which(http));

    /// <summary>The questionnaire to print, or the sheet to type into.</summary>
    public IResult Give(HttpContext http, string form, string? unit)
    {
        if (UnitOf(http, unit) is not { } one) return DeskDoor.Closed(http, StatusCodes.Status404NotFound);
        return form switch
        {
            "kuesioner" => Results.File(forms.Questionnaire(one), Sheet, $"kuesioner-{one.Code}.xlsx"),
            "isian" => Results.File(forms.Entry(one), Sheet, $"isian-kuesioner-{one.Code}.xlsx"),
            _ => DeskDoor.Closed(http, StatusCodes.Status404NotFound),
        };
    }

    /// <summary>Reads a sheet, counts one that was read, drops it, or takes back what counts.</summary>
    public async Task<IResult> Take(HttpContext http, string act)
    {
        var form = http.Request.Form;
        if (UnitOf(http, form["unit"]) is not { } unit) return DeskDoor.Closed(http, StatusCodes.Status404NotFound);
        var number = long.TryParse(form["nomor"], CultureInfo.InvariantCulture, out var id) ? id : 0;
        return act switch
        {
            "baca" => await Read(http, unit, form.Files.GetFile("berkas")),
            "hitung" => await Count(http, unit, number),
            "buang" => await Drop(http, unit, number),
            "tarik" => await TakeBack(http, unit, number),
            _ => DeskDoor.Closed(http, StatusCodes.Status404NotFound),
        };
    }

    private async Task<IResult> Read(HttpContext http, Unit unit, IFormFile? sent)
    {
        if (sent is not { Length: > 0 and <= AskFile.MostBytes }) return await Page(http, unit, "meja.paper-no-file", wrong: true);
        using var content = new MemoryStream();
        await sent.CopyToAsync(content);
        var who = DeskDoor.VisitOf(http).Who;
        var file = new ImportFile
        {
            Kind = ImportKind.Paper,
            UnitId = unit.Id,
            PersonId = who.Id,
            Channel = who.Channel,
            Address = who.Address,
            Language = who.Language,
            Reference = "",
            At = time.GetUtcNow(),
        };
        await using var db = await databases.CreateDbContextAsync();
        var found = await read.Read(db, file, content.ToArray());
        if (found.Content is null) return await Page(http, unit, found.Text, wrong: true);
        file.Content = found.Content;
        await writer.Enqueue(async write =>
        {
            write.Db.ImportFiles.Add(file);
            await write.Db.SaveChangesAsync();
        });
        return Preview(http, unit, file, found.Text);
    }

    private async Task<IResult> Count(HttpContext http, Unit unit, long number)
    {
        var who = DeskDoor.VisitOf(http).Who;
        var (batch, instead) = await writer.Enqueue(async write =>
        {
            var file = await ImportFile.Find(write.Db, who, ImportKind.Paper, $"{number}");
            return file is null || file.UnitId != unit.Id ? (null, "import.gone")
                : await keep.In(write.Db, who, unit, file, time.GetUtcNow());
        });
        return await Page(http, unit, batch is null ? instead : LocalizedText.Of("paper.counted", batch.Sheets, unit.Label),
            wrong: batch is null);
    }

    private async Task<IResult> Drop(HttpContext http, Unit unit, long number)
    {
        var who = DeskDoor.VisitOf(http).Who.Id;
        await writer.Enqueue(async write =>
            await write.Db.ImportFiles.Where(f => f.Id == number && f.PersonId == who).ExecuteDeleteAsync());
        return await Page(http, unit, "paper.dropped");
    }

    private async Task<IResult> TakeBack(HttpContext http, Unit unit, long number)
    {
        var who = DeskDoor.VisitOf(http).Who;
        var sheets = await writer.Enqueue(async write =>
        {
            var batch = await write.Db.PaperBatches.AsNoTracking().FirstOrDefaultAsync(b => b.Id == number);
            return await keep.Out(write.Db, who, unit, number, time.GetUtcNow()) ? batch!.Sheets : 0;
        });
        return await Page(http, unit, sheets == 0 ? "meja.paper-not-counting" : LocalizedText.Of("paper.undone", sheets, unit.Label),
            wrong: sheets == 0);
    }

    /// <summary>The unit by its code, or the only one there is; null where it is not theirs.</summary>
    private Unit? UnitOf(HttpContext http, string? code)
    {
        var mine = Mine(DeskDoor.VisitOf(http).Who);
        return mine.Count == 1 && string.IsNullOrEmpty(code) ? mine[0] : mine.Find(u => u.Code == code);
    }

    private List<Unit> Mine(Caller who) => [.. units.Active.Where(u => CommandRights.Allow(Commands.Paper, who)
        && CommandRights.Administers(who, u.Id)).OrderBy(u => u.Name, StringComparer.Ordinal)];

    private IResult Which(HttpContext http)
    {
        var (visit, words) = (DeskDoor.VisitOf(http), DeskDoor.WordsOf(http));
        if (Mine(visit.Who) is not { Count: > 0 } mine) return DeskDoor.Closed(http, StatusCodes.Status403Forbidden);
        return DeskFrame.Page(http, instansi.Value.Name, words["meja.nav.paper"], Html.Of(
            $"""
            <div class="head"><h1>{words["meja.nav.paper"]}</h1></div><p class="lead">{words["meja.paper-lead"]}</p>
            <form class="sheet-form" method="get" action="/meja/kertas">
            {DeskFrame.Select("unit", words["meja.col.unit"], null, mine.Select(u => (u.Code, u.Name)))}
            <p class="doing wide"><button>{words["meja.paper-show"]}</button></p></form>
            """));
    }

    private async Task<IResult> Page(HttpContext http, Unit unit, LocalizedText? said, bool wrong = false)
    {
        var (visit, words) = (DeskDoor.VisitOf(http), DeskDoor.WordsOf(http));
        await using var db = await databases.CreateDbContextAsync();
        var counted = await PaperBatch.Of(db, unit.Id);
        return DeskFrame.Page(http, instansi.Value.Name, words["meja.nav.paper"], Html.Of(
            $"""
            <div class="head"><p class="over">{unit.Name}</p><h1>{words["meja.nav.paper"]}</h1></div><p class="lead">{words["meja.paper-lead"]}</p>
            {(said is not { } text ? Html.None : wrong ? Html.Of($"""<p class="trouble story" role="alert">{text.In(words)}</p>""") : Html.Of($"""<p class="story" role="status">{text.In(words)}</p>"""))}
            <p class="doing"><a class="button" href="/meja/kertas/kuesioner?unit={unit.Code}">{words["meja.paper-form"]}</a>
            <a class="button" href="/meja/kertas/isian?unit={unit.Code}">{words["meja.paper-entry"]}</a></p>
            <h2>{words["meja.paper-send"]}</h2>
            <form class="sheet-form" method="post" enctype="multipart/form-data" action="/meja/kertas/baca">{Own(visit, unit, null)}
            <label class="wide">{words["meja.paper-file"]} <input type="file" name="berkas" required accept=".xlsx,.csv"></label>
            <p class="doing wide"><button>{words["meja.paper-read"]}</button></p></form>
            <h2>{words["meja.paper-counted"]}</h2>
            {(counted.Count == 0 ? Html.Of($"""<p class="n">{words["meja.paper-none"]}</p>""") : Html.Of($"""<ul class="outcomes">{Html.Each(counted, b => Batch(visit, words, unit, b))}</ul>"""))}
            """), wrong ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private Html Batch(DeskVisit visit, Wording words, Unit unit, PaperBatch batch) => Html.Of(
        $"""
        <li>{keep.Line(words, unit, batch)}<details><summary>{words["meja.paper-undo"]}</summary>
        <form method="post" action="/meja/kertas/tarik">{Own(visit, unit, batch.Id)}<p class="doing"><button>{words["meja.paper-undo-sure"]}</button></p></form></details></li>
        """);

    private Page Preview(HttpContext http, Unit unit, ImportFile file, LocalizedText text)
    {
        var (visit, words) = (DeskDoor.VisitOf(http), DeskDoor.WordsOf(http));
        return DeskFrame.Page(http, instansi.Value.Name, words["meja.paper-preview"], Html.Of(
            $"""
            <div class="head"><p class="over">{unit.Name}</p><h1>{words["meja.paper-preview"]}</h1></div>
            <p class="story">{text.In(words)}</p>
            <div class="doing"><form method="post" action="/meja/kertas/hitung">{Own(visit, unit, file.Id)}<button>{words["paper.yes"]}</button></form>
            <form method="post" action="/meja/kertas/buang">{Own(visit, unit, file.Id)}<button class="plain">{words["paper.no"]}</button></form></div>
            """));
    }

    private static Html Own(DeskVisit visit, Unit unit, long? number) => Html.Of(
        $"""
        {DeskFrame.Token(visit)}<input type="hidden" name="unit" value="{unit.Code}">{(number is { } id ? Html.Of($"""<input type="hidden" name="nomor" value="{id.ToString(CultureInfo.InvariantCulture)}">""") : Html.None)}
        """);
}
