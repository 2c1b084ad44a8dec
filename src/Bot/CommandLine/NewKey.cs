using Bot.Backups;
using Bot.Database;
using Bot.Database.Moving;
using Core.Membership.Privacy;
using Core.People;
using Core.Persistence;
using Microsoft.Extensions.Options;

namespace Bot.CommandLine;

/// <summary>
/// Goes on with a new key where the old one is lost for good. It says first what is lost and does nothing before that is accepted.
/// </summary>
internal static class NewKey
{
    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        await using var app = Commands.Open(line);
        var file = new Archive(app.Services).KeyFile;
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var held = MoveEnd.Of(app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value);
        if (!await held.IsThere()) throw new InvalidDataException($"There is no database at {held.Words}; its first start makes a key.");
        await held.Hold(writes: true);
        if (File.Exists(file) && await IsRight(held.Db, file))
            throw new InvalidDataException($"{file} is the right key. Nothing is lost, and nothing was changed.");
        var lost = await StartNewKey.Count(held.Db, now);
        if (!line.Has("accept-loss"))
            throw new InvalidDataException(
                $"With the old key are lost: {lost.Words}. Look for it first: in your backups, and on every other worker. If it is nowhere, add --accept-loss.");
        if (File.Exists(file)) File.Move(file, file + AsideSuffix.Free(now, Path.GetDirectoryName(file)));
        await StartNewKey.Run(held.Db, SecretKey.Open(file), now);
        await output.WriteLineAsync(
            $"{file} is the city's key now. Gone: {lost.Words}. Copy the key to every worker, make a backup, ask civil servants for their NIP again, and send open invitations anew.");
        return 0;
    }

    private static async Task<bool> IsRight(AppDb db, string file)
    {
        try
        {
            return await KeyFingerprint.IsSame(db, SecretKey.Open(file));
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            return false;
        }
    }
}
