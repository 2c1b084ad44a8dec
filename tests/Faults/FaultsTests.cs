using Bot;
using Microsoft.Data.Sqlite;
using Tests.Backups;
using Tests.Support;
using Xunit.Abstractions;

namespace Tests.Faults;

/// <summary>Faults caused for real in the running program: who is told what after how long, and that it is taken back.</summary>
[Slow]
[TakesMinutes]
public sealed class FaultsTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_check_has_its_row_in_the_table() =>
        FaultTable.Names.Order(StringComparer.Ordinal).ShouldBe(CheckList.All.Select(c => c.Name).Order(StringComparer.Ordinal));

    [Fact]
    [Trait("Database", "any")] // the job's fault is caused in a way that only SQLite knows
    public async Task What_is_wrong_with_the_machine_and_with_single_parts_is_told_on_Telegram()
    {
        if (TestDatabase.IsPostgres) return;
        var free = new DriveInfo(Path.GetTempPath()).AvailableFreeSpace >> 20;
        await using var watched = await WatchedProcess.Open(output, ("Backups__At", "09:15"),
            ("Alarms__DiskLowMegabytes", $"{free - 2048}"), ("Alarms__DiskFullMegabytes", $"{free - 4096}")); // others write there too
        await File.WriteAllTextAsync(watched.Backups, "a file in the place of the folder"); // the night's one comes at 09.15 here
        var room = Path.Combine(watched.Town.Folder, "somebody's film");

        await Task.WhenAll(
            watched.Suffer(new("disk-low", Door.Telegram, () => Take(room, 3), "Ruang penyimpanan tinggal sedikit", () => Free(room),
                "Ruang penyimpanan cukup lagi")),
            watched.Suffer(new("job", Door.Telegram,
                () => watched.Sql("create trigger ill before update on look_marks when old.name = 'reminders' begin select raise(fail, 'disk I/O error'); end"),
                "Pekerjaan terjadwal plan-reminders gagal", () => watched.Sql("drop trigger ill"), "plan-reminders berjalan lagi")),
            watched.Suffer(new("parked", Door.Telegram, () => Refuse(watched), "pesan tidak dapat diproses atau dikirim",
                () => watched.Command("parked", "drop", "all"), "Tidak ada lagi pesan yang tertahan")),
            watched.Suffer(new("backup", Door.Telegram, watched.BackupFailed, "Cadangan data tidak terbarui", async () =>
            {
                File.Delete(watched.Backups);
                await watched.Command("backup");
            }, "Cadangan data sudah terbarui")),
            watched.Suffer(new("schema", Door.Telegram, () => watched.Sql(
                "insert into \"__EFMigrationsHistory\" values ('20991231000000_later', '10.0.0')"), "versi program yang lebih baru",
                () => watched.Sql("delete from \"__EFMigrationsHistory\" where \"MigrationId\" = '20991231000000_later'"), "cocok lagi")));
        await watched.Suffer(new("disk-full", Door.Telegram, () => Take(room, 5), "Kosongkan ruang sekarang juga", () => Free(room),
            "tidak lagi hampir habis"));
        await watched.Suffer(new("trial", Door.Telegram, () => Spoil(watched), "tidak dapat dipulihkan saat diuji", async () =>
        {
            await watched.Command("backup");
            await watched.Command("try-backup");
        }, "sudah teruji dapat dipulihkan"));
        await watched.Suffer(new("clock", Door.Telegram, () => Restart(watched, TimeSpan.FromDays(-1)), "Jam server tidak benar",
            () => Restart(watched, TimeSpan.Zero), "Jam server sudah benar"));
    }

    [Fact]
    [Trait("Database", "any")] // a file is locked as a whole
    public async Task What_is_wrong_with_the_platforms_door_is_told_at_the_other_one_and_a_locked_database_past_the_outbox()
    {
        if (TestDatabase.IsPostgres) return;
        await using var watched = await WatchedProcess.Open(output);
        SqliteConnection? locking = null;
        await watched.Suffer(new("database", Door.Telegram, async () =>
        {
            locking = new SqliteConnection(watched.Town.Database.ConnectionString + ";Pooling=False");
            await locking.OpenAsync();
            _ = locking.BeginTransaction(deferred: false);
        }, "Jawaban orang tidak dapat disimpan", async () => await locking!.DisposeAsync(), "Jawaban orang dapat disimpan lagi"));
        await watched.Suffer(new("token", Door.Browser, () => Done(watched.Server.Revoked = true), "Telegram menolak token bot",
            () => Done(watched.Server.Revoked = false), "menerima token bot lagi"));
        await watched.Suffer(new("telegram", Door.Browser,
            () => Done(() => watched.Server.Faults.Randomly(1, 1, BotApiFault.Html)), "Telegram tidak menjawab",
            () => Done(() => watched.Server.Faults.Randomly(0, 1, BotApiFault.Html)), "Telegram menjawab lagi"));
        await watched.Suffer(new("queue", Door.Browser, () =>
        {
            watched.Server.Faults.Next("sendMessage", BotApiFault.Flood(60)); // as long as twenty minutes of the fast clock
            return Done(watched.Server.Say(42, "/bantuan"));
        }, "Ada balasan yang menunggu dikirim", () => Task.CompletedTask, "Tidak ada lagi balasan yang menunggu lama"));
    }

    [Fact]
    [Trait("Database", "any")]
    public async Task Storage_elsewhere_that_refuses_our_key_is_told()
    {
        await using var bucket = await BucketServer.Start();
        bucket.KnowsKey = false;
        await using var watched = await WatchedProcess.Open(output,
            [("Backups__At", "09:10"), .. bucket.Settings.Select(s => (s.Key.Replace(":", "__", StringComparison.Ordinal), s.Value))]);
        await watched.Suffer(new("bucket", Door.Telegram, watched.BackupFailed, "belum terkirim ke penyimpanan luar", async () =>
        {
            bucket.KnowsKey = true;
            await watched.Command("backup");
        }, "sudah terkirim ke penyimpanan luar"));
    }

    [Fact]
    [Trait("Database", "any")]
    public async Task A_webhook_that_the_platform_cannot_call_is_told_in_its_words()
    {
        var nobody = Tests.EndToEnd.WorkersKillTests.FreePort();
        await using var watched = await WatchedProcess.Open(output, ("Telegram__Mode", "webhook"),
            ("Telegram__Webhook__Url", $"http://127.0.0.1:{nobody}/telegram/webhook"),
            ("Telegram__Webhook__SecretToken", "Rahasia_dari-uji_0123456789"));
        await watched.Server.Until(() => watched.Server.HasWebhook, "the webhook is set");
        watched.Server.WebhookErrorAt = watched.Now;
        await watched.Suffer(new("webhook", Door.Telegram, () =>
        {
            watched.Server.WebhookError = "Connection refused";
            return Done(watched.Server.Say(42, "Halo")); // waits at the platform, which finds nobody
        }, "memanggil layanan ini: Connection refused", () => Done(watched.Server.WebhookError = null),
            "dapat memanggil layanan ini lagi"));
    }

    [PostgresFact]
    public async Task A_worker_that_is_killed_and_files_that_are_lost_are_told_by_the_other()
    {
        await using var watched = await WatchedProcess.Open(output);
        var other = watched.Worker("dua");
        other.Start();
        await other.Up;
        var mark = Path.Combine(watched.Attachments, ".suara-layanan");
        await Task.WhenAll(
            watched.Suffer(new("worker", Door.Telegram, async () =>
            {
                await watched.Noted("dua");
                await other.Kill();
            }, "Proses \"dua\" berhenti tanpa pamit", async () =>
            {
                other.Start();
                await other.Up; // half a minute of a busy machine is ten of the fast clock
            }, "Proses \"dua\" berjalan lagi")),
            watched.Suffer(new("files", Door.Telegram, () => Done(() => File.Move(mark, mark + ".away")),
                "older berkas bersama tidak terlihat", () => Done(() => File.Move(mark + ".away", mark)),
                "Folder berkas bersama terlihat lagi")));
    }

    [PostgresFact]
    public async Task A_server_of_the_database_that_goes_away_is_told_by_the_one_that_led()
    {
        await using var watched = await WatchedProcess.Open(output);
        var other = watched.Worker("dua");
        other.Start();
        await other.Up;
        await watched.Noted("dua");
        await watched.Suffer(new("database", Door.Telegram, watched.Town.Database.GoAway, "Jawaban orang tidak dapat disimpan",
            watched.Town.Database.ComeBack, "Jawaban orang dapat disimpan lagi"));
    }

    private static async Task Refuse(WatchedProcess watched)
    {
        watched.Server.Chat(42).Refusal = "Bad Request: chat is weird";
        watched.Server.Say(42, "/bantuan");
        await watched.Server.Until(() => watched.Server.Refusals.Any(r => r.Contains("weird", StringComparison.Ordinal)), "it is refused");
    }

    private static async Task Spoil(WatchedProcess watched)
    {
        var newest = Directory.GetFiles(watched.Backups, "suara-*").Order(StringComparer.Ordinal).Last();
        await using (var file = File.Open(newest, FileMode.Open)) file.SetLength(file.Length / 2);
        await watched.Command("try-backup");
    }

    /// <summary>Stops it and starts it with a clock that is so wrong; what came in the right time stands in the database.</summary>
    private static async Task Restart(WatchedProcess watched, TimeSpan wrong)
    {
        watched.Server.Say(7001, "/bantuan");
        var bot = watched.Workers[0];
        await watched.Server.Until(() => watched.Server.Pending == 0, "it is received");
        (await bot.Stop()).ShouldBe(0);
        foreach (var (key, value) in WatchedProcess.Clock(watched.Now() + wrong)) bot.Settings[key] = value;
        bot.Start();
        await bot.Up;
    }

    private static Task Take(string file, int gigabytes)
    {
        using var taken = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            PreallocationSize = (long)gigabytes << 30,
        });
        return Task.CompletedTask;
    }

    private static Task Free(string file) => Done(() => File.Delete(file));

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    private static Task Done(object? _) => Task.CompletedTask;
}
