using System.Globalization;
using Bot.Web.Pages;
using Core.Complaints;
using Core.Complaints.Accusations;
using Core.Complaints.Attachments;
using Core.Complaints.Desk;
using Core.Complaints.Handling;
using Core.Membership.Roles;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.Web.Desk;

/// <summary>One complaint at the desk: what it says, where it stands and why, and what can be done with it.</summary>
internal sealed class ComplaintView(ComplaintText text, ComplaintHistory history, StepForms forms, DeadlinePart deadline, SortPart sorting,
    LookAtComplaint look, IDbContextFactory<AppDb> databases, TimeProvider time, IOptions<InstansiOptions> instansi)
{
    public Task<IResult> Show(HttpContext http, string code) => Show(http, code, new FormState(null, null, null));

    /// <summary>The page again, with what was typed, after something that could not be done or was only tried out.</summary>
    public Task<IResult> Again(HttpContext http, string code, StepAsked asked, LocalizedText? problem, StepDone? preview) =>
        Show(http, code, new FormState(asked, problem, preview));

    /// <summary>Who else has it open, which the page's script asks every while; asking says that one still has it open.</summary>
    public async Task<IResult> WhoElse(HttpContext http, string code)
    {
        var (visit, words) = (DeskDoor.VisitOf(http), DeskDoor.WordsOf(http));
        await using var db = await databases.CreateDbContextAsync();
        if (await FindComplaint.ByCode(db, code) is not { } complaint || !StepsOpen.Sees(visit.Who, complaint)) return Results.NotFound();
        await look.Opened(visit.Who, complaint, opens: false);
        var seen = int.TryParse(http.Request.Query["versi"], out var version) ? version : complaint.Version;
        return Results.Content(Company(words, await Names(db, visit, words, complaint), seen != complaint.Version).For(http.Request),
            "text/html; charset=utf-8");
    }

    private async Task<IResult> Show(HttpContext http, string code, FormState state)
    {
        var (visit, words) = (DeskDoor.VisitOf(http), DeskDoor.WordsOf(http));
        await using var db = await databases.CreateDbContextAsync();
        var complaint = await FindComplaint.ByCode(db, code);
        var held = complaint is null ? null : await TakeBackStep.Find(db, complaint, visit.Who.Id, time.GetUtcNow());
        if (complaint is null || (!StepsOpen.Sees(visit.Who, complaint) && held is null))
            return DeskFrame.Page(http, instansi.Value.Name, words["menu.meja"],
                Html.Of($"""<h1>{words["menu.meja"]}</h1><p class="why big">{words["complaint.not-yours"]}</p>{Typed(words, state)}"""), StatusCodes.Status404NotFound);
        var title = ComplaintText.Code(complaint);
        if (!StepsOpen.Sees(visit.Who, complaint))
            return DeskFrame.Page(http, instansi.Value.Name, title, Html.Of($"{Head(words, complaint)}{Done(http, words)}{Held(visit, words, complaint, held)}"));
        await look.Opened(visit.Who, complaint, opens: true);
        return DeskFrame.Page(http, instansi.Value.Name, title, Html.Of(
            $"""
            {Head(words, complaint)}
            {Done(http, words)}{Held(visit, words, complaint, held)}
            <div id="company" data-from="/meja/k/{title}/siapa?versi={complaint.Version}" aria-live="polite">{Company(words, await Names(db, visit, words, complaint), false)}</div>
            <a class="jump" href="#langkah">{words["meja.steps"]}</a>
            <div class="case"><div class="told">{await Told(db, visit, words, complaint)}</div>
            <section class="steps" id="langkah" aria-label="{words["meja.steps"]}"><h2>{words["meja.steps"]}</h2>{(state.Asked is { } a && a.Step is "tarik" or "kirim" && state.Problem is { } p ? Html.Of($"""<p class="trouble" role="alert">{p.In(words)}</p>""") : Html.None)}{Lost(words, visit, complaint, state)}{await forms.Of(db, visit, words, complaint, state)}</section></div>
            """));
    }

    /// <summary>What was typed for a step that is not open any more is given back.</summary>
    private static Html Lost(Wording words, DeskVisit visit, Complaint complaint, FormState state) =>
        state.Asked is { } asked && !(StepsOpen.Acts.TryGetValue(asked.Step, out var act) && StepsOpen.IsOpen(visit.Who, act, complaint))
            ? Html.Of($"""<p class="trouble" role="alert">{state.Problem?.In(words)}</p>{Typed(words, state)}""") : Html.None;

    private static Html Typed(Wording words, FormState state) => state.Asked is not { Words.Length: > 0 } asked ? Html.None
        : Html.Of($"""<p>{words["meja.typed"]}</p><textarea rows="5" readonly>{asked.Words}</textarea>""");

    private Html Head(Wording words, Complaint complaint) => Html.Of(
        $"""
        <div class="head"><p class="over"><a class="up" href="/meja">{words["meja.nav.list"]}</a> <a class="next" data-word="{words["meja.next-one"]}" hidden></a></p><h1>{ComplaintText.Code(complaint)}</h1>
        <p class="state">{ComplaintText.State(words, complaint)} · {ComplaintText.Sort(words, complaint)} · {text.ShortDue(words, complaint, time.GetUtcNow())}</p></div>
        """);

    private static Html Done(HttpContext http, Wording words) => http.Request.Query["beres"].ToString() is { Length: > 0 } step
        && StepsOpen.Acts.ContainsKey(step)
            ? Html.Of($"""<p class="done" role="status">{words["meja.done", words[$"complaint.do.{step}-petugas"]]} <a href="/meja" class="up">{words["meja.to-list"]}</a></p>""")
            : Html.None;

    private Html Held(DeskVisit visit, Wording words, Complaint complaint, ComplaintEvent? held) =>
        held?.HeldUntil is not { } until ? Html.None
        : Html.Of(
            $"""
            <div class="held"><p>{words["meja.held", text.Clock(complaint, until)]}</p>{Html.Each(new[] { "tarik", "kirim" }, step => Html.Of(
                $"""<form method="post" action="/meja/k/{ComplaintText.Code(complaint)}/{step}">{DeskFrame.Token(visit)}<input type="hidden" name="versi" value="{complaint.Version}"><button class="plain">{words[$"complaint.do.{step}-petugas"]}</button></form>"""))}</div>
            """);

    private static Html Company(Wording words, IReadOnlyList<string> names, bool changed) => Html.Of(
        $"""
        {(names.Count == 0 ? Html.None : Html.Of($"""<p class="company">{words["meja.company", string.Join(", ", names)]}</p>"""))}{(changed ? Html.Of($"""<p class="trouble">{words["meja.changed-now"]}</p>""") : Html.None)}
        """);

    private async Task<IReadOnlyList<string>> Names(AppDb db, DeskVisit visit, Wording words, Complaint complaint)
    {
        var names = new List<string>();
        foreach (var id in await look.Others(db, visit.Who, complaint)) names.Add(await GiveRole.NameOf(db, id, words));
        return names;
    }

    private async Task<Html> Told(AppDb db, DeskVisit visit, Wording words, Complaint complaint)
    {
        var relation = ComplaintRights.Of(visit.Who, complaint);
        var lines = (await history.Tell(db, complaint, relation, words)).Split('\n');
        return Html.Of(
            $"""
            {await Warnings(db, words, complaint, relation)}
            <section><h2>{words["meja.story"]}</h2><p class="story">{ComplaintText.Story(complaint, relation, complaint.Story)}</p>{await Facts(db, visit, words, complaint)}</section>
            {await Files(db, words, complaint, relation)}
            {(complaint.Place is null ? Html.None : Html.Of($"""<section><h2>{words["complaint.line.where"]}</h2>{PlacePart.Of(words, complaint.Place)}</section>"""))}
            <section><h2>{words["meja.history"]}</h2><ol class="history">{Html.Each(lines.Skip(1), line => Html.Of($"<li>{line}</li>"))}</ol></section>
            <details class="why"><summary>{words["meja.deadline"]}</summary>{deadline.Of(words, complaint)}</details>
            {await Similar(db, visit, words, complaint)}
            {sorting.Of(visit, words, complaint)}
            """);
    }

    /// <summary>What those who decide should see before they decide.</summary>
    private static async Task<Html> Warnings(AppDb db, Wording words, Complaint complaint, Relation relation)
    {
        var asks = (relation & (Relation.Triage | Relation.Reviewer)) != 0 && complaint.Class != ComplaintClass.Supervisory;
        var found = asks ? await SeenAccusations.Of(db, complaint) : [];
        var lines = new List<string>();
        if (found.Count > 0) lines.Add(words["complaint.alarm", SeenAccusations.Quoted(found)]);
        if (complaint.SpamById is not null) lines.Add(words["complaint.spam-suspected"].Trim());
        if (complaint.ManyAtOnce) lines.Add(words["complaint.work-many"].Trim());
        return Html.Each(lines, line => Html.Of($"""<p class="trouble">{line}</p>"""));
    }

    private async Task<Html> Facts(AppDb db, DeskVisit visit, Wording words, Complaint complaint)
    {
        var holder = complaint.HolderId is not { } id ? words["complaint.nobody"]
            : id == visit.Who.Id ? words["complaint.holder-you"] : await GiveRole.NameOf(db, id, words);
        var relation = ComplaintRights.Of(visit.Who, complaint);
        (string Name, string? Value)[] facts =
        [
            ("meja.reporter", ComplaintText.Reporter(words, complaint, relation)),
            ("meja.contact", ComplaintText.Contact(complaint, relation)),
            ("meja.col.unit", text.Unit(words, complaint.UnitId)), ("meja.col.holder", holder),
            ("meja.filed", text.Moment(words, complaint, complaint.FiledAt)), ("complaint.line.when", complaint.Happened),
            ("meja.origin", complaint.Origin is { } origin && words.Has($"meja.origin.{origin}") ? words[$"meja.origin.{origin}"]
                : complaint.Origin),
            ("meja.category", Categories.Find(complaint.Category)?.Name(words)), ("meja.tags", string.Join(", ", complaint.TagList)),
            ("meja.national", complaint.NationalId),
        ];
        return Html.Of(
            $"""<dl class="sheet">{Html.Each(facts.Where(f => !string.IsNullOrEmpty(f.Value)), f => Html.Of($"<div><dt>{words[f.Name]}</dt><dd>{f.Value}</dd></div>"))}</dl>""");
    }

    private static async Task<Html> Files(AppDb db, Wording words, Complaint complaint, Relation relation)
    {
        var kept = await InspectorsWords.FilesFor(db, complaint, relation);
        if (kept.Count == 0) return Html.None;
        var code = ComplaintText.Code(complaint);
        return Html.Of(
            $"""
            <section><h2>{words["meja.files"]}</h2><ul class="files">{Html.Each(kept, a => File(words, code, a))}</ul></section>
            """);
    }

    private static Html File(Wording words, string code, ComplaintAttachment file)
    {
        var way = $"/meja/k/{code}/berkas/{file.Id.ToString(CultureInfo.InvariantCulture)}";
        var name = words[file.FromCitizen ? "meja.file-citizen"
            : "meja.file-office", Path.GetExtension(file.KeptAs ?? "").TrimStart('.').ToUpperInvariant()];
        return DeskFiles.IsPicture(file.KeptAs)
            ? Html.Of($"""<li><a href="{way}" target="_blank" rel="noopener"><img src="{way}" alt="{name}" loading="lazy"></a></li>""")
            : Html.Of($"""<li><a href="{way}" download>{name}</a></li>""");
    }

    private static async Task<Html> Similar(AppDb db, DeskVisit visit, Wording words, Complaint complaint)
    {
        var alike = await SimilarReports.To(db, visit.Who, complaint);
        return alike.Count == 0 ? Html.None : Html.Of(
            $"""
            <section><h2>{words["meja.similar"]}</h2><ul>{Html.Each(alike, c => Html.Of(
                $"""<li><a href="/meja/k/{ComplaintText.Code(c)}">{ComplaintText.Code(c)}</a> {ComplaintText.Title(words, c)} ({ComplaintText.State(words, c)})</li>"""))}</ul></section>
            """);
    }
}
