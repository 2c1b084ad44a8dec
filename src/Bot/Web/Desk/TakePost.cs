using Core.Complaints;
using Core.Complaints.Desk;
using Core.Complaints.Handling;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Bot.Web.Desk;

/// <summary>
/// Takes a step that a form asks for, or shows what the citizen would read. A form that was filled in before somebody else changed the
/// complaint is refused kindly, with everything that was typed.
/// </summary>
internal sealed class TakePost(TakeStep take, TakeBackStep takeBack, WriteQueue writer, SendLater later, ComplaintView view,
    IDbContextFactory<AppDb> databases, TimeProvider time)
{
    /// <summary>What never depends on what others did meanwhile.</summary>
    private static readonly string[] AnyVersion = ["tarik", "kirim", "catatan"];

    public async Task<IResult> Take(HttpContext http, string code, string step)
    {
        var (who, form) = (DeskDoor.VisitOf(http).Who, http.Request.Form);
        var asked = AskedBy(step, form, await Canned(code, form["siap"]));
        if (form["do"] == "lihat") return await Rehearse(http, code, asked);
        if (!int.TryParse(form["versi"], out var version)) return DeskDoor.Closed(http, StatusCodes.Status400BadRequest);
        var done = await writer.Enqueue(async write =>
        {
            if (await FindComplaint.ByCode(write.Db, code) is not { } complaint) return null;
            if (complaint.Version != version && !AnyVersion.Contains(step)) return new StepDone("meja.changed-meanwhile");
            var result = await take.Take(write, later, who, complaint, asked, time.GetUtcNow());
            write.AfterCommit(() => takeBack.EraseFiles(result.Files));
            return result;
        });
        if (done is null) return DeskDoor.Closed(http, StatusCodes.Status404NotFound);
        return done.Problem is { } problem ? await view.Again(http, code, asked, problem, null)
            : Results.Redirect($"/meja/k/{code}?beres={Uri.EscapeDataString(step)}");
    }

    /// <summary>What a form asks for; a canned answer stands in where nothing was typed.</summary>
    internal static StepAsked AskedBy(string step, IFormCollection form, string? canned) => new(step)
    {
        Words = string.IsNullOrWhiteSpace(form["kata"]) ? canned ?? "" : form["kata"].ToString().ReplaceLineEndings("\n"),
        Class = Named.Of<ComplaintClass>(form["jenis"]),
        Sure = form["yakin"] == "1",
        Unit = form["unit"].ToString() is { Length: > 0 } unit ? unit : null,
        Officer = long.TryParse(form["petugas"], out var officer) ? officer : null,
        Reason = Named.Of<EndReason>(form["alasan"]),
        Body = form["ke"].ToString() is { Length: > 0 } body ? body : null,
        Other = form["lain"].ToString() is { Length: > 0 } other ? other : null,
        TakeOver = form["alih"] == "1",
    };

    private async Task<IResult> Rehearse(HttpContext http, string code, StepAsked asked)
    {
        await using var db = await databases.CreateDbContextAsync();
        if (await FindComplaint.ByCode(db, code) is not { } complaint) return DeskDoor.Closed(http, StatusCodes.Status404NotFound);
        var result = await take.Rehearse(db, DeskDoor.VisitOf(http).Who, complaint, asked, time.GetUtcNow());
        return await view.Again(http, code, asked, result.Problem, result);
    }

    private async Task<string?> Canned(string code, string? canned)
    {
        if (!long.TryParse(canned, out var id)) return null;
        await using var db = await databases.CreateDbContextAsync();
        if (await FindComplaint.ByCode(db, code) is not { } complaint) return null;
        var body = await db.CannedAnswers.AsNoTracking().Where(a => a.Id == id && (a.UnitId == null || a.UnitId == complaint.UnitId))
            .Select(a => a.Body).FirstOrDefaultAsync();
        return body is null ? null : CannedAnswer.Fill(body, ComplaintText.Code(complaint), complaint.ComplainantName,
            ComplaintText.FollowUp(complaint).In(Wording.Of("id")));
    }
}
