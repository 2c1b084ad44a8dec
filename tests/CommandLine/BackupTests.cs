using Bot;
using Bot.CommandLine.Copies;
using Bot.Database;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Tests.Support;

namespace Tests.CommandLine;

[Trait("Database", "any")]
[Slow]
public sealed class BackupTests : IDisposable
{
    private readonly Installation _here = new();
    private readonly Installation _there = new();

    [Fact]
    [TakesMinutes]
    public async Task A_backup_made_while_somebody_writes_comes_back_whole_on_another_machine()
    {
        await _here.Run("seed-demo", "--ratings", "500", "--asn", "5");
        Directory.CreateDirectory(Path.Combine(_here.Uploads, "2026"));
        await File.WriteAllTextAsync(Path.Combine(_here.Uploads, "2026", "foto.jpg"), "gambar");
        var file = Path.Combine(_here.Folder, "cadangan.zip");
        await using (var other = new SqliteConnection($"Data Source={_here.Database};Pooling=False"))
        {
            await other.OpenAsync();
            await using var writing = other.BeginTransaction();
            await using var half = new SqliteCommand("delete from ratings", other, writing);
            await half.ExecuteNonQueryAsync();

            var (code, said) = await _here.Run("backup", file);

            said.ShouldContain("Written");
            code.ShouldBe(0);
        }

        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await _there.Run("restore", file)).Code.ShouldBe(0);
        _there.Count("select count(*) from ratings").ShouldBe(500);
        File.ReadAllText(_there.KeyFile).ShouldBe(File.ReadAllText(_here.KeyFile));
        File.ReadAllText(Path.Combine(_there.Uploads, "2026", "foto.jpg")).ShouldBe("gambar");
        (await _there.Run("doctor")).Said.ShouldContain("All is well.");
        Directory.GetFiles(_here.Folder, "*.part").ShouldBeEmpty();
    }

    [Fact]
    public async Task Whether_the_version_that_made_a_backup_could_go_on_is_told_by_the_steps_of_the_schema()
    {
        await _here.Run("seed-demo", "--asn", "2");
        var file = Path.Combine(_here.Folder, "sebelum.zip");
        await _here.Run("backup", file);
        var (code, said) = await _here.Run("same-schema", file);
        (code, said.Contains("that version can go on with it", StringComparison.Ordinal)).ShouldBe((0, true));
        await Change("insert into \"__EFMigrationsHistory\" values ('20991231000000_later', '10.0.0')");

        (code, said) = await _here.Run("same-schema", file);

        code.ShouldBe(3);
        said.ShouldContain("1 steps since");
        said.ShouldContain("20991231000000_later");
    }

    [Fact]
    public async Task A_trial_of_the_newest_by_hand_counts_as_the_weekly_one()
    {
        var folder = $"--Backups:Folder={Path.Combine(_here.Folder, "cadangan")}";
        await _here.Run("seed-demo", "--asn", "2");
        await _here.Run("backup", folder);
        (await _here.Run("try-backup", folder)).Code.ShouldBe(0);
        var newest = Directory.GetFiles(Path.Combine(_here.Folder, "cadangan"), "suara-*").Single();
        await using (var cut = File.Open(newest, FileMode.Open)) cut.SetLength(cut.Length / 2);
        (await _here.Run("try-backup", folder)).Code.ShouldBe(1);
        (await _here.Run("try-backup", newest, folder)).Code.ShouldBe(1);

        _here.Count("select count(*) from backup_runs where deed = 'Tried' and error is null").ShouldBe(1);
        _here.Count("select count(*) from backup_runs where deed = 'Tried' and error is not null").ShouldBe(1);
    }

    [Fact]
    public async Task The_doctor_calls_no_backup_good_that_failed_or_is_old_or_did_not_get_elsewhere()
    {
        await _here.Run("seed-demo", "--asn", "2");
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await Change($"insert into backup_runs (deed, at, bytes) values ('Made', {now}, 1)");
        (await _here.Run("doctor")).Said.ShouldContain("[ ok ] backup");

        await Change("update backup_runs set at = at - 40 * 3600 * 1000");
        var (code, said) = await _here.Run("doctor");
        said.ShouldContain("more than 36 hours ago");
        code.ShouldNotBe(0);

        await Change($"insert into backup_runs (deed, at, bytes, error) values ('Made', {now}, 0, 'No space left on device')");
        (code, said) = await _here.Run("doctor");
        said.ShouldContain("No space left on device");
        code.ShouldNotBe(0);
    }

    /// <summary>Ends a service as soon as it is up.</summary>
    private sealed class Stop(IHostApplicationLifetime life) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken)
        {
            life.ApplicationStarted.Register(life.StopApplication);
            return Task.CompletedTask;
        }
    }

    private async Task Change(string sql, Installation? where = null)
    {
        await using var database = new SqliteConnection($"Data Source={(where ?? _here).Database};Pooling=False");
        await database.OpenAsync();
        await using var command = new SqliteCommand(sql, database);
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task What_waited_in_a_backup_is_not_sent_a_second_time_and_what_is_due_later_is()
    {
        await _here.Run("seed-demo", "--asn", "2");
        using (var connection = new SqliteConnection($"Data Source={_here.Database};Pooling=False"))
        {
            connection.Open();
            using var put = connection.CreateCommand();
            put.CommandText = """
                insert into outbox (channel, address, body, bulk, waits_for_talk, due_at, lane, state, attempts, owner)
                values ('telegram', '1', '{}', 0, 0, 1000, 0, 'Waiting', 0, 'meja'), ('telegram', '2', '{}', 1, 0, 1000, 0, 'Waiting', 1, null),
                    ('telegram', '3', '{}', 1, 0, 99999999999999, 0, 'Waiting', 0, null)
                """;
            put.ExecuteNonQuery();
        }

        var file = Path.Combine(_here.Folder, "cadangan.zip");
        await _here.Run("backup", file);

        var (code, said) = await _there.Run("restore", file);

        code.ShouldBe(0, said);
        said.ShouldContain("2 messages that waited in the backup or have fallen due since");
        _there.Count("select count(*) from outbox where state = 'Parked' and owner is null and address in ('1', '2')").ShouldBe(2);
        _there.Count("select count(*) from outbox where state = 'Waiting' and address = '3'").ShouldBe(1);
        (await _there.Run("parked")).Said.ShouldContain("restored from a backup");
        _there.LetGo();
    }

    [Fact]
    public async Task What_a_restore_could_not_hold_back_the_next_start_holds_back_or_refuses()
    {
        await _here.Run("seed-demo", "--asn", "2");
        await Change("""
            insert into outbox (channel, address, body, bulk, waits_for_talk, due_at, lane, state, attempts, owner)
                values ('telegram', '1', '{}', 0, 0, 1000, 0, 'Waiting', 0, null);
            create trigger broken before update on outbox begin select raise(abort, 'rusak'); end
            """);
        var file = Path.Combine(_here.Folder, "cadangan.zip");
        await _here.Run("backup", file);

        var (code, said) = await _there.Run("restore", file);

        code.ShouldBe(Restore.NotHeldBack);
        said.ShouldContain("could not be held back");
        said.ShouldNotContain("You can start");
        string[] settings = [.. _there.Settings, $"--Complaints:AttachmentFolder={_there.Folder}/files", "--Web:Url=http://127.0.0.1:0"];
        await using (var there = TestDatabase.At("sqlite", $"Data Source={_there.Database};Pooling=False"))
        await using (var db = there.Open())
            (await Should.ThrowAsync<SqliteException>(() => HoldBack.Finish(db, settings, null))).Message.ShouldContain("rusak");
        await Change("drop trigger broken", _there);
        (await Startup.Run(settings, services => services.AddHostedService<Stop>())).ShouldBe(0);
        _there.Count("select count(*) from outbox where state = 'Parked' and address = '1'").ShouldBe(1);
        _there.Count("select count(*) from installation where name = 'restoring'").ShouldBe(0);
        _there.LetGo();
    }

    [Fact]
    public async Task Nobody_starts_on_a_restored_copy_before_its_old_messages_are_held_back()
    {
        await _here.Run("seed-demo", "--asn", "2");
        var file = Path.Combine(_here.Folder, "cadangan.zip");
        await _here.Run("backup", file);
        var options = Options.Create(new DatabaseOptions { ConnectionString = $"Data Source={_there.Database}" });
        using var service = new SqliteWorkers(options);
        using var said = new Installation.Listener(async line =>
        {
            if (line.StartsWith("Restored", StringComparison.Ordinal))
                await Should.ThrowAsync<InvalidDataException>(() => service.Join(default));
        });

        (await _there.Run(said, "restore", file)).ShouldBe(0, said.ToString());

        said.ToString().TrimEnd().ShouldEndWith("You can start the service.");
        await service.Join(default);
        _there.LetGo();
    }

    [Fact]
    public async Task What_has_fallen_due_since_the_backup_is_not_told_a_second_time()
    {
        await _here.Run("seed-demo", "--asn", "2");
        await Change("""
            insert into channel_links (channel, address, thread, since) values ('telegram', '-1001', '', 0);
            insert into follow_ups (unit_id, month, unsur, what, who, due_on, author_id, at, discussed)
                select (select min(id) from units), 202601, 'U3', 'Loket prioritas', 'Kepala', '2026-02-01', min(id), 0, 0 from people;
            insert into memberships (person_id, unit_id, role, since) select min(id), null, 'InstansiAdministrator', 0 from people
            """);
        var file = Path.Combine(_here.Folder, "cadangan.zip");
        await _here.Run("backup", file);

        var (code, said) = await _there.Run("restore", file);

        code.ShouldBe(0, said);
        said.ShouldContain("have fallen due since");
        said.ShouldNotContain("could not look");
        _there.Count("select count(*) from outbox where state = 'Parked' and occasion like 'post:%' and address = '-1001'")
            .ShouldBeGreaterThan(0);
        _there.Count("select count(*) from outbox where state = 'Parked' and occasion like 'plan:%'").ShouldBe(1, "whatever the hour");
        _there.Count("select count(*) from outbox where state = 'Waiting'").ShouldBe(0);
    }

    [Fact]
    public async Task One_by_hand_is_sealed_too_where_a_passphrase_is_set_and_comes_back()
    {
        const string passphrase = "--Backups:Passphrase=kuda liar di padang";
        await _here.Run("seed-demo", "--asn", "2");
        var file = Path.Combine(_here.Folder, "cadangan.zip");

        (await _here.Run("backup", file, passphrase)).Said.ShouldContain($"Written: {file}.sealed (");

        Directory.GetFiles(_here.Folder).ShouldBe([$"{file}.sealed"]);
        Bot.Backups.Seal.IsOn($"{file}.sealed").ShouldBeTrue();
        (await _here.Run("backup", file, passphrase)).Said.ShouldContain("exists already");
        (await _there.Run("restore", $"{file}.sealed", passphrase)).Code.ShouldBe(0);
        _there.Count("select count(*) from people").ShouldBe(2);
        _there.LetGo();
    }

    [Fact]
    public async Task One_by_hand_that_the_disk_has_no_room_for_is_not_begun()
    {
        await _here.Run("seed-demo", "--asn", "2");
        Directory.CreateDirectory(_here.Uploads);
        await using (var large = File.Create(Path.Combine(_here.Uploads, "video.mp4"))) large.SetLength(1L << 43); // of nothing

        var (code, said) = await _here.Run("backup", Path.Combine(_here.Folder, "cadangan.zip"));

        said.ShouldContain("The backup may take");
        code.ShouldBe(1);
        Directory.GetFiles(_here.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_restore_would_do_is_said_before_and_alone_when_only_that_is_asked()
    {
        await _here.Run("seed-demo", "--asn", "2");
        var file = Path.Combine(_here.Folder, "cadangan.zip");
        await _here.Run("backup", file);

        var (code, said) = await _there.Run("restore", file, "--look");

        code.ShouldBe(0, said);
        said.ShouldContain("A backup of ");
        said.ShouldContain($"It goes to {_there.Database}. Nothing is there yet.");
        said.ShouldNotContain("Restored");
        File.Exists(_there.Database).ShouldBeFalse();
        (await _here.Run("restore", file, "--look")).Said.ShouldContain("would be kept under another name");
        (await _there.Run("restore", file)).Said.ShouldMatch("(?s)A backup of .*Restored");
    }

    [Fact]
    public async Task Nothing_is_put_over_data_unless_asked_and_then_the_old_is_kept()
    {
        await _here.Run("seed-demo", "--asn", "2");
        var file = Path.Combine(_here.Folder, "cadangan.zip");
        await _here.Run("backup", file);
        await _here.Run("seed-demo", "--asn", "7");
        _here.LetGo();

        var (code, said) = await _here.Run("restore", file);
        code.ShouldBe(1);
        said.ShouldContain("--force");
        _here.Count("select count(*) from people").ShouldBe(7);

        (await _here.Run("restore", file, "--force")).Said.ShouldContain("is kept as");
        _here.Count("select count(*) from people").ShouldBe(2);
        Directory.GetFiles(Path.GetDirectoryName(_here.Database)!, "bot.db.before-*").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nothing_is_restored_while_the_service_runs()
    {
        await _here.Run("seed-demo", "--asn", "2");
        var file = Path.Combine(_here.Folder, "cadangan.zip");
        await _here.Run("backup", file);
        _here.LetGo();
        await using var service = new SqliteConnection($"Data Source={_here.Database};Pooling=False");
        await service.OpenAsync();
        await using var read = new SqliteCommand("select count(*) from people", service);
        await read.ExecuteScalarAsync();

        var (code, said) = await _here.Run("restore", file, "--force");

        code.ShouldBe(1);
        said.ShouldContain("The service is running");
    }

    [Fact]
    public async Task Another_file_is_not_taken_for_a_backup()
    {
        var (code, said) = await _here.Run("restore", _here.Write("surat.zip", "halo"));

        code.ShouldBe(1);
        said.ShouldContain("no backup");
        File.Exists(_here.Database).ShouldBeFalse();
    }

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }
}
