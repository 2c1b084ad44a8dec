using Bot.Reports.Documents;
using Core.Messaging;
using Core.Persistence;
using Core.Reports;
using Core.Texts;

namespace Bot.Reports;

/// <summary>Takes over what an office wrote into the DOCX of its report, which came back as a file in the chat.</summary>
internal sealed class TakeReportBack(IEnumerable<IChannel> channels, WriteQueue writer, TimeProvider time)
{
    private const int MostBytes = 10_000_000;

    /// <summary>Keeps the changed places; returns what is told to who sent it, and whether there is a report to make again.</summary>
    public async Task<(LocalizedText Told, bool Changed)> Run(ReportRequest request, Wording words)
    {
        var channel = channels.FirstOrDefault(c => c.Name == request.Channel);
        var changed = channel is null ? null : await Read(channel, request.FileReference!);
        channel?.DropFile(request.FileReference!);
        if (changed is null) return (LocalizedText.Of("report.back-unknown"), false);
        var texts = changed.Where(t => ReportPlaces.All.Contains(t.Key)).ToList();
        if (texts.Count == 0) return (LocalizedText.Of("report.back-same"), false);
        if (texts.Find(t => t.Value.Length > ReportPlaces.Most) is { Key: { } place })
            return (LocalizedText.Of("report.back-long", words[$"place.{place}"], ReportPlaces.Most), false);
        await writer.Enqueue(async write =>
        {
            foreach (var (key, says) in texts)
                await KeepReportTexts.Keep(write.Db, request.UnitId, request.Period, key, says, time.GetUtcNow());
            await write.Db.SaveChangesAsync();
        });
        return (LocalizedText.Of("report.back-kept", texts.Count, string.Join(", ", texts.Select(t => words[$"place.{t.Key}"]))), true);
    }

    private static async Task<IReadOnlyDictionary<string, string>?> Read(IChannel channel, string reference)
    {
        await using var file = await channel.OpenFile(reference, CancellationToken.None);
        return file is not null && await ReadFile.UpTo(file, MostBytes, CancellationToken.None) is { } content
            ? ReadDocx.Changed(new MemoryStream(content)) : null;
    }
}
