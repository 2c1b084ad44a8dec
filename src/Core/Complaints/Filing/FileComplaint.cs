using Core.Complaints.Attachments;
using Core.Complaints.Tracking;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Filing;

/// <summary>A citizen complains, proposes or asks: consent, what, about whom, the story, and a summary before it is sent.</summary>
internal sealed class FileComplaint(
    AppDb db, UnitCatalog units, KeepComplaint keep, SimilarComplaint similar, IOptions<ComplaintsOptions> options) : Dialog
{
    /// <summary>The fact that the citizen wants another unit than the link's.</summary>
    private const string OwnUnit = "own-unit";

    private readonly ComplaintsOptions _options = options.Value;

    /// <inheritdoc/>
    public override string Name => "file-complaint";

    /// <inheritdoc/>
    public override string? Command => "/adukan";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string>? Opens(string payload)
    {
        if (!payload.StartsWith("adu_", StringComparison.OrdinalIgnoreCase)) return null;
        return units.Find(payload[4..]) is { Active: true } unit ? new Dictionary<string, string> { ["unit"] = unit.Code }
            : new Dictionary<string, string>();
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var sheet = new ComplaintSheet();
        context.Doing("complaint.unfinished");
        var consent = Ask.Confirm("consent", LocalizedText.Of("complaint.consent", _options.KeepYears), "complaint.consent-yes",
            "complaint.consent-no").WithoutWayOut();
        yield return consent;
        if (!consent.Answer)
        {
            context.Say("complaint.no-consent");
            yield break;
        }

        var kind = Ask.Choice("kind", "complaint.which-kind", Enum.GetValues<ComplaintKind>()
            .Select(k => new Option<ComplaintKind>($"{k}", $"complaint.kind-button.{k}", k)));
        yield return kind;
        sheet.Kind = kind.Answer;
        await foreach (var question in AskAbout(context, sheet)) yield return question;
        if (sheet.JoinTo is { } existing)
        {
            await keep.Join(context, existing, sheet);
            yield break;
        }

        await foreach (var question in AskDetails(context, sheet)) yield return question;
        await foreach (var question in AskPrivacy(context, sheet)) yield return question;
        var send = Ask.Choice("send", LocalizedText.Literal(keep.Summary(context.Words, sheet)),
            [new("send", "complaint.send", "send"), new("change", "complaint.change", "change"),
                new Option<string>("drop", "complaint.drop", "drop")]).WithoutWayOut();
        yield return send;
        if (send.Answer == "change")
        {
            await foreach (var question in AskChange(context, sheet)) yield return question;
        }
        else if (send.Answer == "drop") context.Say("complaint.dropped");
        else await keep.File(context, sheet);
    }

    private async IAsyncEnumerable<Question> AskAbout(DialogContext context, ComplaintSheet sheet)
    {
        var linked = context.Dialog.Facts.ContainsKey(OwnUnit) ? null : units.Find(context.Arg("unit") ?? context.Arg("text"));
        sheet.Unit = linked is { Active: true } ? linked : null;
        if (sheet.Unit is null)
        {
            var unit = Ask.Search<Unit?>("unit", "complaint.which-unit",
                units.Active.Select(u => new Option<Unit?>(u.Code, LocalizedText.Literal(u.Name), u)))
                .Extra("?", "complaint.unit-unknown", null);
            yield return unit;
            sheet.Unit = unit.Answer;
        }

        var about = sheet.Unit?.Name ?? context.Words["complaint.unit-open"];
        var story = Ask.Story("story", LocalizedText.Of($"complaint.story.{sheet.Kind}", about), _options.StoryMin, _options.StoryMax);
        yield return story;
        sheet.Story = story.Answer;
        if (PersonalDetails.AskToMask(context.Words, sheet.Story) is { } mask)
        {
            yield return mask;
            if (mask.Answer) sheet.Story = PersonalDetails.MaskIn(sheet.Story);
        }

        if (await context.Remember(similar.KeyOf(sheet), () => similar.Find(db, context.Who.Id, sheet)) is { } code)
        {
            var join = Ask.Confirm("join", LocalizedText.Of("complaint.similar", TrackingCode.Show(code)), "complaint.join",
                "complaint.new-one");
            yield return join;
            if (join.Answer) sheet.JoinTo = code;
        }
    }

    private async IAsyncEnumerable<Question> AskDetails(DialogContext context, ComplaintSheet sheet)
    {
        await ValueTask.CompletedTask;
        if (sheet.Kind == ComplaintKind.Information) yield break;
        if (sheet.Kind == ComplaintKind.Complaint)
        {
            var when = Ask.Text("when", "complaint.when", 1, 100).Optional("complaint.not-sure");
            yield return when;
            sheet.Happened = when.Answer;
        }

        var where = Ask.Place("where", sheet.Kind == ComplaintKind.Complaint ? "complaint.where" : "complaint.where-meant")
            .Optional("complaint.not-sure");
        yield return where;
        sheet.Place = where.Answer.Point is { } p ? FormattableString.Invariant($"{p.Latitude:0.00000}, {p.Longitude:0.00000}")
            : where.Answer.Words;
        if (_options.AttachmentsMax == 0) yield break;
        var files = Ask.Files("files",
            LocalizedText.Of("complaint.files", _options.AttachmentsMax, _options.AttachmentMaxBytes / 1_000_000), _options.AttachmentsMax,
            new FileRules(KeptFile.Kinds, _options.AttachmentMaxBytes));
        yield return files;
        sheet.Files = files.Answer;
    }

    private static async IAsyncEnumerable<Question> AskPrivacy(DialogContext context, ComplaintSheet sheet)
    {
        await ValueTask.CompletedTask;
        var anonymous = Ask.Confirm("anonymous", "complaint.anonymous", "complaint.hide-name", "complaint.give-name");
        yield return anonymous;
        if (!anonymous.Answer)
        {
            var name = Ask.Text("name", "complaint.name", 3, 100);
            yield return name;
            sheet.Name = name.Answer;
        }

        var secret = Ask.Confirm("secret", "complaint.secret", "complaint.keep-secret", "complaint.no-secret");
        yield return secret;
        sheet.Secret = secret.Answer;
    }

    private static async IAsyncEnumerable<Question> AskChange(DialogContext context, ComplaintSheet sheet)
    {
        var lines = sheet.Lines();
        var change = Ask.Choice("change", "complaint.which-line", lines.Select(l => new Option<string>(l, $"complaint.line.{l}", l)))
            .PerRow(2).WithoutWayOut();
        yield return change;
        if (change.Answer == "unit") await context.Remember(OwnUnit, () => ValueTask.FromResult<string?>("yes"));
        context.AskAgain([.. ComplaintSheet.KeysOf(change.Answer), "send", "change"]);
    }
}

/// <summary>A complaint being filled in.</summary>
internal sealed class ComplaintSheet
{
    public ComplaintKind Kind { get; set; }

    public Unit? Unit { get; set; }

    public string Story { get; set; } = "";

    public string Happened { get; set; } = "";

    public string Place { get; set; } = "";

    public IReadOnlyList<InboundFile> Files { get; set; } = [];

    public string? Name { get; set; }

    public bool Secret { get; set; }

    /// <summary>The code of an own complaint to which this is added instead.</summary>
    public string? JoinTo { get; set; }

    /// <summary>The lines of the summary, by name.</summary>
    public IReadOnlyList<string> Lines() => Kind switch
    {
        ComplaintKind.Complaint => ["unit", "story", "when", "where", "files", "name", "secret"],
        ComplaintKind.Aspiration => ["unit", "story", "where", "files", "name", "secret"],
        _ => ["unit", "story", "name", "secret"],
    };

    /// <summary>The questions behind a line.</summary>
    public static string[] KeysOf(string line) => line switch
    {
        "story" => ["story", "mask", "join"],
        "unit" => ["unit", "join"],
        "name" => ["anonymous", "name"],
        _ => [line],
    };
}
