using Bot.Web.Pages;
using Core.Complaints;
using Core.Complaints.Desk;
using Core.Complaints.Handling;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.Web.Desk;

/// <summary>Writes down what somebody says at the counter, by telephone or in a letter, and prints the receipt with its code.</summary>
internal sealed class ReceivePage(TakeIn take, ReopenByCode reopens, ComplaintText text, UnitCatalog units, WriteQueue writer,
    DeskAddress address, IDbContextFactory<AppDb> databases, TimeProvider time, IOptions<InstansiOptions> instansi,
    IOptions<ComplaintsOptions> options)
{
    private const int NameMax = 60;

    public IResult Ask(HttpContext http) => ComplaintRights.TakesIn(DeskDoor.VisitOf(http).Who) ? Form(http, null, null)
        : DeskDoor.Closed(http, StatusCodes.Status403Forbidden);

    public async Task<IResult> Take(HttpContext http)
    {
        var (who, form) = (DeskDoor.VisitOf(http).Who, http.Request.Form);
        if (!ComplaintRights.TakesIn(who)) return DeskDoor.Closed(http, StatusCodes.Status403Forbidden);
        if (Problem(form) is { } problem) return Form(http, form, problem);
        var taken = Read(form);
        var code = await writer.Enqueue(write => take.File(write, who, taken, time.GetUtcNow()));
        return Results.Redirect($"/meja/terima/{code}");
    }

    /// <summary>
    /// Somebody comes back with the code on paper: it is opened again for them. Whatever stands in the way is said in one sentence, so
    /// that nobody finds out by codes what others handle.
    /// </summary>
    public async Task<IResult> Again(HttpContext http)
    {
        var (visit, form) = (DeskDoor.VisitOf(http), http.Request.Form);
        if (!ComplaintRights.TakesIn(visit.Who)) return DeskDoor.Closed(http, StatusCodes.Status403Forbidden);
        var said = form["kata"].ToString().Trim().ReplaceLineEndings("\n");
        if (said.Length < TakeStep.WordsMin) return Form(http, form, "meja.write-something", again: true);
        if (said.Length > TakeStep.WordsMax) return Form(http, form, LocalizedText.Of("meja.too-long", TakeStep.WordsMax), again: true);
        var opened = await writer.Enqueue(write => reopens.Do(write, visit.Who, form["kode"].ToString(), said, time.GetUtcNow()));
        if (opened is null) return Form(http, form, "meja.again-no", again: true);
        return Form(http, null, LocalizedText.Of("meja.again-done", ComplaintText.Code(opened), ComplaintText.Due(opened)), again: true);
    }

    /// <summary>The receipt, for whoever wrote it down.</summary>
    public async Task<IResult> Receipt(HttpContext http, string code)
    {
        var (visit, words) = (DeskDoor.VisitOf(http), DeskDoor.WordsOf(http));
        await using var db = await databases.CreateDbContextAsync();
        if (await FindComplaint.ByCode(db, code) is not { } complaint || complaint.TakenInById != visit.Who.Id)
            return DeskDoor.Closed(http, StatusCodes.Status404NotFound);
        var shown = ComplaintText.Code(complaint);
        var link = $"{address.Url.TrimEnd('/')}/cek/{shown}";
        return DeskFrame.Page(http, instansi.Value.Name, shown, Html.Of(
            $"""
            <article class="receipt"><p class="over">{instansi.Value.Name}</p><h1>{words["meja.receipt"]}</h1>
            <p class="bigcode">{shown}</p>{Poster.Code(link, words, "meja.receipt-code")}<p>{words["meja.receipt-how", link, options.Value.ReopenDays]}</p>
            <p>{words["meja.receipt-filed", text.Moment(words, complaint, complaint.FiledAt), text.Due(words, complaint)]}</p></article>
            <p class="n">{words["meja.receipt-print"]}</p>
            """));
    }

    private static string? Text(IFormCollection form, string name, int max) =>
        form[name].ToString().Trim() is { Length: > 0 } typed ? Characters.Head(typed, max) : null;

    private LocalizedText? Problem(IFormCollection form)
    {
        var story = form["cerita"].ToString().Trim();
        if (story.Length < options.Value.StoryMin || story.Length > options.Value.StoryMax)
            return LocalizedText.Of("meja.story-length", options.Value.StoryMin, options.Value.StoryMax);
        if (!Origins.TakenIn.Contains(form["asal"].ToString())) return "meja.which-origin";
        if (form["setuju"] != "1") return "meja.read-notice";
        return null;
    }

    private TakenIn Read(IFormCollection form) => new(
        Named.Of<ComplaintKind>(form["macam"]) ?? ComplaintKind.Complaint,
        form["cerita"].ToString().Trim().ReplaceLineEndings("\n"), form["asal"].ToString())
    {
        Unit = units.Find(form["unit"]) is { Active: true } unit ? unit : null,
        Place = Text(form, "tempat", 200),
        Happened = Text(form, "kapan", 100),
        Name = Text(form, "nama", NameMax),
        Contact = Text(form, "hubungi", 120),
        Secret = form["rahasia"] == "1",
    };

    /// <param name="http">The request.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="says">What is wrong with it; without a form, what was done.</param>
    /// <param name="again">Whether it is about somebody who comes back.</param>
    private Page Form(HttpContext http, IFormCollection? form, LocalizedText? says, bool again = false)
    {
        var (visit, words) = (DeskDoor.VisitOf(http), DeskDoor.WordsOf(http));
        string Typed(string name) => again ? "" : form?[name].ToString() ?? "";
        Html Ticked(string name) => Typed(name) == "1" ? Html.Raw("checked") : Html.None;
        var told = says is not { } text ? Html.None : form is null ? Html.Of($"""<p class="done" role="status">{text.In(words)}</p>""")
            : Html.Of($"""<p class="trouble" role="alert">{text.In(words)}</p>""");
        return DeskFrame.Page(http, instansi.Value.Name, words["meja.nav.take-in"], Html.Of(
            $"""
            <div class="head"><h1>{words["meja.nav.take-in"]}</h1></div><p class="lead">{words["meja.take-in-lead"]}</p>
            {(again ? Html.None : told)}
            <form class="sheet-form" method="post" action="/meja/terima">{DeskFrame.Token(visit)}
            {DeskFrame.Select("asal", words["meja.origin"], Typed("asal"), Origins.TakenIn.Select(o => (o, words[$"meja.origin.{o}"])))}
            {DeskFrame.Select("macam", words["meja.col.sort"], Typed("macam"), Enum.GetValues<ComplaintKind>().Select(k => ($"{k}", words[$"complaint.kind.{k}"])))}
            {DeskFrame.Select("unit", words["meja.col.unit"], Typed("unit"), units.Active.Select(u => (u.Code, u.Name)).Prepend(("", words["complaint.unit-to-find"])))}
            <label class="wide">{words["meja.story"]} <textarea name="cerita" rows="7" required maxlength="{options.Value.StoryMax}">{Typed("cerita")}</textarea></label>
            <label>{words["complaint.line.when"]} <input name="kapan" maxlength="100" value="{Typed("kapan")}"></label>
            <label>{words["complaint.line.where"]} <input name="tempat" maxlength="200" value="{Typed("tempat")}"></label>
            <label>{words["meja.name-or-none"]} <input name="nama" maxlength="{NameMax}" value="{Typed("nama")}"></label>
            <label>{words["meja.contact"]} <input name="hubungi" maxlength="120" value="{Typed("hubungi")}"></label>
            <label class="tick wide"><input type="checkbox" name="rahasia" value="1" {Ticked("rahasia")}> {words["complaint.is-secret"]}</label>
            <label class="tick wide"><input type="checkbox" name="setuju" value="1" {Ticked("setuju")}> {words["meja.notice-read"]}</label>
            <p class="doing wide"><button>{words["meja.file"]}</button></p></form>
            <section id="lagi"><h2>{words["meja.again"]}</h2><p class="lead">{words["meja.again-lead"]}</p>{(again ? told : Html.None)}
            <form class="sheet-form" method="post" action="/meja/terima/lagi#lagi">{DeskFrame.Token(visit)}
            <label>{words["meja.again-code"]} <input name="kode" required maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false" value="{(again ? form?["kode"].ToString() : "")}"></label>
            <label class="wide">{words["meja.text.buka"]} <textarea name="kata" rows="4" required maxlength="{TakeStep.WordsMax}">{(again ? form?["kata"].ToString() : "")}</textarea></label>
            <p class="doing wide"><button>{words["complaint.do.buka-petugas"]}</button></p></form></section>
            """), again && form is not null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
