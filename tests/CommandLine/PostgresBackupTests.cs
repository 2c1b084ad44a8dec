using System.IO.Compression;
using System.Text;
using Bot.Database;
using Bot.Database.Saved;
using Core.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Tests.Support;

namespace Tests.CommandLine;

/// <summary>The same backup for a city on PostgreSQL, by PostgreSQL's own programs.</summary>
public sealed class PostgresBackupTests : IDisposable
{
    private const string DayKey = "5ad0e1f45ad0e1f45ad0e1f45ad0e1f4";

    private readonly Installation _here = new();
    private readonly Installation _there = new();

    private string Zip => Path.Combine(_here.Folder, "cadangan.zip");

    [PostgresFact]
    public async Task A_backup_comes_back_whole_on_another_server_and_holds_no_key_of_a_day()
    {
        await using var first = TestDatabase.Unmade(postgres: true);
        await using var second = TestDatabase.Unmade(postgres: true);
        await Run(_here, first, "seed-demo", "--ratings", "500", "--asn", "5");
        await using (var db = first.Open())
            await db.Database.ExecuteSqlRawAsync($"insert into passing.keys (name, key) values ('day-2026-11-26', '{DayKey}')");
        Directory.CreateDirectory(_here.Uploads);
        await File.WriteAllTextAsync(Path.Combine(_here.Uploads, "foto.jpg"), "gambar");

        var (code, said) = await Run(_here, first, "backup", Zip);

        code.ShouldBe(0, said);
        File.GetUnixFileMode(Zip).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Encoding.Latin1.GetString(await Dump()).ShouldNotContain(DayKey);
        Directory.GetFiles(_here.Folder).ShouldBe([Zip]);

        (code, said) = await Run(_there, second, "restore", Zip);

        code.ShouldBe(0, said);
        await using (var db = second.Open())
        {
            (await db.Ratings.CountAsync()).ShouldBe(500);
            (await db.Database.SqlQueryRaw<long>("select count(*) as \"Value\" from passing.keys").ToListAsync()).ShouldBe([0L]);
        }

        File.ReadAllText(_there.KeyFile).ShouldBe(File.ReadAllText(_here.KeyFile));
        File.ReadAllText(Path.Combine(_there.Uploads, "foto.jpg")).ShouldBe("gambar");
        (await Run(_there, second, "doctor")).Said.ShouldContain("All is well.");
        Directory.GetFiles(_there.Folder, "*restoring*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [PostgresFact]
    public async Task Nothing_comes_over_data_unless_asked_and_then_the_old_is_kept_as_a_backup()
    {
        await using var database = TestDatabase.Unmade(postgres: true);
        await Run(_here, database, "seed-demo", "--asn", "2");
        await Run(_here, database, "backup", Zip);
        await Run(_here, database, "seed-demo", "--asn", "7");

        var (code, said) = await Run(_here, database, "restore", Zip);
        code.ShouldBe(1);
        said.ShouldContain("--force");
        (await People(database)).ShouldBe(7);

        const string passphrase = "--Backups:Passphrase=kuda liar di padang";
        (code, said) = await Run(_here, database, "restore", Zip, "--force", passphrase);
        code.ShouldBe(0, said);
        (await People(database)).ShouldBe(2);

        var kept = Directory.GetFiles(Path.GetDirectoryName(_here.KeyFile)!, "database.before-*").ShouldHaveSingleItem();
        Bot.Backups.Seal.IsOn(kept).ShouldBeTrue();
        (code, said) = await Run(_here, database, "restore", kept, "--force", passphrase);
        code.ShouldBe(0, said);
        (await People(database)).ShouldBe(7);
    }

    [PostgresFact]
    public async Task No_worker_starts_on_a_restored_copy_before_its_old_messages_are_held_back()
    {
        await using var database = TestDatabase.Unmade(postgres: true);
        await Run(_here, database, "seed-demo", "--asn", "2");
        await Run(_here, database, "backup", Zip);
        var refused = "";
        using var said = new Installation.Listener(async line =>
        {
            if (!line.StartsWith("Restored", StringComparison.Ordinal)) return;
            await using (var db = database.Open()) (await db.Installation.CountAsync(f => f.Name == SavedDatabase.Unheld)).ShouldBe(1);
            refused = (await Should.ThrowAsync<InvalidDataException>(() => KeepWorkersAway.Hold(database.ConnectionString))).Message;
        });

        (await _here.Run(said, Args(database, "restore", Zip, "--force"))).ShouldBe(0, said.ToString());

        refused.ShouldContain("another command holds it");
        await using (var db = database.Open()) (await db.Installation.CountAsync(f => f.Name == SavedDatabase.Unheld)).ShouldBe(0);
        await (await KeepWorkersAway.Hold(database.ConnectionString)).DisposeAsync();
    }

    [PostgresFact]
    public async Task Nothing_is_restored_while_a_worker_runs()
    {
        await using var database = TestDatabase.Unmade(postgres: true);
        await Run(_here, database, "seed-demo", "--asn", "2");
        await Run(_here, database, "backup", Zip);
        var server = Options.Create(new DatabaseOptions { Provider = "postgres", ConnectionString = database.ConnectionString });
        await using var running = new PostgresWorkers(server, Options.Create(new OutboxOptions { Instance = "satu" }),
            NullLogger<PostgresWorkers>.Instance);
        await running.Join(default);

        var (code, said) = await Run(_here, database, "restore", Zip, "--force");

        code.ShouldBe(1);
        said.ShouldContain("The service is running (satu)");
    }

    [PostgresFact]
    public async Task A_spoiled_dump_changes_nothing()
    {
        await using var database = TestDatabase.Unmade(postgres: true);
        await Run(_here, database, "seed-demo", "--ratings", "300", "--asn", "2");
        await Run(_here, database, "backup", Zip);
        var dump = await Dump();
        await using (var zip = await ZipFile.OpenAsync(Zip, ZipArchiveMode.Update))
        {
            zip.GetEntry("database.dump")!.Delete();
            await using var half = await zip.CreateEntry("database.dump").OpenAsync();
            await half.WriteAsync(dump.AsMemory(0, dump.Length * 2 / 3));
        }

        var (code, said) = await Run(_here, database, "restore", Zip, "--force");

        code.ShouldBe(1);
        said.ShouldContain("The backup's database cannot be used (pg_restore: ");
        (await People(database)).ShouldBe(2);
        Directory.GetFiles(_here.Folder, "*restoring*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [PostgresFact]
    public async Task A_backup_of_a_file_does_not_come_into_a_server()
    {
        await _here.Run("seed-demo", "--asn", "2");
        await _here.Run("backup", Zip);
        await using var database = TestDatabase.Unmade(postgres: true);

        var (code, said) = await Run(_there, database, "restore", Zip);

        code.ShouldBe(1);
        said.ShouldContain("carry it over with the command move");
    }

    [PostgresFact]
    public async Task Where_its_programs_are_missing_it_is_said_how_to_get_them()
    {
        await using var database = TestDatabase.Unmade(postgres: true);
        await Run(_here, database, "seed-demo", "--asn", "2");

        var (code, said) = await Run(_here, database, "backup", Zip, $"--Database:ToolsFolder={_there.Folder}");

        code.ShouldBe(1);
        said.ShouldContain($"pg_dump is not in {_there.Folder}");
        said.ShouldContain("apt install postgresql-client");
        Directory.GetFiles(_here.Folder).ShouldBeEmpty();
    }

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    private static Task<(int Code, string Said)> Run(Installation installation, TestDatabase database, params string[] args) =>
        installation.Run(Args(database, args));

    private static string[] Args(TestDatabase database, params string[] args) =>
        [.. args, "--Database:Provider=postgres", $"--Database:ConnectionString={database.ConnectionString}"];

    private static async Task<int> People(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.People.CountAsync();
    }

    private async Task<byte[]> Dump()
    {
        await using var zip = await ZipFile.OpenReadAsync(Zip);
        await using var entry = await zip.GetEntry("database.dump")!.OpenAsync();
        using var whole = new MemoryStream();
        await entry.CopyToAsync(whole);
        return whole.ToArray();
    }
}
