using Core.Conversations;
using Core.Units;

namespace Core.Complaints;

internal sealed partial class WorkOnComplaint
{
    private const int WordsMin = 5;
    private const int WordsMax = 2000;

    private IAsyncEnumerable<Question> Step(Turn turn, Complaint complaint, string step) => step switch
    {
        "verifikasi" => Verify(turn, complaint),
        "teruskan" => PassOn(turn, complaint),
        "selesai" => Resolve(turn, complaint),
        "riwayat" => ShowHistory(turn, complaint),
        "lampiran" => ShowFiles(turn, complaint),
        "kembalikan" => Write(turn, complaint, Act.Return, (desk, words) => handle.Return(desk, complaint, words)),
        "tanya" => Write(turn, complaint, Act.Ask, (desk, words) => handle.Ask(desk, complaint, words)),
        "kabar" => Write(turn, complaint, Act.Progress, (desk, words) => handle.Progress(desk, complaint, words)),
        "ambil" => AtOnce(turn, complaint, Act.Take, desk => handle.Take(desk, complaint, turn.Who.Id)),
        "lanjut" => AtOnce(turn, complaint, Act.Resume, desk => handle.Resume(desk, complaint)),
        _ => AtOnce(turn, complaint, Act.Assign, desk => handle.Assign(desk, complaint)),
    };

    /// <summary>Triage decides: for a complaint whether it is berkadar pengawasan, and the unit it is about.</summary>
    private async IAsyncEnumerable<Question> Verify(Turn turn, Complaint complaint)
    {
        var kind = complaint.Class ?? ComplaintClass.Ordinary;
        if (complaint.Kind == ComplaintKind.Complaint)
        {
            ComplaintClass[] classes = [ComplaintClass.Ordinary, ComplaintClass.Supervisory];
            var which = Ask.Choice("class", "complaint.which-class", classes.Select(c => new Option<ComplaintClass>($"{c}", $"complaint.class-button.{c}", c)));
            yield return which;
            kind = which.Answer;
        }

        var unit = complaint.UnitId is { } id ? units.Find(id) : null;
        if (unit is not null)
        {
            var same = Ask.Confirm("same-unit", Line.Of("complaint.same-unit", unit.Name), "complaint.same-unit-yes", "complaint.same-unit-no");
            yield return same;
            if (!same.Answer) unit = null;
        }

        if (unit is null)
        {
            var other = Ask.Search("unit", "complaint.which-unit-office", units.Active.Select(u => new Option<Unit>(u.Code, Line.Literal(u.Name), u)));
            yield return other;
            unit = other.Answer;
        }

        await handle.Verify(Desk.Of(turn, ComplaintRights.Of(turn.Who, complaint)), complaint, kind, unit);
        turn.Say("complaint.done.Verify", ComplaintText.Code(complaint), text.Handler(turn.Words, complaint), text.Due(turn.Words, complaint));
    }

    private async IAsyncEnumerable<Question> PassOn(Turn turn, Complaint complaint)
    {
        Unit? unit = null;
        if (complaint.Class != ComplaintClass.Supervisory)
        {
            var others = units.Active.Where(u => u.Id != complaint.UnitId).Select(u => new Option<Unit?>(u.Code, Line.Literal(u.Name), u));
            var where = Ask.Search("to", "complaint.pass-to", others).Extra("?", "complaint.to-triage", null);
            yield return where;
            unit = where.Answer;
        }

        var reason = Ask.Text("reason", "complaint.write.PassOn", WordsMin, WordsMax);
        yield return reason;
        await handle.PassOn(Desk.Of(turn, ComplaintRights.Of(turn.Who, complaint)), complaint, unit, reason.Answer);
        turn.Say("complaint.done.PassOn", ComplaintText.Code(complaint), unit?.Name ?? turn.Words["complaint.to-triage"]);
    }

    private async IAsyncEnumerable<Question> Resolve(Turn turn, Complaint complaint)
    {
        var report = Ask.Text("report", "complaint.write.Resolve", WordsMin, WordsMax);
        yield return report;
        var evidence = Ask.Files("evidence", Line.Of("complaint.evidence", options.Value.AttachmentsMax), options.Value.AttachmentsMax,
            new FileRules(KeptFile.Kinds, options.Value.AttachmentMaxBytes));
        yield return evidence;
        await handle.Resolve(Desk.Of(turn, ComplaintRights.Of(turn.Who, complaint)), complaint, report.Answer);
        fetch.Await(turn, complaint, evidence.Answer, fromCitizen: false);
        turn.Say("complaint.done.Resolve", ComplaintText.Code(complaint), text.Due(turn.Words, complaint));
    }

    private async IAsyncEnumerable<Question> Write(Turn turn, Complaint complaint, Act act, Func<Desk, string, ValueTask> change)
    {
        var words = Ask.Text("words", $"complaint.write-office.{act}", WordsMin, WordsMax);
        yield return words;
        await change(Desk.Of(turn, ComplaintRights.Of(turn.Who, complaint)), words.Answer);
        turn.Say($"complaint.done.{act}", ComplaintText.Code(complaint), text.Due(turn.Words, complaint)).Row(Open(turn, complaint));
    }

    private async IAsyncEnumerable<Question> AtOnce(Turn turn, Complaint complaint, Act act, Func<Desk, ValueTask> change)
    {
        await change(Desk.Of(turn, ComplaintRights.Of(turn.Who, complaint)));
        if (act == Act.Assign) turn.Say("complaint.done.Assign", ComplaintText.Code(complaint));
        else await Show(turn, complaint);
        yield break;
    }

    private async IAsyncEnumerable<Question> ShowHistory(Turn turn, Complaint complaint)
    {
        turn.Say(Line.Literal(ComplaintText.Code(complaint) + " · " + await history.Tell(db, complaint, ComplaintRights.Of(turn.Who, complaint), turn.Words))).Row(Open(turn, complaint));
        yield break;
    }

    private async IAsyncEnumerable<Question> ShowFiles(Turn turn, Complaint complaint)
    {
        var files = await history.Files(db, complaint, ComplaintRights.Of(turn.Who, complaint));
        if (files.Count == 0) turn.Say("complaint.no-kept-files");
        foreach (var file in files) turn.Say("complaint.file", ComplaintText.Code(complaint)).With(file);
        yield break;
    }
}
