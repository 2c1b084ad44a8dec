using System.Globalization;
using Bot.Web.Pages;
using Core.Complaints;
using Core.Complaints.Attachments;
using Core.Complaints.Desk;
using Core.Complaints.Handling;
using Core.Complaints.National;
using Core.Membership.Roles;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.Web.Desk;

/// <summary>What is asked for at this moment and what came of asking, for the forms of a complaint's page.</summary>
/// <param name="Asked">What was typed; null for nothing yet.</param>
/// <param name="Problem">Why it was not done.</param>
/// <param name="Preview">What the citizen would read.</param>
internal sealed record FormState(StepAsked? Asked, LocalizedText? Problem, StepDone? Preview);

/// <summary>The forms of the steps that are open to somebody, the likeliest first and open.</summary>
internal sealed class StepForms(UnitCatalog units, HoldEvidence evidence, SendUp up, TimeProvider time,
    IOptions<ComplaintsOptions> options)
{
    private static readonly string[] Order = ["verifikasi", "tinjau", "selesai", "kabar", "tanya", "lanjut", "ambil", "serahkan",
        "teruskan",
        "tolak", "kembalikan", "tutup", "buka", "spam-ya", "spam-bukan", "lapor", "catatan"];

    private static readonly string[] Plain = ["ambil", "lanjut", "spam-bukan", "spam-ya"];

    public async Task<Html> Of(AppDb db, DeskVisit visit, Wording words, Complaint complaint, FormState state)
    {
        var steps = Order.Where(s => StepsOpen.IsOpen(visit.Who, StepsOpen.Acts[s], complaint)
            && (IsWorth(visit, s, complaint) || state.Asked?.Step == s)).ToList();
        if (!await up.IsWorth(db, complaint) && state.Asked?.Step != "lapor") steps.Remove("lapor");
        var relation = ComplaintRights.Of(visit.Who, complaint);
        var canned = (await Canned(db, complaint)).ConvertAll(c => (c, CannedAnswer.Fill(c.Body, complaint, relation, words)));
        var held = await evidence.Of(db, visit, complaint);
        var doubted = steps.Contains("lapor") && await SendUp.Of(db, complaint) is { State: NationalState.Unsure };
        var officers = steps.Contains("serahkan") ? await Officers(db, words, complaint) : [];
        var all = new List<Html>();
        foreach (var step in steps)
        {
            var there = new Choices(canned, officers, [.. held.Where(h => h.Step == step)], doubted);
            var open = state.Asked is { } a ? a.Step == step : step == steps[0] && !Plain.Contains(step);
            all.Add(Form(visit, words, complaint, step, state, there, open));
        }

        return Html.Each(all, h => h);
    }

    /// <summary>Taking what one holds already says nothing new, and what is over for good is not offered.</summary>
    private bool IsWorth(DeskVisit visit, string step, Complaint complaint) => step switch
    {
        "ambil" => complaint.HolderId != visit.Who.Id || complaint.State == ComplaintState.Forwarded,
        "buka" => !complaint.IsTooLateToReopen(time.GetUtcNow()),
        _ => true,
    };

    /// <summary>
    /// What there is to choose from: ready answers, officers, files that wait; and whether it may be at SP4N-LAPOR! already.
    /// </summary>
    private sealed record Choices(List<(CannedAnswer Answer, string Filled)> Canned, List<(string, string)> Officers,
        List<HeldEvidence> Held, bool Doubted);

    private Html Form(DeskVisit visit, Wording words, Complaint complaint, string step, FormState state, Choices there, bool open)
    {
        var mine = state.Asked?.Step == step ? state : new FormState(null, null, null);
        var takesOver = step == "ambil" && complaint.HolderId is not null;
        var label = words[takesOver ? "complaint.do.ambil-alih" : $"complaint.do.{step}-petugas"];
        // What leaves the house is seen before.
        var mustLookFirst = step == "lapor" && !there.Doubted && mine.Preview is not { Problem: null };
        var head = Html.Of(
            $"""
            <form method="post" action="/meja/k/{ComplaintText.Code(complaint)}/{step}" {(TakeStep.WithFiles.Contains(step) ? Html.Raw("enctype=\"multipart/form-data\"") : Html.None)}>{DeskFrame.Token(visit)}<input type="hidden" name="versi" value="{complaint.Version}">
            {Trouble(words, mine)}
            """);
        if (Plain.Contains(step) && mine.Asked is null)
            return Html.Of($"""{head}<button class="plain step" data-step="{step}">{label}</button></form>""");
        return Html.Of(
            $"""
            <details class="step" data-step="{step}" {(open ? Html.Raw("open") : Html.None)}><summary>{label}</summary>
            {head}{Fields(words, complaint, step, mine, there)}{Evidence(words, step, there.Held)}{Preview(words, mine)}
            <p class="doing">{(mine.Preview is { Problem: null } || Plain.Contains(step) ? Html.None : Html.Of($"""<button name="do" value="lihat" class="plain">{words["meja.preview"]}</button>"""))}{(mustLookFirst ? Html.None : Html.Of($"""<button name="do" value="ya">{label}</button>"""))}</p>
            </form></details>
            """);
    }

    private static Html Trouble(Wording words, FormState state) => state.Problem is not { } problem ? Html.None
        : Html.Of($"""<p class="trouble" role="alert">{problem.In(words)}</p>""");

    /// <summary>A browser brings no chosen file back with a page: what was chosen before waits here and can be left out again.</summary>
    private Html Evidence(Wording words, string step, List<HeldEvidence> held) => !TakeStep.WithFiles.Contains(step) ? Html.None : Html.Of(
        $"""
        <label>{words["meja.evidence", options.Value.AttachmentsMax, options.Value.AttachmentMaxBytes / 1_000_000]} <input type="file" name="berkas" multiple></label>
        {(held.Count == 0 ? Html.None : Html.Of($"""<fieldset class="waiting"><legend>{words["meja.evidence-held"]}</legend>{Html.Each(held, h => Waiting(words, h))}</fieldset>"""))}
        """);

    private static Html Waiting(Wording words, HeldEvidence file) => Html.Of(
        $"""<label class="tick"><input type="checkbox" name="simpan" value="{file.Id.ToString(CultureInfo.InvariantCulture)}" checked> {words["meja.evidence-one", file.Name, Math.Max(1, file.Size / 1000)]}</label>""");

    private static Html Preview(Wording words, FormState state) => state.Preview is not { Problem: null } preview ? Html.None
        : Html.Of(
            $"""
            <div class="preview" role="status"><h3>{words[preview.Told is null ? "meja.preview-none" : preview.Unread ? "meja.preview-unread" : "meja.preview-told"]}</h3>
            {(preview.Told is { } told ? Html.Of($"""<blockquote>{told.In(words)}</blockquote>""") : Html.None)}
            {(preview.Sends is { } sends ? Html.Of($"""<blockquote class="sends">{sends.In(words)}</blockquote>""") : Html.None)}</div>
            """);

    private Html Fields(Wording words, Complaint complaint, string step, FormState state, Choices there)
    {
        var asked = state.Asked;
        var takeOver = asked is not null && state.Problem is not null
            ? Html.Of($"""<label class="tick"><input type="checkbox" name="alih" value="1" {(asked.TakeOver ? Html.Raw("checked") : Html.None)}> {words["meja.take-over-yes"]}</label>""")
            : Html.Of($"""{(asked?.TakeOver == true ? Html.Raw("""<input type="hidden" name="alih" value="1">""") : Html.None)}""");
        return step switch
        {
            "verifikasi" or "tinjau" => Html.Of($"{Classes(words, asked)}{UnitsOf(words, complaint, asked, all: true)}{Sure(words, asked, state.Problem)}"),
            "teruskan" => Html.Of($"{UnitsOf(words, complaint, asked, all: false)}{Text(words, complaint, step, asked, null)}{takeOver}"),
            "tolak" => Html.Of($"{Text(words, complaint, step, asked, null)}{takeOver}"),
            "serahkan" => DeskFrame.Select("petugas", words["meja.officer"], asked?.Officer?.ToString(CultureInfo.InvariantCulture),
                there.Officers.Append(("0", words["complaint.assign-all"]))),
            "tutup" => Html.Of($"{Ends(words, asked)}{Text(words, complaint, step, asked, null)}{takeOver}"),
            "selesai" or "kabar" or "tanya" => Html.Of($"{Text(words, complaint, step, asked, there.Canned)}{takeOver}"),
            "lapor" => National(words, complaint, there.Doubted, asked),
            "ambil" or "lanjut" or "spam-ya" or "spam-bukan" => takeOver,
            _ => Text(words, complaint, step, asked, null),
        };
    }

    /// <summary>What it is about; where nobody knows whether it is there, what a person found.</summary>
    private static Html National(Wording words, Complaint complaint, bool doubted, StepAsked? asked) => !doubted
        ? Html.Of($"""<p>{words["national.what"]}</p>""")
        : Html.Of(
            $"""
            <p class="trouble">{words["national.is-there", ComplaintText.Code(complaint)]}</p>
            <label>{words["national.which-number"]} <input name="lain" value="{asked?.Other}" maxlength="30"></label>
            <label class="tick"><input type="checkbox" name="yakin" value="1"> {words["national.is-there-no"]}</label>
            """);

    /// <summary>Nobody is promised that the citizen reads what reaches no citizen.</summary>
    private static string Asks(Wording words, Complaint complaint, string step) => words[
        !complaint.ReachesCitizen && words.Has($"meja.text.{step}-unread") ? $"meja.text.{step}-unread" : $"meja.text.{step}"];

    private static Html Text(Wording words, Complaint complaint, string step, StepAsked? asked,
        IEnumerable<(CannedAnswer Answer, string Filled)>? canned)
    {
        var choices = canned?.ToList() ?? [];
        var list = choices.Count == 0 ? Html.None : Html.Of(
            $"""<label>{words["meja.canned"]} <select name="siap" class="canned"><option value="">{words["meja.canned-none"]}</option>{Html.Each(choices, c => Html.Of($"""<option value="{c.Answer.Id.ToString(CultureInfo.InvariantCulture)}" data-body="{c.Filled}">{c.Answer.Title}</option>"""))}</select></label>""");
        return Html.Of(
            $"""{list}<label>{Asks(words, complaint, step)} <textarea name="kata" rows="5" maxlength="{TakeStep.WordsMax}">{asked?.Words}</textarea></label>""");
    }

    private static Html Classes(Wording words, StepAsked? asked) => Html.Of(
        $"""
        <fieldset><legend>{words["meja.col.sort"]}</legend>{Html.Each(new[] { ComplaintClass.Ordinary, ComplaintClass.Supervisory, ComplaintClass.Aspiration, ComplaintClass.Information },
            c => Html.Of($"""<label class="tick"><input type="radio" name="jenis" value="{c.ToString()}" {(asked?.Class == c ? Html.Raw("checked") : Html.None)}> {words[$"complaint.class-button.{c}"]}</label>"""))}</fieldset>
        """);

    private static Html Sure(Wording words, StepAsked? asked, LocalizedText? problem) => problem is null && asked?.Sure != true ? Html.None
        : Html.Of($"""<label class="tick"><input type="checkbox" name="yakin" value="1" {(asked?.Sure == true ? Html.Raw("checked") : Html.None)}> {words["complaint.sure-class-stay"]}</label>""");

    private Html UnitsOf(Wording words, Complaint complaint, StepAsked? asked, bool all)
    {
        var own = complaint.UnitId is { } id ? units.Find(id)?.Code : null;
        var options = units.Active.Where(u => all || u.Id != complaint.UnitId).Select(u => (u.Code, u.Name));
        if (!all) options = options.Append(("!", words["complaint.to-inspectorate"])).Prepend(("?", words["complaint.to-triage"]));
        else if (own is null) options = options.Prepend(("", words["meja.choose"]));
        return DeskFrame.Select("unit", words["meja.col.unit"], asked?.Unit ?? (all ? own : null), options);
    }

    private static Html Ends(Wording words, StepAsked? asked) => Html.Of(
        $"""
        <fieldset><legend>{words["meja.reason"]}</legend>{Html.Each(new[] { EndReason.NotOurs, EndReason.Duplicate, EndReason.NotWanted, EndReason.Spam },
            r => Html.Of($"""<label class="tick"><input type="radio" name="alasan" value="{r.ToString()}" {(asked?.Reason == r ? Html.Raw("checked") : Html.None)}> {words[$"complaint.end-button.{r}"]}</label>"""))}</fieldset>
        {DeskFrame.Select("ke", words["meja.body"], asked?.Body, OtherBodies.All.Select(b => (b.Code, b.Way.In(words))).Prepend(("", words["complaint.end-elsewhere"])))}
        <label>{words["meja.other-code"]} <input name="lain" value="{asked?.Other}" maxlength="20" autocapitalize="characters"></label>
        """);

    private static Task<List<CannedAnswer>> Canned(AppDb db, Complaint complaint)
    {
        var unit = complaint.UnitId;
        return db.CannedAnswers.AsNoTracking().Where(a => a.UnitId == null || a.UnitId == unit)
            .OrderBy(a => a.UnitId == null).ThenBy(a => a.Title)
            .ToListAsync();
    }

    private static async Task<List<(string, string)>> Officers(AppDb db, Wording words, Complaint complaint)
    {
        var all = new List<(string, string)>();
        var officers = await GivenOfficers.To(db, complaint);
        var held = await GivenOfficers.Held(db, officers);
        foreach (var id in officers)
        {
            var name = await GiveRole.NameOf(db, id, words);
            all.Add((id.ToString(CultureInfo.InvariantCulture), words["complaint.assign-one", name, held.GetValueOrDefault(id)]));
        }

        return all;
    }
}
