using Core.Complaints.National;
using Core.Complaints.Tracking;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Dialogs.Words;
using Core.Intents;
using Core.Messaging;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Filing;

/// <summary>
/// A citizen complains, proposes or asks: consent, about whom, the story with its files, and one card that shows all of it, where
/// everything can be changed before it is sent.
/// </summary>
internal sealed class FileComplaint(
    AppDb db, UnitCatalog units, ReadWords reader, KeepComplaint keep, SimilarComplaint similar, IOptions<ComplaintsOptions> options,
    IOptions<NationalOptions> national, IOptions<IntentsOptions> intents) : Dialog
{
    /// <summary>The question that asks for the story.</summary>
    internal const string Story = "story";

    /// <summary>The fact that the citizen wants another unit than the link's.</summary>
    private const string OwnUnit = "own-unit";

    /// <summary>The fact that holds the story before it is changed, so that it can be added to.</summary>
    private const string Earlier = "story-before";

    private readonly ComplaintsOptions _options = options.Value;

    /// <inheritdoc/>
    public override string Name => "file-complaint";

    /// <inheritdoc/>
    public override string? Command => Commands.Complain;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string>? Opens(string payload)
    {
        if (StartPayload.Parse(payload) is not { Begins: StartPayload.Complaint, About: var code }) return null;
        if (code.Length == 0) return new Dictionary<string, string>();
        return units.Find(code) is { Active: true } unit ? new Dictionary<string, string> { ["unit"] = unit.Code }
            : new Dictionary<string, string> { ["unknown"] = code };
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var sheet = new ComplaintSheet();
        var begun = BegunWith.Of(context, units, reader);
        context.Doing("complaint.unfinished");
        if (await AgreedBefore(context) is { } at) sheet.AgreedAt = at;
        else
        {
            var consent = Consent();
            yield return consent;
            if (!consent.Answer)
            {
                context.Say("complaint.no-consent");
                yield break;
            }

            sheet.AgreedAt = context.Now;
        }

        await foreach (var question in AskAbout(context, sheet, begun)) yield return question;
        await foreach (var question in AskChanges(context, sheet)) yield return question;
        if (sheet.JoinTo is { } existing)
        {
            await keep.Join(context, existing, sheet);
            yield break;
        }

        var send = Card(context, sheet);
        yield return send;
        if (send.Answer == "send") await keep.File(context, sheet);
        else if (send.Answer == "drop") context.Say("complaint.dropped");
        else await Change(context, sheet, send.Answer);
    }

    private Question<bool> Consent() =>
        Ask.Confirm("consent", LocalizedText.Of($"complaint.consent-short{Receivers}", Emergency), "complaint.consent-yes",
                "complaint.consent-no")
            .More("complaint.consent-more", LocalizedText.Of($"complaint.consent{Receivers}", _options.KeepYears, Emergency))
            .WithoutWayOut().Because("why.consent");

    private string Emergency => intents.Value.EmergencyNumber;

    /// <summary>The wording that names SP4N-LAPOR! too, where officials can pass complaints on to it.</summary>
    private string Receivers => national.Value.On ? "-national" : "";

    /// <summary>When this person agreed to this very notice less than a year ago; null to ask.</summary>
    private async ValueTask<DateTimeOffset?> AgreedBefore(DialogContext context)
    {
        if (context.AnswerTo("consent") is not null) return null;
        var agreed = await context.Remember("agreed", () => ComplaintConsent.LatestOf(db, context.Who.Id, context.Now, national.Value.On));
        return agreed is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(agreed));
    }

    private async IAsyncEnumerable<Question> AskAbout(DialogContext context, ComplaintSheet sheet, BegunWith begun)
    {
        sheet.Unit = context.Dialog.Facts.ContainsKey(OwnUnit) ? null : begun.Unit;
        if (sheet.Unit is null)
        {
            if (begun.Unknown is { } unknown && context.AnswerTo("unit") is null) context.Say("complaint.unknown-unit", unknown);
            var unit = Ask.Search<Unit?>("unit", "complaint.which-unit",
                units.Active.Select(u => new Option<Unit?>(u.Code, LocalizedText.Literal(u.Name), u)))
                .Under(units.AboveByCode).First(reader.Units.NamedIn(begun.Told.Text))
                .Extra("?", "complaint.unit-unknown", null).Because("why.unit");
            yield return unit;
            sheet.Unit = unit.Answer;
        }

        var before = context.Dialog.Facts.TryGetValue(Earlier, out var earlier) ? Told.Read(earlier) : begun.Told;
        var story = new StoryQuestion(Story, Tell(context, sheet), _options, before).Because("why.story");
        yield return story;
        sheet.Take(story.Answer, context.Words);
        if (PersonalDetails.AskToMask(context.Words, sheet.Story) is { } mask)
        {
            yield return mask;
            if (mask.Answer) sheet.Story = PersonalDetails.MaskIn(sheet.Story);
        }

        sheet.Kind = GuessKind.Of(sheet.Story);
        if (await context.Remember(similar.KeyOf(sheet), () => similar.Find(db, context.Who.Id, sheet)) is { } code)
        {
            var join = Ask.Confirm("join", LocalizedText.Of("complaint.similar", TrackingCode.Show(code)), "complaint.join",
                "complaint.new-one").Because("why.join");
            yield return join;
            if (join.Answer) sheet.JoinTo = code;
        }
    }

    /// <summary>Asks for what it is, where that was chosen: who asks or proposes has nothing to tell of.</summary>
    private static LocalizedText Tell(DialogContext context, ComplaintSheet sheet)
    {
        var kind = context.AnswerTo("kind") is { } chosen and not nameof(ComplaintKind.Complaint) ? $".{chosen}" : "";
        return sheet.Unit is { } unit ? LocalizedText.Of($"complaint.tell{kind}", unit.Name) : $"complaint.tell-open{kind}";
    }

    /// <summary>What is asked only when it is changed on the card; what an unfinished dialog of an earlier release has, is taken.</summary>
    private async IAsyncEnumerable<Question> AskChanges(DialogContext context, ComplaintSheet sheet)
    {
        await ValueTask.CompletedTask;
        if (IsAsked(context, "kind"))
        {
            var kind = Ask.Choice("kind", "complaint.which-kind", Enum.GetValues<ComplaintKind>()
                .Select(k => new Option<ComplaintKind>($"{k}", $"complaint.kind-button.{k}", k))).WithoutWayOut().Because("why.kind");
            yield return kind;
            sheet.Kind = kind.Answer;
        }

        if (context.AnswerTo("when") is not null)
        {
            var when = Ask.Text("when", "complaint.when", 1, 100).Optional("complaint.not-sure");
            yield return when;
            sheet.Happened = when.Answer;
        }

        if (IsAsked(context, "where"))
        {
            var where = Ask.Place("where", sheet.Kind == ComplaintKind.Complaint ? "complaint.where" : "complaint.where-meant")
                .Optional("complaint.not-sure").WithoutWayOut().Because("why.where");
            yield return where;
            sheet.Place = where.Answer.Point is { } point ? ComplaintSheet.PlaceOf(point) : where.Answer.Words;
        }

        if (context.AnswerTo("files") is not null)
        {
            var files = Ask.Files("files", "complaint.evidence", _options.AttachmentsMax,
                FileProblem.Rules(_options));
            yield return files;
            sheet.Files = [.. sheet.Files, .. files.Answer];
        }

        if (IsAsked(context, "name"))
        {
            var name = Ask.Text("name", "complaint.name", 3, 100).Optional("complaint.hide-name").WithoutWayOut().Because("why.name");
            yield return name;
            sheet.Name = name.Answer.Length > 0 ? name.Answer : null;
        }

        if (context.AnswerTo("secret") is null) yield break;
        var secret = Ask.Confirm("secret", "complaint.secret", "complaint.keep-secret", "complaint.no-secret").Because("why.secret");
        yield return secret;
        sheet.Secret = secret.Answer;
    }

    private static bool IsAsked(DialogContext context, string line) =>
        context.AnswerTo(line) is not null || context.Dialog.Facts.ContainsKey($"change:{line}");

    private Question<string> Card(DialogContext context, ComplaintSheet sheet) => Ask.Choice("send",
        LocalizedText.Literal(keep.Summary(context.Words, sheet, context.Channel)),
        [
            new("send", "complaint.send", "send"),
            new("name", sheet.Name is null ? "complaint.set.name" : "complaint.set.other-name", "name"),
            new("secret", sheet.Secret ? "complaint.set.open" : "complaint.set.secret", "secret"),
            new("where", "complaint.set.where", "where"), new("unit", "complaint.set.unit", "unit"),
            new("kind", "complaint.set.kind", "kind"), new Option<string>("story", "complaint.set.story", "story"),
        ]).PerRow(2).FirstAlone().Skip("drop", "complaint.drop", "drop").WithoutWayOut().Because("why.send");

    /// <summary>Asks the line again; the card comes back with what was answered.</summary>
    private static async ValueTask Change(DialogContext context, ComplaintSheet sheet, string line)
    {
        switch (line)
        {
            case "secret":
                context.Answer("secret", sheet.Secret ? "no" : "yes");
                context.AskAgain("send");
                break;
            case "unit":
                await context.Remember(OwnUnit, () => ValueTask.FromResult<string?>("yes"));
                context.AskAgain("unit", "join", "send");
                break;
            case "story":
                context.Dialog.Facts[Earlier] = context.AnswerTo(Story);
                context.AskAgain(Story, "mask", "join", "send");
                break;
            default:
                await context.Remember($"change:{line}", () => ValueTask.FromResult<string?>("yes"));
                context.AskAgain(line, "send");
                break;
        }
    }
}

