using Core.Complaints.Attachments;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Texts;
using Core.Units;

namespace Core.Complaints.Handling;

internal sealed partial class WorkOnComplaint
{
    private const int WordsMin = 5;
    private const int WordsMax = 2000;

    private IAsyncEnumerable<Question> Step(DialogContext context, Complaint complaint, string step) => step switch
    {
        "verifikasi" => Verify(context, complaint),
        "teruskan" => PassOn(context, complaint),
        "selesai" => Resolve(context, complaint),
        "riwayat" => ShowHistory(context, complaint),
        "lampiran" => ShowFiles(context, complaint),
        "kembalikan" => Write(context, complaint, Act.Return, (journal, words) => handle.Return(journal, complaint, words)),
        "tanya" => Write(context, complaint, Act.Ask, (journal, words) => handle.Ask(journal, complaint, words)),
        "kabar" => Write(context, complaint, Act.Progress, (journal, words) => handle.Progress(journal, complaint, words)),
        "ambil" => AtOnce(context, complaint, Act.Take, journal => handle.Take(journal, complaint, context.Who.Id)),
        "lanjut" => AtOnce(context, complaint, Act.Resume, journal => handle.Resume(journal, complaint)),
        _ => AtOnce(context, complaint, Act.Assign, journal => handle.Assign(journal, complaint)),
    };

    /// <summary>Triage decides: for a complaint whether it is berkadar pengawasan, and the unit it is about.</summary>
    private async IAsyncEnumerable<Question> Verify(DialogContext context, Complaint complaint)
    {
        var kind = complaint.Class ?? ComplaintClass.Ordinary;
        if (complaint.Kind == ComplaintKind.Complaint)
        {
            ComplaintClass[] classes = [ComplaintClass.Ordinary, ComplaintClass.Supervisory];
            var which = Ask.Choice("class", "complaint.which-class",
                classes.Select(c => new Option<ComplaintClass>($"{c}", $"complaint.class-button.{c}", c)));
            yield return which;
            kind = which.Answer;
        }

        var unit = complaint.UnitId is { } id ? units.Find(id) : null;
        if (unit is not null)
        {
            var same = Ask.Confirm("same-unit", LocalizedText.Of("complaint.same-unit", unit.Name), "complaint.same-unit-yes",
                "complaint.same-unit-no");
            yield return same;
            if (!same.Answer) unit = null;
        }

        if (unit is null)
        {
            var other = Ask.Search("unit", "complaint.which-unit-office", units.Active.Where(u => !context.Who.WorksIn(u.Id))
                .Select(u => new Option<Unit>(u.Code, LocalizedText.Literal(u.Name), u)));
            yield return other;
            unit = other.Answer;
        }

        await handle.Verify(ComplaintJournal.Of(context, ComplaintRights.Of(context.Who, complaint)), complaint, kind, unit);
        context.Say("complaint.done.Verify", ComplaintText.Code(complaint), text.Handler(context.Words, complaint),
            text.Due(context.Words, complaint));
    }

    private async IAsyncEnumerable<Question> PassOn(DialogContext context, Complaint complaint)
    {
        Unit? unit = null;
        if (complaint.Class != ComplaintClass.Supervisory)
        {
            var others = units.Active.Where(u => u.Id != complaint.UnitId)
                .Select(u => new Option<Unit?>(u.Code, LocalizedText.Literal(u.Name), u));
            var where = Ask.Search("to", "complaint.pass-to", others).Extra("?", "complaint.to-triage", null);
            yield return where;
            unit = where.Answer;
        }

        var reason = Ask.Text("reason", "complaint.write.PassOn", WordsMin, WordsMax);
        yield return reason;
        await handle.PassOn(ComplaintJournal.Of(context, ComplaintRights.Of(context.Who, complaint)), complaint, unit, reason.Answer);
        context.Say("complaint.done.PassOn", ComplaintText.Code(complaint), unit?.Name ?? context.Words["complaint.to-triage"]);
    }

    private async IAsyncEnumerable<Question> Resolve(DialogContext context, Complaint complaint)
    {
        var report = Ask.Text("report", "complaint.write.Resolve", WordsMin, WordsMax);
        yield return report;
        var evidence = Ask.Files("evidence", LocalizedText.Of("complaint.evidence", options.Value.AttachmentsMax),
            options.Value.AttachmentsMax,
            new FileRules(KeptFile.Kinds, options.Value.AttachmentMaxBytes));
        yield return evidence;
        await handle.Resolve(ComplaintJournal.Of(context, ComplaintRights.Of(context.Who, complaint)), complaint, report.Answer);
        fetch.Await(context, complaint, evidence.Answer, fromCitizen: false);
        context.Say("complaint.done.Resolve", ComplaintText.Code(complaint), text.Due(context.Words, complaint));
    }

    private async IAsyncEnumerable<Question> Write(DialogContext context, Complaint complaint, Act act,
        Func<ComplaintJournal, string, ValueTask> change)
    {
        var words = Ask.Text("words", $"complaint.write-office.{act}", WordsMin, WordsMax);
        yield return words;
        await change(ComplaintJournal.Of(context, ComplaintRights.Of(context.Who, complaint)), words.Answer);
        context.Say($"complaint.done.{act}", ComplaintText.Code(complaint), text.Due(context.Words, complaint))
            .Row(Open(context, complaint));
    }

    private async IAsyncEnumerable<Question> AtOnce(DialogContext context, Complaint complaint, Act act,
        Func<ComplaintJournal, ValueTask> change)
    {
        await change(ComplaintJournal.Of(context, ComplaintRights.Of(context.Who, complaint)));
        if (act == Act.Assign) context.Say("complaint.done.Assign", ComplaintText.Code(complaint));
        else await Show(context, complaint);
        yield break;
    }

    private async IAsyncEnumerable<Question> ShowHistory(DialogContext context, Complaint complaint)
    {
        context.Say(LocalizedText.Literal(ComplaintText.Code(complaint) + " · "
            + await history.Tell(db, complaint, ComplaintRights.Of(context.Who, complaint), context.Words))).Row(Open(context, complaint));
        yield break;
    }

    private async IAsyncEnumerable<Question> ShowFiles(DialogContext context, Complaint complaint)
    {
        var files = await history.Files(db, complaint, ComplaintRights.Of(context.Who, complaint));
        if (files.Count == 0) context.Say("complaint.no-kept-files");
        foreach (var file in files) context.Say("complaint.file", ComplaintText.Code(complaint)).With(file);
        yield break;
    }
}
