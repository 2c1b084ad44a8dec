using Core.Calendar;
using Core.Complaints.Attachments;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Schedules;

/// <summary>Shows what was announced to somebody lately, and takes their word that they have read one.</summary>
internal sealed class ReadAnnouncements(AppDb db, UnitCatalog units, AttachmentFolder folder) : Dialog
{
    /// <summary>What the button below an announcement sends before its number.</summary>
    public const string Order = "baca";

    private const int Days = 30;
    private const int Shown = 5;

    /// <inheritdoc/>
    public override string Name => "read-announcements";

    /// <inheritdoc/>
    public override string? Command => Commands.Announcements;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        if (context.Asked is [Order, var number] && long.TryParse(number, out var id)) await Note(context, id);
        else await List(context);
        yield break;
    }

    private async ValueTask Note(DialogContext context, long id)
    {
        var broadcast = await db.Broadcasts.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id);
        if (broadcast is null || !await Mine(context).AnyAsync(b => b.Id == id))
        {
            context.Say("announce.not-yours");
            return;
        }

        await context.Change().Sql.Run(
            "insert into read_broadcasts (broadcast_id, person_id) values (@p0, @p1) on conflict (broadcast_id, person_id) do nothing", id,
            context.Who.Id);
        context.Say("announce.read-noted");
    }

    private async ValueTask List(DialogContext context)
    {
        var since = context.Now.AddDays(-Days);
        var latest = await Mine(context).Where(b => b.At >= since).OrderByDescending(b => b.Id).Take(Shown).ToListAsync();
        if (latest.Count == 0)
        {
            context.Say("announce.none-for-you");
            return;
        }

        foreach (var one in latest)
        {
            var reply = context.Say("announce.for-you", context.Words.Date(LocalTime.Day(one.At, units.ZoneOf(null))), one.Text);
            var file = await db.AnnouncementFiles.AsNoTracking().FirstOrDefaultAsync(f => f.Id == one.FileId);
            if (file?.Out(folder) is { } with && File.Exists(with.Path)) reply.With(with);
        }
    }

    /// <summary>Those that were for this person: by their roles and units as they are now.</summary>
    private IQueryable<Broadcast> Mine(DialogContext context)
    {
        var who = context.Who.Id;
        return db.Broadcasts.AsNoTracking().Where(b => db.Memberships.Any(m => m.PersonId == who && m.Until == null
            && m.Role == (b.Role ?? People.Role.Asn) && (b.UnitId == null || m.UnitId == b.UnitId)));
    }
}