/// <summary>What the dialog knows before its first question: a unit from a link or a command, and perhaps what was told first.</summary>
/// <param name="Unit">The unit; null when it must be asked.</param>
/// <param name="Unknown">What a link or command named as a unit that there is none of.</param>
/// <param name="Told">What was told before.</param>
internal sealed record BegunWith(Unit? Unit, string? Unknown, Told Told)
{
    /// <summary>
    /// A link's parts, or a command with a unit's code or name, words, or a code and words behind it. What only names a unit is no story.
    /// </summary>
    public static BegunWith Of(DialogContext context, UnitCatalog units, ReadWords reader)
    {
        var told = Dialogs.Words.Told.Read(context.Arg(CarriedStory.Arg));
        if (context.Arg("text") is not { } typed) return new(Active(units, context.Arg("unit")), context.Arg("unknown"), told);
        var parts = typed.Split([' ', '\n'], 2, StringSplitOptions.TrimEntries);
        if (Active(units, typed) is { } whole) return new(whole, null, told);
        if (reader.NamesUnitsAlone(typed, out _)) return new(Active(units, reader.UnitAlone(typed)), null, told);
        if (Active(units, parts[0]) is not { } first) return new(null, null, After(typed, told));
        return new(first, null, After(parts.Length > 1 ? parts[1] : "", told));
    }

    /// <summary>What was told after the command, while it was asked for something else, goes on with it.</summary>
    private static Told After(string typed, Told told) => told with
    {
        Text = typed.Length == 0 || told.Text.Length == 0 ? typed + told.Text : $"{typed}\n{told.Text}",
    };

    private static Unit? Active(UnitCatalog units, string? code) => units.Find(code) is { Active: true } unit ? unit : null;
}
