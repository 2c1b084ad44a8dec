using Core.Complaints.National;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Alarms;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Lapor;

/// <summary>Calls that fail for hours are told to administrators, and taken back.</summary>
public sealed class AlarmTests
{
    [Fact]
    public async Task Calls_that_fail_for_two_hours_are_told_and_taken_back()
    {
        var folder = Directory.CreateTempSubdirectory("lapor-").FullName;
        var settings = LaporServer.Settings(folder, "http://127.0.0.1:9");
        await using var watched = await Watched.Open([.. settings.Select(s => (s.Key, s.Value!))]);
        await watched.Town.FileComplaint("warga", LaporTown.Story);
        await watched.Town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var now = watched.Town.Time.GetUtcNow();
            var complaint = await write.Db.Complaints.SingleAsync();
            var copy = NationalCopy.Want(complaint, null, null, now, now);
            copy.TryLater("503", now);
            write.Db.Add(copy);
        }));
        await watched.Pass(5);
        watched.Told.ShouldBeEmpty("it fails only for minutes");

        watched.Town.Time.Advance(TimeSpan.FromMinutes(115));
        await watched.InTime("lapor", "SP4N-LAPOR! tidak menjawab dengan baik sejak 2 jam", "SP4N-LAPOR! menjawab lagi",
            () => watched.Town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
                (await write.Db.NationalCopies.SingleAsync()).Take("4711", watched.Town.Time.GetUtcNow()))));
    }
}
