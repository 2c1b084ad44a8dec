using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Membership;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.MonthlyPosts;

/// <summary>
/// An administrator links a group or forum topic to a unit or the instansi by typing <c>/kanal UNIT</c> there, a group or channel by
/// <c>/kanal @NAME UNIT</c> in private, by adding the bot to it or by forwarding one of its posts, and sees the links in private.
/// </summary>
internal sealed class LinkChannel(AppDb db, UnitCatalog units) : Dialog
{
    private const string Stop = "lepas";

    /// <inheritdoc/>
    public override string Name => "link-channel";

    /// <inheritdoc/>
    public override string? Command => Commands.Channels;

    /// <inheritdoc/>
    public override bool InGroups => true;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var words = context.Asked.ToList();
        if (context.Inbound.Chat == ChatKind.Group) await ObeyInGroup(context, words);
        else if (words.Count > 0 && context.Channel.GroupNamed?.Invoke(words[0]) is { } wanted)
            await foreach (var question in FromOutside(context, wanted, words[1..])) yield return question;
        else await List(context);
    }

    private async ValueTask ObeyInGroup(DialogContext context, List<string> words)
    {
        context.Change();
        var (address, thread) = (context.Inbound.Address, context.Inbound.Thread ?? "");
        var link = await db.ChannelLinks.FirstOrDefaultAsync(l => l.Channel == context.Who.Channel && l.Address == address
            && l.Thread == thread);
        if (link is not null && !CommandRights.Administers(context.Who, link.UnitId)) context.Say("link.others");
        else if (IsStop(words)) Unlink(context, link);
        else Link(context, link, address, thread, words);
    }

    /// <summary>
    /// Of a group or channel named from outside only the platform knows whose it is: the wish is written down, and answered when it was
    /// asked (<see cref="AnswerLinkRequests"/>).
    /// </summary>
    private async IAsyncEnumerable<Question> FromOutside(DialogContext context, string wanted, List<string> words)
    {
        var link = await db.ChannelLinks.AsNoTracking().FirstOrDefaultAsync(l => l.Channel == context.Who.Channel && l.Thread == ""
            && (l.Address == wanted || l.PublicName == wanted));
        if (link is not null && !CommandRights.Administers(context.Who, link.UnitId))
        {
            context.Say("link.others");
            yield break;
        }

        if (IsStop(words))
        {
            context.Change();
            Unlink(context, link);
            yield break;
        }

        var (unit, whole) = Meant(context.Who, words);
        var name = context.Arg("title") is { Length: > 0 } title ? title : link?.Title ?? wanted;
        if (unit is null && !whole)
        {
            var which = Ask.Search("unit", LocalizedText.Of("link.which-unit", name), Choices(context.Who));
            yield return which;
            unit = which.Answer;
        }

        var requests = context.Change().LinkRequests;
        await requests.Where(r => r.PersonId == context.Who.Id && r.Channel == context.Who.Channel && r.Wanted == wanted)
            .ExecuteDeleteAsync();
        requests.Add(new LinkRequest
        {
            Channel = context.Who.Channel,
            Wanted = wanted,
            UnitId = unit?.Id,
            PersonId = context.Who.Id,
            At = context.Now
        });
        context.Say("link.asked", name);
    }

    private static bool IsStop(List<string> words) => words.Contains(Stop, StringComparer.OrdinalIgnoreCase);

    private void Unlink(DialogContext context, ChannelLink? link)
    {
        if (link is not null) Audit.Note(db, context.Who, context.Now, "unlink-channel", link.UnitId,
            $"{link.Address} {link.Thread}".Trim());
        if (link is not null) db.ChannelLinks.Remove(link);
        context.Say(link is null ? "link.none-here" : context.Inbound.Chat == ChatKind.Group ? "link.gone" : "link.gone-there",
            link?.Title ?? link?.Address);
    }

    private List<Unit> Own(Caller who) => [.. StatisticsScope.Units(who, units).Where(u => CommandRights.Administers(who, u.Id))];

    private List<Option<Unit?>> Choices(Caller who)
    {
        var own = Own(who).Select(u => new Option<Unit?>(u.Code, LocalizedText.Literal(u.Name), u));
        return StatisticsScope.Everywhere(who) ? [new("instansi", "link.whole", null), .. own] : [.. own];
    }

    /// <summary>The unit that the words mean, or the whole instansi; neither where they mean nothing that is theirs.</summary>
    private (Unit? Unit, bool Whole) Meant(Caller who, List<string> words)
    {
        var own = Own(who);
        var unit = words.Select(w => own.Find(u => u.Code.Equals(w, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(u => u is not null)
            ?? (own.Count == 1 && words.Count == 0 && !StatisticsScope.Everywhere(who) ? own[0] : null);
        var whole = words.Any(w => w.Equals("instansi", StringComparison.OrdinalIgnoreCase)
            || w.Equals("semua", StringComparison.OrdinalIgnoreCase));
        return (unit, unit is null && whole && StatisticsScope.Everywhere(who));
    }

    private void Link(DialogContext context, ChannelLink? link, string address, string thread, List<string> words)
    {
        var (unit, whole) = Meant(context.Who, words);
        if (unit is null && !whole)
        {
            context.Say("link.which", string.Join(", ", Own(context.Who).Select(u => u.Code)));
            return;
        }

        if (link is null)
            db.ChannelLinks.Add(link = new ChannelLink
            {
                Channel = context.Who.Channel,
                Address = address,
                Thread = thread,
                Since = context.Now
            });
        Audit.Note(db, context.Who, context.Now, "link-channel", unit?.Id, $"{address} {thread}".Trim());
        link.Become(unit?.Id, context.Now);
        link.Title = context.Inbound.Title ?? link.Title;
        (link.AskedBy, link.LinkedBy) = (context.Who.Id, context.Who.Id);
        context.Say(thread.Length > 0 ? "link.made-topic" : "link.made", unit?.Name ?? context.Words["link.instansi"]);
    }

    private async ValueTask List(DialogContext context)
    {
        var links = (await db.ChannelLinks.AsNoTracking().OrderBy(l => l.Id).ToListAsync())
            .Where(l => CommandRights.Administers(context.Who, l.UnitId)).ToList();
        var lines = links.Select(l => context.Words["link.line", l.Title ?? l.Address, units.Find(l.UnitId ?? 0)?.Label
            ?? context.Words["link.instansi"], l.Thread.Length > 0 ? $" {context.Words["link.topic"]}" : ""]);
        context.Say(LocalizedText.Literal((links.Count == 0 ? context.Words["link.none"] : string.Join('\n', lines)) + "\n\n"
            + context.Words["link.how"]));
    }
}
