using System.Globalization;
using Bot.Backups;
using Bot.Backups.Bucket;
using Microsoft.Extensions.Options;

namespace Bot.CommandLine.Copies;

/// <summary>Lists the backups that make themselves, the newest first, with where each lies.</summary>
internal static class ListBackups
{
    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        await using var app = Commands.Open(line);
        var bucket = app.Services.GetRequiredService<BackupBucket>();
        var folder = new BackupFolder(app.Services.GetRequiredService<IOptions<BackupOptions>>().Value);
        var here = folder.Archives.ToDictionary(a => Path.GetFileName(a.File), a => (a.At, new FileInfo(a.File).Length));
        var there = bucket.IsOn ? (await app.Services.GetRequiredService<FetchBackup>().Archives())
            .ToDictionary(a => a.Archive.Name, a => (a.At, a.Archive.Size)) : [];
        await output.WriteLineAsync($"Folder: {folder.Path}\nBucket: {(bucket.IsOn ? bucket.Words : "none (Backups:S3)")}");
        foreach (var name in here.Keys.Union(there.Keys).OrderByDescending(n => (here.TryGetValue(n, out var h) ? h : there[n]).At))
        {
            var size = (here.TryGetValue(name, out var at) ? at : there[name]).Item2;
            var where = !there.ContainsKey(name) ? "folder" : here.ContainsKey(name) ? "folder, bucket" : "bucket";
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{name,-40} {size / 1024.0 / 1024.0,8:0.0} MB  {where}"));
        }

        if (here.Count + there.Count == 0) await output.WriteLineAsync("There is none yet.");
        return 0;
    }
}
