using System.Globalization;
using Bot.Web.Pages;
using Core.Complaints;
using Core.Complaints.Desk;
using Core.Complaints.Handling;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.Web.Desk;

/// <summary>
/// One step for many: first what each citizen would read, or why it cannot be done, then each by itself, so that what somebody changed
/// meanwhile is left alone and the rest is done.
/// </summary>
internal sealed class BulkPage(TakeStep take, WriteQueue writer, SendLater later, IDbContextFactory<AppDb> databases, TimeProvider time,
    IOptions<InstansiOptions> instansi)
{
    private const int Most = DeskQuery.PageSize;

    /// <summary>What can be done to many at once.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["selesai", "kabar", "serahkan", "teruskan", "tutup"];

    public async Task<IResult> Take(HttpContext http)
    {
        var (visit, form) = (DeskDoor.VisitOf(http), http.Request.Form);
        var codes = form["k"].OfType<string>().Distinct().Take(Most).ToList();
        var step = form["aksi"].ToString();
        if (codes.Count == 0 || !Steps.Contains(step)) return Results.Redirect("/meja");
        var outcomes = new List<Outcome>();
        foreach (var code in codes)
            outcomes.Add(form["do"] == "ya" ? await Do(visit, form, step, code) : await Rehearse(visit, form, step, code));
        return form["do"] == "ya" ? Done(http, form, outcomes) : Ask(http, form, step, outcomes);
    }

    /// <summary>A copy of one report is not its own duplicate: that one stays as it is.</summary>
    private static StepAsked AskedBy(Caller who, string step, IFormCollection form, Complaint complaint, string? canned)
    {
        var asked = TakePost.AskedBy(step, form, canned is null ? null : CannedAnswer.Fill(canned, complaint,
            ComplaintRights.Of(who, complaint), Wording.Of("id")));
        return step == "tutup" ? asked with { Reason = EndReason.Duplicate } : asked;
    }

    private async Task<Outcome> Rehearse(DeskVisit visit, IFormCollection form, string step, string code)
    {
        await using var db = await databases.CreateDbContextAsync();
        if (await FindComplaint.ByCode(db, code) is not { } complaint || !StepsOpen.Sees(visit.Who, complaint))
            return new Outcome(code, 0, new StepDone("complaint.not-yours"));
        var (version, canned) = (complaint.Version, await Canned(db, form, complaint));
        var done = await take.Rehearse(db, visit.Who, complaint, AskedBy(visit.Who, step, form, complaint, canned), time.GetUtcNow());
        return new Outcome(code, version, done);
    }

    private Task<Outcome> Do(DeskVisit visit, IFormCollection form, string step, string code) => writer.Enqueue(async write =>
    {
        if (await FindComplaint.ByCode(write.Db, code) is not { } complaint || !StepsOpen.Sees(visit.Who, complaint))
            return new Outcome(code, 0, new StepDone("complaint.not-yours"));
        if (form[$"v:{code}"] != complaint.Version.ToString(CultureInfo.InvariantCulture))
            return new Outcome(code, 0, new StepDone("meja.changed-bulk"));
        var canned = await Canned(write.Db, form, complaint);
        return new Outcome(code, 0,
            await take.Take(write, later, visit.Who, complaint, AskedBy(visit.Who, step, form, complaint, canned), time.GetUtcNow()));
    });

    private static async Task<string?> Canned(AppDb db, IFormCollection form, Complaint complaint)
    {
        var unit = complaint.UnitId;
        return long.TryParse(form["siap"], out var id)
            ? await db.CannedAnswers.AsNoTracking().Where(a => a.Id == id && (a.UnitId == null || a.UnitId == unit)).Select(a => a.Body)
                .FirstOrDefaultAsync() : null;
    }

    private Page Ask(HttpContext http, IFormCollection form, string step, List<Outcome> outcomes)
    {
        var (visit, words) = (DeskDoor.VisitOf(http), DeskDoor.WordsOf(http));
        var able = outcomes.Where(o => o.Done.Problem is null).ToList();
        var kept = new[] { "aksi", "kata", "siap", "petugas", "unit", "lain", "alih" };
        return DeskFrame.Page(http, instansi.Value.Name, words["meja.bulk"], Html.Of(
            $"""
            <div class="head"><h1>{words["meja.bulk-ask", words[$"complaint.do.{step}-petugas"], able.Count]}</h1></div>
            <form method="post" action="/meja/borongan">{DeskFrame.Token(visit)}
            {Html.Each(kept, name => Html.Of($"""<input type="hidden" name="{name}" value="{form[name]}">"""))}
            {Html.Each(able, o => Html.Of($"""<input type="hidden" name="k" value="{o.Code}"><input type="hidden" name="v:{o.Code}" value="{o.Version}">"""))}
            {List(words, outcomes)}{(able.Count == 0 ? Typed(words, form, outcomes) : Html.None)}
            <p class="doing"><a class="button" href="/meja">{words["meja.bulk-not"]}</a>{(able.Count == 0 ? Html.None : Html.Of($"""<button name="do" value="ya" autofocus>{words["meja.bulk-yes", able.Count]}</button>"""))}</p></form>
            """));
    }

    private Page Done(HttpContext http, IFormCollection form, List<Outcome> outcomes)
    {
        var words = DeskDoor.WordsOf(http);
        return DeskFrame.Page(http, instansi.Value.Name, words["meja.bulk"], Html.Of(
            $"""
            <div class="head"><h1>{words["meja.bulk-done", outcomes.Count(o => o.Done.Problem is null), outcomes.Count]}</h1></div>
            {List(words, outcomes)}{Typed(words, form, outcomes)}<p><a class="up" href="/meja">{words["meja.to-list"]}</a></p>
            """));
    }

    private static Html List(Wording words, List<Outcome> outcomes) => Html.Of(
        $"""
        <ul class="outcomes">{Html.Each(outcomes, o => Html.Of($"""<li class="{(o.Done.Problem is null ? "" : "not")}"><b><a href="/meja/k/{o.Code}">{o.Code}</a></b> {Told(words, o.Done)}</li>"""))}</ul>
        """);

    /// <summary>What was typed is given back where it was not used for all.</summary>
    private static Html Typed(Wording words, IFormCollection form, List<Outcome> outcomes) =>
        form["kata"].ToString() is { Length: > 0 } typed && outcomes.Exists(o => o.Done.Problem is not null)
            ? Html.Of($"""<p>{words["meja.typed"]}</p><textarea rows="5" readonly>{typed}</textarea>""") : Html.None;

    private static string Told(Wording words, StepDone done) =>
        done.TakesOver ? words["meja.take-over-bulk"]
        : done is { Problem: null, Unread: true, Told: { } untold } ? $"{words["meja.preview-unread"]} {untold.In(words)}"
        : (done.Problem ?? done.Told)?.In(words) ?? words["meja.preview-none"];

    private sealed record Outcome(string Code, int Version, StepDone Done);
}
