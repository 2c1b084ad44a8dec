using Core.Alarms;
using Core.Membership;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bot.CommandLine;

/// <summary>Shows messages that are parked, without a word of theirs, has them handled or sent again, or drops them.</summary>
internal static class ParkedOnes
{
    private const int Most = 1000;

    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        await using var app = Commands.Open(line);
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var all = await ParkedMessages.List(db, Most);
        if (line.Words.Count > 0)
            return await Do(db, all, line.Words[0], [.. line.Words.Skip(1)], app.Services.GetRequiredService<TimeProvider>(), output);
        foreach (var one in all)
            await output.WriteLineAsync(
                $"{one.Name,-8} {(one.Received ? "received" : "to send"),-8} {one.Channel,-10} {one.At:yyyy-MM-dd HH:mm} UTC  {one.Why}");
        await output.WriteLineAsync(all.Count == 0 ? "No message is parked."
            : $"{all.Count} parked. Run: parked again NAME, or: parked drop NAME (or all instead of names).");
        return 0;
    }

    private static async Task<int> Do(AppDb db, IReadOnlyList<Parked> all, string deed, string[] names, TimeProvider time,
        TextWriter output)
    {
        if (deed is not ("again" or "drop") || names.Length == 0) throw new UsageException("Say again or drop, and which: names, or all.");
        var chosen = names is ["all"] ? all : [.. all.Where(p => names.Contains(p.Name))];
        if (names is not ["all"] && names.Except(all.Select(p => p.Name)).FirstOrDefault() is { } unknown)
            throw new InvalidDataException($"{unknown} is not parked.");
        var now = time.GetUtcNow();
        foreach (var one in chosen)
        {
            if (!(deed == "again" ? await ParkedMessages.Again(db, one, now) : await ParkedMessages.Drop(db, one))) continue;
            Audit.Note(db, null, now, $"parked-{deed}", null, one.Name);
        }

        await db.SaveChangesAsync();
        await output.WriteLineAsync(deed == "drop" ? $"{chosen.Count} dropped."
            : $"{chosen.Count} are handled or sent again by the running service within a minute.");
        return 0;
    }
}
