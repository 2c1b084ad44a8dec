using Core.Channels;
using Core.Conversations;
using Core.Membership;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Scores;

/// <summary>
/// An administrator links a group or forum topic to a unit or the instansi by typing <c>/kanal UNIT</c> there, a channel by
/// <c>/kanal ADDRESS UNIT</c> in private, and sees the links in private.
/// </summary>
public sealed class LinkChannel(AppDb db, UnitCatalog units) : Dialog
{
    private const string Stop = "lepas";

    /// <inheritdoc/>
    public override string Name => "link-channel";

    /// <inheritdoc/>
    public override string? Command => "/kanal";

    /// <inheritdoc/>
    public override int MenuOrder => 360;

    /// <inheritdoc/>
    public override bool InGroups => true;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        var words = (turn.Arg("text") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (turn.Inbound.Chat == ChatKind.Group) await Obey(turn, turn.Inbound.Address, turn.Inbound.Thread ?? "", turn.Inbound.Title, words);
        else if (words.Count > 0 && IsAddress(words[0])) await Obey(turn, words[0], "", null, words[1..]);
        else await List(turn);
        yield break;
    }

    private static bool IsAddress(string word) => word.StartsWith("-100", StringComparison.Ordinal) && long.TryParse(word, out _);

    private async ValueTask Obey(Turn turn, string address, string thread, string? title, List<string> words)
    {
        turn.Change();
        var link = await db.ChannelLinks.FirstOrDefaultAsync(l => l.Channel == turn.Who.Channel && l.Address == address && l.Thread == thread);
        if (link is not null && !Own(turn.Who, link.UnitId))
        {
            turn.Say("link.others");
            return;
        }

        if (words.Contains(Stop, StringComparer.OrdinalIgnoreCase)) Unlink(turn, link);
        else Link(turn, link, address, thread, title, words);
    }

    private void Unlink(Turn turn, ChannelLink? link)
    {
        if (link is not null) Audit.Note(db, turn.Who, turn.Now, "unlink-channel", link.UnitId, $"{link.Address} {link.Thread}".Trim());
        if (link is not null) db.ChannelLinks.Remove(link);
        turn.Say(link is null ? "link.none-here" : "link.gone");
    }

    private void Link(Turn turn, ChannelLink? link, string address, string thread, string? title, List<string> words)
    {
        var whole = words.Any(w => w.Equals("instansi", StringComparison.OrdinalIgnoreCase) || w.Equals("semua", StringComparison.OrdinalIgnoreCase));
        var own = StatisticsScope.Units(turn.Who, units).Where(u => Own(turn.Who, u.Id)).ToList();
        var unit = words.Select(w => own.Find(u => u.Code.Equals(w, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(u => u is not null) ?? (own.Count == 1 && words.Count == 0 ? own[0] : null);
        if (unit is null && !(whole && StatisticsScope.Everywhere(turn.Who)))
        {
            turn.Say("link.which", string.Join(", ", own.Take(20).Select(u => u.Code)));
            return;
        }

        if (link is null) db.ChannelLinks.Add(link = new ChannelLink { Channel = turn.Who.Channel, Address = address, Thread = thread, Since = turn.Now });
        Audit.Note(db, turn.Who, turn.Now, "link-channel", unit?.Id, $"{address} {thread}".Trim());
        (link.UnitId, link.Title, link.AskedBy) = (unit?.Id, title ?? link.Title, turn.Who.Id);
        var subject = unit?.Name ?? turn.Words["link.instansi"];
        if (turn.Inbound.Chat != ChatKind.Group) turn.Say("link.made-channel", subject, address);
        else turn.Say(thread.Length > 0 ? "link.made-topic" : "link.made", subject);
    }

    private async ValueTask List(Turn turn)
    {
        var links = (await db.ChannelLinks.AsNoTracking().OrderBy(l => l.Id).ToListAsync()).Where(l => Own(turn.Who, l.UnitId)).ToList();
        var lines = links.Select(l => turn.Words["link.line", l.Title ?? l.Address, units.Find(l.UnitId ?? 0)?.Label ?? turn.Words["link.instansi"], l.Thread.Length > 0 ? $" {turn.Words["link.topic"]}" : ""]);
        turn.Say(Line.Literal((links.Count == 0 ? turn.Words["link.none"] : string.Join('\n', lines)) + "\n\n" + turn.Words["link.how"]));
    }

    private static bool Own(Caller who, int? unit) => StatisticsScope.Everywhere(who) || (unit is { } id && who.IsIn(Role.UnitAdministrator, id));
}
