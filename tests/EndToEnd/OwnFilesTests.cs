using Tests.Support;

namespace Tests.EndToEnd;

/// <summary>
/// Whatever the process and its commands make stands in its folder for the service's user alone, also where they were started with a mask
/// that closes nothing.
/// </summary>
[Trait("Database", "any")]
[Slow]
public sealed class OwnFilesTests
{
    private const long Administrator = 5_000_000_001;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Fact]
    public async Task What_a_start_a_document_a_backup_and_a_restore_leave_is_open_to_nobody_else()
    {
        await using var server = await BotApiServer.Start();
        await using var plain = new BotProcess();
        await using var bot = new BotProcess
        {
            Executable = "sh",
            Program = ["-c", "umask 0; exec dotnet \"$@\"", "sh", .. plain.Program],
        };
        bot.UseTelegram(server);
        bot.Settings["Instansi__Demo"] = "true";
        bot.Settings["Telegram__PollSeconds"] = "1"; // each asking wakes who waits here
        (await bot.Command("seed-demo", "--ratings", "200", "--months", "2", "--complaints", "3")).Code.ShouldBe(0);
        bot.Start();
        await bot.Up;
        server.Say(Administrator, "/start");
        await server.Until(() => server.Chat(Administrator).Messages.Count > 0, "an answer");
        bot.Query("""
            insert into memberships (person_id, role, since)
            select id, 'InstansiAdministrator', 0 from people where channel = 'telegram'
            """);
        foreach (var said in new[] { "/ekspor DISDUKCAPIL 2026-10 csv", "/ekspor DISDUKCAPIL 2026-10 xlsx",
            "/laporan DISDUKCAPIL 2026-10" })
            server.Say(Administrator, said);
        await server.Until(() => Directory.Exists(Reports(bot)) && Directory.GetFiles(Reports(bot)).Length >= 2, "documents");
        Open(bot).ShouldBeEmpty("while it runs");

        var backup = Path.Combine(bot.Folder, "data", "cadangan", "satu.zip");
        (await bot.Command("backup", backup)).Code.ShouldBe(0);
        (await bot.Command("backup")).Code.ShouldBe(0);
        (await bot.Command("privacy-papers", Path.Combine(bot.Folder, "data", "berkas"))).Code.ShouldBe(0);
        (await bot.Stop()).ShouldBe(0);
        (await bot.Command("restore", backup, "--force")).Code.ShouldBe(0);

        Open(bot).ShouldBeEmpty("after a backup and a restore");
        Directory.GetFiles(Path.Combine(bot.Folder, "data")).Length.ShouldBeGreaterThan(3);
    }

    private static string Reports(BotProcess bot) => Path.Combine(bot.Folder, "data", "reports");

    /// <summary>What somebody else on the machine could get into, from the folder of data on.</summary>
    private static IEnumerable<string> Open(BotProcess bot) => new DirectoryInfo(Path.Combine(bot.Folder, "data"))
        .EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Where(f => (f.UnixFileMode & Others) != 0)
        .Select(f => $"{Path.GetRelativePath(bot.Folder, f.FullName)} {f.UnixFileMode}");
}
