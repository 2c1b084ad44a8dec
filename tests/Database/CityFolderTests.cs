using Bot.Database;
using Bot.Reports;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tests.CommandLine;
using Tests.Support;

namespace Tests.Database;

/// <summary>Several workers keep files where all of them find them, or do not start.</summary>
public sealed class CityFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("folders-").FullName;

    [PostgresFact]
    public async Task A_worker_with_a_folder_of_its_own_does_not_start()
    {
        await using var database = TestDatabase.New();
        await using var workers = WorkersOn(database);
        await using var db = database.Open();
        await At("bersama", workers).Check(db);
        await At("bersama", workers).Check(db);

        var refused = await Should.ThrowAsync<InvalidDataException>(At("sendiri", workers).Check(db));

        refused.Message.ShouldContain(Path.Combine(_folder, "sendiri"));
        refused.Message.ShouldContain("Complaints:AttachmentFolder");
        refused.Message.ShouldContain("adopt-files");
    }

    [PostgresFact]
    public async Task A_folder_that_goes_away_is_seen_and_another_can_take_its_place()
    {
        await using var database = TestDatabase.New();
        await using var workers = WorkersOn(database);
        await using var db = database.Open();
        await At("bersama", workers).Check(db);
        (await At("bersama", workers).Look(db)).ShouldBeEmpty();
        Directory.Delete(Path.Combine(_folder, "bersama"), recursive: true);

        (await At("bersama", workers).Look(db)).ShouldHaveSingleItem().ShouldContain("is not the folder of this city's attachments");
        await At("baru", workers).Adopt(db);

        await At("baru", workers).Check(db);
        (await At("bersama", workers).Look(db)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_single_process_on_a_file_needs_no_mark()
    {
        await using var database = TestDatabase.New();
        await using var db = database.Open();
        using var alone = new SqliteWorkers(Options.Create(new DatabaseOptions()));

        await At("sendiri", alone).Check(db);

        (await db.Installation.CountAsync()).ShouldBe(0);
        Directory.Exists(Path.Combine(_folder, "sendiri")).ShouldBeFalse();
    }

    [PostgresFact]
    public async Task The_doctor_of_a_worker_that_cannot_see_the_files_says_so()
    {
        using var here = new Installation();
        await using var database = TestDatabase.Unmade(postgres: true);
        string[] there = ["--Database:Provider=postgres", $"--Database:ConnectionString={database.ConnectionString}",
            $"--Complaints:AttachmentFolder={Path.Combine(_folder, "a")}", $"--Reports:Folder={Path.Combine(_folder, "r")}"];
        (await here.Run(["adopt-files", .. there])).Code.ShouldBe(0);
        await here.Run(["seed-demo", "--asn", "1", .. there]);
        (await here.Run(["doctor", .. there])).Said.ShouldContain("All is well.");

        Directory.Move(Path.Combine(_folder, "a"), Path.Combine(_folder, "b"));
        var (code, said) = await here.Run(["doctor", .. there]);

        code.ShouldBe(1);
        said.ShouldContain($"{Path.Combine(_folder, "a")} (Complaints:AttachmentFolder) is not the folder of this city's attachments");
    }

    [Fact]
    public void Sweeping_old_documents_passes_the_mark_by()
    {
        foreach (var name in new[] { CityFolders.Mark, "laporan.pdf" }) File.WriteAllText(Path.Combine(_folder, name), "x");
        var later = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(8));

        new OwnFolder(Options.Create(new ReportsOptions { Folder = _folder }), later).Sweep();

        Directory.GetFiles(_folder).ShouldBe([Path.Combine(_folder, CityFolders.Mark)]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static PostgresWorkers WorkersOn(TestDatabase database) => new(
        Options.Create(new DatabaseOptions { Provider = "postgres", ConnectionString = database.ConnectionString }),
        Options.Create(new OutboxOptions { Instance = "satu" }), NullLogger<PostgresWorkers>.Instance);

    private CityFolders At(string name, IWorkers workers) =>
        new([new KeptFolder("attachments", Path.Combine(_folder, name), "Complaints:AttachmentFolder")], workers);
}
