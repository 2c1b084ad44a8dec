using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;

namespace Core.Complaints.Desk;

/// <summary>Gives an official a way to the desk in a browser, and shows and ends the browsers that are in.</summary>
internal sealed class OpenDesk(AppDb db, DeskAddress address, UnitCatalog units) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "open-desk";

    /// <inheritdoc/>
    public override string? Command => Commands.Desk;

    /// <inheritdoc/>
    public override bool MayStart(Caller who) => CommandRights.Allow(Commands.Desk, who);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var asked = (context.Arg("text") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (asked is ["keluar", ..]) await End(context, asked.ElementAtOrDefault(1));
        else if (address.Url.Length == 0) context.Say("meja.closed");
        else await Open(context);
        yield break;
    }

    private async ValueTask Open(DialogContext context)
    {
        var sessions = await EnterDesk.Open(db, context.Who.Id, context.Now);
        var link = $"{address.Url.TrimEnd('/')}/meja/masuk?k={EnterDesk.Link(context.Change(), context.Who.Id, context.Now)}";
        var reply = context.Say("meja.link", link);
        if (address.OpensInside && context.Channel.OpensPages)
            reply.Row(new Button(context.Words["meja.open-inside"], Url: $"{address.Url.TrimEnd('/')}/meja/dalam") { Inside = true });
        if (sessions.Count == 0) return;
        var lines = sessions.Select(s => context.Words[$"meja.session.{s.Entrance}", Moment(s.BeganAt), Moment(s.Until)]);
        var list = context.Say(LocalizedText.Literal(context.Words["meja.sessions"] + "\n" + string.Join('\n', lines)));
        foreach (var session in sessions.TakeLast(4))
            list.Row(new Button(context.Words["meja.end-one", Moment(session.BeganAt)], Commands.Desk.With("keluar", session.Id)));
        if (sessions.Count > 1) list.Row(new Button(context.Words["meja.end-all"], Commands.Desk.With("keluar")));
    }

    private static async ValueTask End(DialogContext context, string? which)
    {
        var ended = await EnterDesk.End(context.Change(), context.Who.Id, long.TryParse(which, out var id) ? id : null, context.Now);
        context.Say(ended == 0 ? "meja.none-open" : "meja.ended", ended);
    }

    private string Moment(DateTimeOffset at)
    {
        var zone = units.ZoneOf(null);
        return $"{LocalTime.Of(at, zone):HH.mm} {LocalTime.Label(zone, at)}";
    }
}
