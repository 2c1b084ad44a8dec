using Core.Complaints;
using Core.Complaints.Attachments;
using Core.Complaints.Desk;
using Core.Complaints.Handling;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Bot.Web.Desk;

/// <summary>
/// Takes a step that a form asks for, or shows what the citizen would read. A form that was filled in before somebody else changed the
/// complaint is refused kindly, with everything that was typed.
/// </summary>
internal sealed class TakePost(TakeStep take, TakeBackStep takeBack, WriteQueue writer, SendLater later, ComplaintView view,
    HoldEvidence evidence, IDbContextFactory<AppDb> databases, TimeProvider time)
{
    /// <summary>What never depends on what others did meanwhile.</summary>
    private static readonly string[] AnyVersion = ["tarik", "kirim", "catatan"];

    public async Task<IResult> Take(HttpContext http, string code, string step)
    {
        var (visit, form) = (DeskDoor.VisitOf(http), http.Request.Form);
        var (refused, files) = await evidence.Take(visit, code, step, FilesOf(step, form), Ticked(form), http.RequestAborted);
        var asked = AskedBy(step, form, await Canned(visit.Who, code, form["siap"])) with { Files = files };
        if (refused is { } why) return await view.Again(http, code, asked, why, null);
        if (form["do"] == "lihat") return await Rehearse(http, code, asked);
        if (!int.TryParse(form["versi"], out var version)) return DeskDoor.Closed(http, StatusCodes.Status400BadRequest);
        if (!await Sees(visit.Who, code)) return DeskDoor.Closed(http, StatusCodes.Status404NotFound);
        var done = await Take(visit, code, asked, version);
        if (done is null) return DeskDoor.Closed(http, StatusCodes.Status404NotFound);
        return done.Problem is { } problem ? await view.Again(http, code, asked, problem, null)
            : Results.Redirect($"/meja/k/{code}?beres={Uri.EscapeDataString(step)}");
    }

    /// <summary>Files of a step that is not taken wait for the next try.</summary>
    private Task<StepDone?> Take(DeskVisit visit, string code, StepAsked asked, int version) => writer.Enqueue(async write =>
    {
        if (await FindComplaint.ByCode(write.Db, code) is not { } complaint) return null;
        if (complaint.Version != version && !AnyVersion.Contains(asked.Step)) return new StepDone("meja.changed-meanwhile");
        var now = time.GetUtcNow();
        var result = await take.Take(write, later, visit.Who, complaint, asked, now);
        if (result.Problem is null) await evidence.Use(write.Db, visit, complaint, asked.Step, now);
        write.AfterCommit(() => takeBack.EraseFiles(result.Files));
        return result;
    });

    private async Task<bool> Sees(Caller who, string code)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await FindComplaint.ByCode(db, code) is { } complaint && (StepsOpen.Sees(who, complaint)
            || await TakeBackStep.Find(db, complaint, who.Id, time.GetUtcNow()) is not null);
    }

    /// <summary>A browser sends an empty field too where no file was chosen; an empty file has a name.</summary>
    private static List<SentFile> FilesOf(string step, IFormCollection form) => !TakeStep.WithFiles.Contains(step) ? []
        : [.. form.Files.Where(f => f.FileName.Length > 0)
            .Select(f => new SentFile(f.FileName.Split('/', '\\')[^1], f.Length, f.OpenReadStream))];

    /// <summary>Those of the files that wait which are still wanted.</summary>
    private static List<long> Ticked(IFormCollection form) =>
        [.. form["simpan"].Select(v => long.TryParse(v, out var id) ? id : 0).Where(id => id > 0)];

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

    /// <summary>Filled in with what stands in the report, so only for whoever reads it.</summary>
    private async Task<string?> Canned(Caller who, string code, string? canned)
    {
        if (!long.TryParse(canned, out var id)) return null;
        await using var db = await databases.CreateDbContextAsync();
        if (await FindComplaint.ByCode(db, code) is not { } complaint || !StepsOpen.Sees(who, complaint)) return null;
        var body = await db.CannedAnswers.AsNoTracking().Where(a => a.Id == id && (a.UnitId == null || a.UnitId == complaint.UnitId))
            .Select(a => a.Body).FirstOrDefaultAsync();
        return body is null ? null : CannedAnswer.Fill(body, complaint, ComplaintRights.Of(who, complaint), Wording.Of("id"));
    }
}
