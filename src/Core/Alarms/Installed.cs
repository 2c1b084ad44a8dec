using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Alarms;

/// <summary>Since when the installation exists, by which its first backup is due.</summary>
internal static class Installed
{
    /// <summary>The fact that says it.</summary>
    private const string Fact = "installed-at";

    /// <summary>Notes it where it is not noted yet.</summary>
    public static async ValueTask Note(AppDb db, DateTimeOffset now)
    {
        await db.Sql.Lock(Fact);
        if (!await db.Installation.AnyAsync(f => f.Name == Fact))
            db.Installation.Add(new InstallationFact { Name = Fact, Value = $"{now.ToUnixTimeMilliseconds()}" });
    }

    /// <summary>Since when; now where it is not noted yet.</summary>
    public static async Task<DateTimeOffset> Since(AppDb db, DateTimeOffset now)
    {
        var noted = await db.Installation.Where(f => f.Name == Fact).Select(f => f.Value).FirstOrDefaultAsync();
        return long.TryParse(noted, out var moment) ? DateTimeOffset.FromUnixTimeMilliseconds(moment) : now;
    }
}
