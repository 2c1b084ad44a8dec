using System.IO.Compression;
using Bot.Backups;
using Bot.Database;
using Core.Persistence;

namespace Tests.Backups;

/// <summary>What a backup unpacks into is held against the room of the disk that it goes to.</summary>
public sealed class RoomTests
{
    private static readonly Dictionary<string, long> Free = new() { ["/small"] = 100, ["/large"] = 5000, ["/large/files"] = 5000 };

    [Fact]
    public void Photos_on_a_large_disk_are_not_held_against_the_small_one_of_the_key() =>
        Should.NotThrow(() => Check(("/small", 60), ("/large", 2000), ("/large/files", 2900)));

    [Fact]
    public void What_shares_a_disk_is_added_up() =>
        Should.Throw<InvalidDataException>(() => Check(("/small", 60), ("/large", 2000), ("/large/files", 2900), ("/large/files", 101)))
            .Message.ShouldContain("in /large,");

    [Fact]
    public void What_is_made_to_overflow_a_sum_is_refused() =>
        Should.Throw<InvalidDataException>(() => Check(("/small", long.MaxValue), ("/small", long.MaxValue)));

    [Theory]
    [InlineData(false, "Make room")]
    [InlineData(true, "holds no database")] // so far it comes: a trial takes no room for files
    public async Task Files_beside_a_backup_take_room_in_a_restore_and_none_in_a_trial(bool isTrial, string said)
    {
        var folder = Directory.CreateTempSubdirectory("room-").FullName;
        try
        {
            var stored = Path.Combine(folder, "files", "web-uploads", "besar.mp4");
            Directory.CreateDirectory(Path.GetDirectoryName(stored)!);
            await using (var large = File.Create(stored)) large.SetLength(1L << 43); // of nothing
            var archive = new Archive("Kota", Path.Combine(folder, "data", "instansi.key"),
                [new KeptFolder("web-uploads", Path.Combine(folder, "data", "uploads"), "")],
                new DatabaseOptions { ConnectionString = $"Data Source={Path.Combine(folder, "data", "bot.db")}" });
            await using var file = File.Create(Path.Combine(folder, "kosong.zip"));
            using var zip = new ZipArchive(file, ZipArchiveMode.Update);
            var manifest = new Manifest(2, "1", default, "Kota", [], ["web-uploads"], Beside: ["web-uploads/besar.mp4"]);

            var wrong = await Should.ThrowAsync<InvalidDataException>(() =>
                UnpackArchive.Unpack(zip, manifest, archive, archive.Database, new BesideFiles(folder, ""), isTrial));

            wrong.Message.ShouldContain(said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Check(params (string, long)[] needs) => UnpackArchive.CheckRoom(needs, folder => Free[folder]);
}
