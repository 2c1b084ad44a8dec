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
/// An administrator links a group or forum topic to a unit or the instansi by typing <c>/kanal UNIT</c> there, a channel by
/// <c>/kanal ADDRESS UNIT</c> in private, and sees the links in private.
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
        if (context.Inbound.Chat == ChatKind.Group)
            await Obey(context, context.Inbound.Address, context.Inbound.Thread ?? "", context.Inbound.Title, words);
        else if (words.Count > 0 && context.Channel.IsGroup?.Invoke(words[0]) == true) await Obey(context, words[0], "", null, words[1..]);
        else await List(context);
        yield break;
    }

    private async ValueTask Obey(DialogContext context, string address, string thread, string? title, List<string> words)
    {
        context.Change();
        var link = await db.ChannelLinks.FirstOrDefaultAsync(l => l.Channel == context.Who.Channel && l.Address == address
            && l.Thread == thread);
        if (link is not null && !Own(context.Who, link.UnitId))
        {
            context.Say("link.others");
            return;
        }

        if (words.Contains(Stop, StringComparer.OrdinalIgnoreCase)) Unlink(context, link);
        else Link(context, link, address, thread, title, words);
    }

    private void Unlink(DialogContext context, ChannelLink? link)
    {
        if (link is not null) Audit.Note(db, context.Who, context.Now, "unlink-channel", link.UnitId,
            $"{link.Address} {link.Thread}".Trim());
        if (link is not null) db.ChannelLinks.Remove(link);
        context.Say(link is null ? "link.none-here" : "link.gone");
    }

    private void Link(DialogContext context, ChannelLink? link, string address, string thread, string? title, List<string> words)
    {
        var whole = words.Any(w => w.Equals("instansi", StringComparison.OrdinalIgnoreCase)
            || w.Equals("semua", StringComparison.OrdinalIgnoreCase));
        var own = StatisticsScope.Units(context.Who, units).Where(u => Own(context.Who, u.Id)).ToList();
        var unit = words.Select(w => own.Find(u => u.Code.Equals(w, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(u => u is not null)
            ?? (own.Count == 1 && words.Count == 0 ? own[0] : null);
        if (unit is null && !(whole && StatisticsScope.Everywhere(context.Who)))
        {
            context.Say("link.which", string.Join(", ", own.Select(u => u.Code)));
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
        (link.UnitId, link.Title) = (unit?.Id, title ?? link.Title);
        (link.AskedBy, link.LinkedBy) = (context.Who.Id, context.Who.Id);
        var subject = unit?.Name ?? context.Words["link.instansi"];
        if (context.Inbound.Chat != ChatKind.Group) context.Say("link.made-channel", subject, address);
        else context.Say(thread.Length > 0 ? "link.made-topic" : "link.made", subject);
    }

    private async ValueTask List(DialogContext context)
    {
        var links = (await db.ChannelLinks.AsNoTracking().OrderBy(l => l.Id).ToListAsync()).Where(l => Own(context.Who, l.UnitId)).ToList();
        var lines = links.Select(l => context.Words["link.line", l.Title ?? l.Address, units.Find(l.UnitId ?? 0)?.Label
            ?? context.Words["link.instansi"], l.Thread.Length > 0 ? $" {context.Words["link.topic"]}" : ""]);
        context.Say(LocalizedText.Literal((links.Count == 0 ? context.Words["link.none"] : string.Join('\n', lines)) + "\n\n"
            + context.Words["link.how"]));
    }

    private static bool Own(Caller who, int? unit) =>
        StatisticsScope.Everywhere(who) || (unit is { } id && who.IsIn(Role.UnitAdministrator, id));
}
