using System.Globalization;
using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Alarms;

/// <summary>
/// An administrator asks how the service is: what needs somebody and what to do, and the few figures behind it. Whoever administers the
/// instansi sees what is parked, without a word of it, and has it sent again or drops it.
/// </summary>
internal sealed class ShowSystem(AppDb db, UnitCatalog units, Holidays holidays, Checks checks) : Dialog
{
    private const string ParkedWord = "tertahan";
    private const int Shown = 50;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public override string Name => "show-system";

    /// <inheritdoc/>
    public override string? Command => Commands.System;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        if (context.Arg("text") != ParkedWord || !CommandRights.Everywhere(context.Who))
        {
            await State(context);
            yield break;
        }

        var all = await ParkedMessages.List(db, Shown);
        if (all.Count == 0)
        {
            context.Say("parked.none");
            yield break;
        }

        var which = Ask.Search("which", LocalizedText.Of("parked.list", all.Count),
            all.Select(p => new Option<Parked?>(p.Name, LocalizedText.Literal(Title(context.Words, p)), p)))
            .Extra("all", "parked.all", null);
        yield return which;
        IReadOnlyList<Parked> chosen = which.Answer is { } one ? [one] : all;
        var what = Ask.Choice("what", LocalizedText.Literal(string.Join('\n', chosen.Select(p => Title(context.Words, p)))),
        [
            new Option<string>("again", chosen[0].Received ? "parked.handle" : "parked.send", "again"),
            new Option<string>("drop", "parked.drop", "drop"), new Option<string>("none", "parked.leave", "none"),
        ]).WithoutWayOut();
        yield return what;
        await Do(context, chosen, what.Answer);
    }

    private async ValueTask Do(DialogContext context, IReadOnlyList<Parked> chosen, string what)
    {
        if (what == "none")
        {
            context.Say("parked.left");
            return;
        }

        var (change, done) = (context.Change(), 0);
        foreach (var parked in chosen)
        {
            if (!(what == "again" ? await ParkedMessages.Again(change, parked, context.Now) : await ParkedMessages.Drop(change, parked)))
                continue;
            Audit.Note(db, context.Who, context.Now, $"parked-{what}", null, parked.Name);
            done++;
        }

        context.Say($"parked.{what}-done", done);
    }

    private async ValueTask State(DialogContext context)
    {
        var words = context.Words;
        var standing = await db.Alarms.AsNoTracking().OrderBy(a => a.Since).ToListAsync();
        var known = standing.Where(a => checks.Find(a.Check) is not null).ToList();
        var parts = new List<string> { words["system.title", Moment(words, context.Now)] };
        var looked = await db.LookMarks.Where(m => m.Name == TellAlarms.Mark).Select(m => (DateTimeOffset?)m.At).FirstOrDefaultAsync();
        if (looked is null) parts.Add(words["system.not-looked"]);
        else if (context.Now - looked > Fresh) parts.Add(words["system.looked-long-ago", Moment(words, looked.Value)]);
        parts.AddRange(known.Select(a => $"• {AlarmWords.Told(words, a)}"));
        var (made, tried) = (await BackupRun.LastGood(db, BackupDeed.Made), await BackupRun.LastGood(db, BackupDeed.Tried));
        if (looked is not null) AddRest(parts, words, known, made is not null, tried is not null);
        parts.Add(await Figures(words, context.Now, made, tried));
        var reply = context.Say(LocalizedText.Literal(string.Join("\n\n", parts)));
        var parked = await ParkedMessages.Count(db);
        if (parked > 0 && CommandRights.Everywhere(context.Who))
            reply.Row(new Button(words["system.parked", parked], Commands.System.With(ParkedWord)));
    }

    /// <summary>What is well and what nobody uses; of a backup that there is not yet neither is said.</summary>
    private void AddRest(List<string> parts, Wording words, List<Alarm> known, bool made, bool tried)
    {
        var rest = checks.All.Where(c => known.TrueForAll(a => a.Check != c.Name)).ToList();
        var well = rest.Where(c => !checks.Unused.Contains(c.Name) && (made || c.Name != "backup") && (tried || c.Name != "trial"))
            .ToList();
        var unused = rest.Where(c => checks.Unused.Contains(c.Name)).ToList();
        if (well.Count > 0) parts.Add(words[known.Count == 0 ? "system.all-well" : "system.rest-well", Names(words, well)]);
        if (unused.Count > 0) parts.Add(words["system.unused", Names(words, unused)]);
    }

    private static string Names(Wording words, List<Check> some) => string.Join(", ", some.Select(c => words[$"alarm.{c.Name}.name"]));

    /// <summary>The few figures that an administrator may want; none of them is about a person.</summary>
    private async Task<string> Figures(Wording words, DateTimeOffset now, DateTimeOffset? backup, DateTimeOffset? tried)
    {
        var oldest = await db.Outbox.Where(m => m.State == OutboxState.Waiting && m.DueAt <= now && !m.WaitsForTalk)
            .MinAsync(m => (DateTimeOffset?)m.DueAt);
        var sent = await BackupRun.LastGood(db, BackupDeed.Sent);
        string[] elsewhere = sent is { } away ? [words["system.sent", Moment(words, away)]] : [];
        string[] lines =
        [
            words["system.version", checks.Version],
            oldest is { } since ? words["system.oldest", ((int)(now - since).TotalMinutes).ToString(CultureInfo.InvariantCulture)]
                : words["system.nothing-waits"],
            backup is { } made ? words["system.backup", Moment(words, made)] : words["system.no-backup"],
            .. elsewhere,
            tried is { } proof ? words["system.tried", Moment(words, proof)] : words["system.never-tried"],
            words["system.holidays", holidays.LastDecreedYear],
        ];
        return string.Join('\n', lines);
    }

    private string Title(Wording words, Parked parked) =>
        words[parked.Received ? "parked.received" : "parked.unsent", parked.Name, parked.Channel,
            words.ShortDate(LocalTime.Day(parked.At, units.ZoneOf(null))), parked.Why];

    private string Moment(Wording words, DateTimeOffset at)
    {
        var zone = units.ZoneOf(null);
        return $"{words.Date(LocalTime.Day(at, zone))} {LocalTime.Of(at, zone):HH.mm} {LocalTime.Label(zone, at)}";
    }
}
