using Core.Complaints;
using Core.Complaints.Attachments;
using Core.Complaints.Handling;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Complaints;

public sealed class AttachmentTests
{
    private const string Story = "Loket bantuan tutup setiap hari Kamis.";

    [Fact]
    public async Task A_photo_is_kept_by_us_under_a_name_that_says_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("kept-").FullName;
        await using var town = ComplaintTown.New(folder);
        await town.FileComplaint("warga", Story, photo: "loket.jpg");
        await town.Run("lampiran");
        await town.Run("lampiran");
        var kept = await town.Read(db => db.ComplaintAttachments.SingleAsync());
        (kept.State, kept.Reference, kept.NextTryAt).ShouldBe((AttachmentState.Kept, null, null));
        Path.GetFileName(Directory.GetFiles(folder).Single()).ShouldBe(kept.KeptAs);
        kept.KeptAs!.Length.ShouldBe(32 + 4);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Directory.GetFiles(folder).Single()).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task What_cannot_be_fetched_now_is_fetched_later_and_never_lost()
    {
        await using var town = ComplaintTown.New();
        await town.FileComplaint("warga", Story, photo: "loket.jpg");
        town.Channel.OpenFault = new IOException("the platform is down");
        for (var i = 0; i < 5; i++)
        {
            await town.Run("lampiran");
            await town.Run("lampiran");
            town.Time.Advance(TimeSpan.FromMinutes(10));
        }

        var waiting = await town.Read(db => db.ComplaintAttachments.SingleAsync());
        (waiting.State, waiting.Tries).ShouldBe((AttachmentState.Waiting, 5));
        town.Channel.OpenFault = null;
        town.Time.Advance(TimeSpan.FromHours(6));
        await town.Run("lampiran");
        (await town.Read(db => db.ComplaintAttachments.SingleAsync())).State.ShouldBe(AttachmentState.Kept);
    }

    [PostgresFact]
    public async Task A_photo_that_is_erased_while_it_is_fetched_is_kept_nowhere()
    {
        var folder = Directory.CreateTempSubdirectory("kept-").FullName;
        await using var town = ComplaintTown.New(folder);
        await town.FileComplaint("warga", Story, photo: "loket.jpg");
        await town.With(async s =>
        {
            var (held, go) = (new TaskCompletionSource(), new TaskCompletionSource());
            var erasing = s.GetRequiredService<WriteQueue>().Enqueue(async write =>
            {
                await FindComplaint.Lock(write.Db, await write.Db.Complaints.Select(c => c.Code).SingleAsync());
                (await write.Db.ComplaintAttachments.SingleAsync()).Erase();
                held.SetResult();
                await go.Task;
            });
            await held.Task;
            var fetching = s.GetRequiredService<FetchAttachments>().Run();
            await Task.WhenAny(fetching, TestDatabase.WhenSomebodyWaits(town.Database));
            go.SetResult();
            await Task.WhenAll(erasing, fetching);
        });

        (await town.Read(db => db.ComplaintAttachments.SingleAsync())).State.ShouldBe(AttachmentState.Erased);
        Directory.GetFiles(folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("virus.jpg", "jenisnya")]
    [InlineData("hilang.jpg", "kirim lagi")]
    [InlineData("besar.jpg", "lebih dari")]
    public async Task What_cannot_be_kept_is_said_to_the_sender_and_stands_in_the_history(string photo, string said)
    {
        await using var town = ComplaintTown.New(settings: new() { ["Complaints:AttachmentMaxBytes"] = "100000" });
        town.Channel.Files["besar.jpg"] = new byte[200_000];
        await town.FileComplaint("warga", Story, photo: photo);
        await town.Run("lampiran");
        town.LastTo("warga").Text.ShouldContain(said);
        (await town.Read(db => db.ComplaintEvents.CountAsync(e => e.Act == Act.LoseAttachment))).ShouldBe(1);
        await town.Run("lampiran");
        (await town.Read(db => db.ComplaintEvents.CountAsync(e => e.Act == Act.LoseAttachment))).ShouldBe(1);
    }

    [Fact]
    public async Task Several_photos_of_an_album_come_one_by_one_and_a_sixth_is_refused()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start adu_DINSOS");
        await town.Press("warga", "Setuju, lanjutkan");
        await town.Say("warga", Story);
        for (var i = 0; i < 6; i++) await town.SendPhoto("warga", "loket.jpg");
        town.LastTo("warga").Text.ShouldContain("Paling banyak 5");
        foreach (var press in new[] { "Selesai", "Kirim" }) await town.Press("warga", press);
        await town.Run("lampiran");
        (await town.Read(db => db.ComplaintAttachments.CountAsync(a => a.State == AttachmentState.Kept))).ShouldBe(5);
    }
}
