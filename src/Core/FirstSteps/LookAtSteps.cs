using Core.Alarms;
using Core.Demonstration;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.FirstSteps;

/// <summary>A step to a service that citizens can use: whether it is done is seen, not remembered.</summary>
/// <param name="Name">Its wording is <c>step.NAME</c>, with <c>.how</c> and <c>.missing</c>.</param>
/// <param name="Done">Whether it is.</param>
/// <param name="What">What fills its sentences.</param>
/// <param name="Command">What does it in the chat; null where it is done elsewhere.</param>
internal sealed record Step(string Name, bool Done, object?[] What, Command? Command);

/// <summary>Looks how far the installation has come.</summary>
internal sealed class LookAtSteps(AppDb db, UnitCatalog units, StartLinks links, InstansiOptions instansi)
{
    private const int PostersShown = 3;
    private const string Chat = "/chat?start=";

    /// <summary>What the fact is called that says under which name and zone somebody found it right.</summary>
    private const string Fact = "first-steps-name";

    private string NameAndZone => $"{instansi.Name}|{instansi.TimeZone}";

    /// <summary>Every step in its order.</summary>
    public async Task<IReadOnlyList<Step>> Look(Caller who, DateTimeOffset now)
    {
        var (name, zone) = (instansi.Name, instansi.TimeZone);
        var right = await db.Installation.AnyAsync(f => f.Name == Fact && f.Value == NameAndZone);
        var (own, demonstration) = CountUnits();
        var others = await db.Memberships.Where(m => m.Until == null && m.PersonId != who.Id).Select(m => m.PersonId).Distinct()
            .CountAsync();
        var groups = await db.ChannelLinks.CountAsync(l => l.LostSince == null);
        var ratings = await db.Ratings.CountAsync(r => r.State == RatingState.Complete);
        var backup = await BackupRun.LastGood(db, BackupDeed.Made);
        return
        [
            new("name", right && name != InstansiOptions.DemonstrationName, [name, zone], null),
            new("units", own > 0 && demonstration == 0, [own, demonstration], Commands.Units),
            new("people", others > 0, [others], Commands.Invite),
            new("group", groups > 0, [groups], Commands.Channels),
            new("poster", ratings > 0, [ratings, Posters()], null),
            new("backup", backup is not null, [], Commands.System),
        ];
    }

    /// <summary>Notes that name and zone are right as they are.</summary>
    public async Task NameIsRight(AppDb change)
    {
        await change.Sql.Lock(Fact);
        await change.Installation.Where(f => f.Name == Fact).ExecuteDeleteAsync();
        change.Installation.Add(new InstallationFact { Name = Fact, Value = NameAndZone });
        await change.SaveChangesAsync();
    }

    private (int Own, int Demonstration) CountUnits()
    {
        var demonstration = units.Active.Count(u => LoadDemonstration.Codes.Contains(u.Code));
        return (units.Active.Count() - demonstration, demonstration);
    }

    /// <summary>Where posters are, one a line; only how the address goes on where nobody said what it is.</summary>
    private string Posters()
    {
        var page = links.All.FirstOrDefault(l => l.InBrowser && l.Prefix.EndsWith(Chat, StringComparison.Ordinal));
        var start = page is null ? "" : page.Prefix[..^Chat.Length];
        return string.Join('\n', units.Active.Take(PostersShown).Select(u => $"{start}/poster/{u.Code}"));
    }
}
