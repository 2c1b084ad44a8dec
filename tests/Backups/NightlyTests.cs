using System.Collections;
using Bot.Backups;
using Bot.Reports;
using Bot.Web.Chat;
using Core.Alarms;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Schedules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tests.Support;

namespace Tests.Backups;

/// <summary>Every night a backup, new files only, kept by rule and tried by bringing it back; what fails is noted.</summary>
[Slow]
public sealed class NightlyTests
{
    /// <summary>The passphrase in the settings, once it is another one.</summary>
    private string? _present;

    [Theory]
    [InlineData("")]
    [InlineData("kuda liar di padang")]
    public async Task A_night_makes_one_with_new_files_only_and_tries_it(string passphrase)
    {
        await using var town = Nights(passphrase);
        await Receive(town, "satu.jpg", "warga satu");
        town.Time.Set(Night(1));
        await Run(town);
        await Run(town);
        Archives(town).Count.ShouldBe(1);
        Files(town).ShouldBe(["satu.jpg"]);
        if (passphrase.Length > 0) (await File.ReadAllTextAsync(Stored(town, "satu.jpg"))).ShouldNotContain("warga satu");
        var first = File.GetLastWriteTimeUtc(Stored(town, "satu.jpg"));

        await Receive(town, "dua.jpg", "warga dua");
        town.Time.Set(Night(2));
        await Run(town);
        Archives(town).Count.ShouldBe(2);
        Files(town).ShouldBe(["dua.jpg", "satu.jpg"]);
        File.GetLastWriteTimeUtc(Stored(town, "satu.jpg")).ShouldBe(first, "it was there already");
        var runs = await town.Read(db => db.BackupRuns.OrderBy(r => r.Id).ToListAsync());
        runs.Select(r => (r.Deed, r.Error)).ShouldBe([(BackupDeed.Made, null), (BackupDeed.Tried, null), (BackupDeed.Made, null)]);
        Directory.Exists(Path.Combine(Folder(town), ".trial")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_gone_goes_with_the_last_backup_that_held_it()
    {
        await using var town = Nights("", ("Backups:KeepDaily", "2"), ("Backups:KeepWeekly", "0"), ("Backups:KeepMonthly", "0"));
        await Receive(town, "satu.jpg", "warga satu");
        for (var night = 1; night <= 2; night++)
        {
            town.Time.Set(Night(night));
            await Run(town);
        }

        File.Delete(Path.Combine(Uploads(town), "satu.jpg"));
        town.Time.Set(Night(3));
        await Run(town);
        Files(town).ShouldBe(["satu.jpg"], "the second night's still holds it");
        town.Time.Set(Night(4));
        await Run(town);

        Archives(town).Count.ShouldBe(2);
        Files(town).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_rollback_goes_back_to_stays_with_its_files_for_sixty_days()
    {
        await using var town = Nights("", ("Backups:KeepDaily", "1"), ("Backups:KeepWeekly", "0"), ("Backups:KeepMonthly", "0"));
        await Receive(town, "satu.jpg", "warga satu");
        town.Time.Set(Night(1));
        await Run(town);
        var before = Path.Combine(Folder(town), "before-upgrade.zip");
        File.Copy(Archives(town).Single(), before);
        File.SetLastWriteTimeUtc(before, town.Time.GetUtcNow().UtcDateTime);
        File.Delete(Path.Combine(Uploads(town), "satu.jpg"));
        town.Time.Set(Night(3));
        await Run(town);
        (Archives(town).Count, File.Exists(before)).ShouldBe((1, true));
        Files(town).ShouldBe(["satu.jpg"]);
        town.Time.Set(Night(1).AddDays(61));
        await Run(town);

        File.Exists(before).ShouldBeFalse();
        Files(town).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_cannot_be_restored_is_found_by_the_trial()
    {
        await using var town = await AfterOneNight();
        File.Delete(Stored(town, "satu.jpg"));
        (await town.With(s => s.GetRequiredService<MakeBackups>().Try())).ShouldBeFalse();

        (await town.Read(db => BackupRun.Last(db, BackupDeed.Tried)))!.Error!.ShouldContain("which is not there");
    }

    [Fact]
    public async Task Under_a_new_passphrase_the_nights_go_on_and_no_file_of_the_former_ones_goes()
    {
        await using var town = Nights("kuda liar di padang", ("Backups:KeepDaily", "2"), ("Backups:KeepWeekly", "0"),
            ("Backups:KeepMonthly", "0"));
        await Receive(town, "satu.jpg", "warga satu");
        town.Time.Set(Night(1));
        await Run(town);
        var former = Archives(town).Single();
        await File.WriteAllBytesAsync(former, [.. (await File.ReadAllBytesAsync(former))[..^1], 0]); // as opens nothing any more
        File.Delete(Path.Combine(Uploads(town), "satu.jpg"));
        town.Time.Set(Night(2));
        await Run(town);
        town.Time.Advance(TimeSpan.FromHours(2));
        await Run(town);

        Archives(town).Count.ShouldBe(2, "one a night, not one an hour");
        var made = await town.Read(db => db.BackupRuns.Where(r => r.Deed == BackupDeed.Made).Select(r => r.Error).ToListAsync());
        made.ShouldBe([null, null]);
        Files(town).ShouldBe(["satu.jpg"]);
    }

    [Theory]
    [InlineData("", "kuda liar di padang")]
    [InlineData("kuda liar di padang", "kuda liar di pantai")]
    public async Task Under_a_new_passphrase_files_are_sealed_anew_once_and_can_be_brought_back(string former, string present)
    {
        await using var town = Nights(former);
        await Receive(town, "satu.jpg", "warga satu");
        town.Time.Set(Night(1));
        await Run(town);
        _present = present;
        await town.Restart();
        await Receive(town, "dua.jpg", "warga dua");
        town.Time.Set(Night(2));
        await Run(town);

        (await File.ReadAllTextAsync(Stored(town, "satu.jpg"))).Contains("warga satu").ShouldBe(present.Length == 0);
        (await town.With(s => s.GetRequiredService<MakeBackups>().Try())).ShouldBeTrue();
        var second = File.GetLastWriteTimeUtc(Stored(town, "satu.jpg"));
        town.Time.Set(Night(3));
        await Run(town);
        File.GetLastWriteTimeUtc(Stored(town, "satu.jpg")).ShouldBe(second, "once");
    }

    [Fact]
    public async Task What_is_sealed_is_not_unsealed_by_whoever_does_not_know_the_passphrase()
    {
        await using var town = Nights("kuda liar di padang");
        await Receive(town, "satu.jpg", "warga satu");
        town.Time.Set(Night(1));
        await Run(town);
        _present = "";
        await town.Restart();
        town.Time.Set(Night(2));
        await Run(town);
        (await town.Read(db => BackupRun.Last(db, BackupDeed.Made)))!.Error!.ShouldContain("Backups:Passphrase is not set here");
        Archives(town).Count.ShouldBe(1);
        Bot.Backups.Seal.IsOn(Stored(town, "satu.jpg")).ShouldBeTrue();
        File.Delete(Path.Combine(Folder(town), BesideFiles.Probe));
        town.Time.Advance(TimeSpan.FromHours(1));
        await Run(town);

        (await File.ReadAllTextAsync(Stored(town, "satu.jpg"))).ShouldBe("warga satu");
        (await town.With(s => s.GetRequiredService<MakeBackups>().Try())).ShouldBeTrue();
    }

    [Fact]
    public async Task Files_that_came_sealed_otherwise_are_found_where_nobody_knows_how_the_folder_is_sealed()
    {
        await using var town = Nights("kuda liar di padang");
        await Receive(town, "satu.jpg", "warga satu");
        town.Time.Set(Night(1));
        await Run(town);
        File.Delete(Path.Combine(Folder(town), BesideFiles.Probe)); // as an older version left it, or as a restore from elsewhere does
        var first = File.GetLastWriteTimeUtc(Stored(town, "satu.jpg"));
        await using (var other = File.Create(Stored(town, "dua.jpg")))
            await Bot.Backups.Seal.New("kuda liar di pantai").Close(new MemoryStream("warga dua"u8.ToArray()), other);
        await Receive(town, "dua.jpg", "warga dua");
        town.Time.Set(Night(2));
        await Run(town);

        File.GetLastWriteTimeUtc(Stored(town, "satu.jpg")).ShouldBe(first, "it opens");
        (await town.With(s => s.GetRequiredService<MakeBackups>().Try())).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_trial_reads_files_and_writes_none(bool isTrial)
    {
        await using var town = Nights("kuda liar di padang");
        await Receive(town, "satu.jpg", "warga satu");
        town.Time.Set(Night(1));
        await Run(town);
        var place = Path.Combine(Folder(town), "tempat");
        await town.With(async s =>
        {
            var scratch = new Archive(s).In(place);
            using var opened = await OpenedArchive.Open(Archives(town).Single(), "kuda liar di padang", scratch.KeyFile);
            await UnpackArchive.Unpack(opened.Zip, await Manifest.Read(opened.Zip), scratch, scratch.Database, opened.Beside, isTrial);
        });

        Directory.GetFiles(place, "*.jpg", SearchOption.AllDirectories).Length.ShouldBe(isTrial ? 0 : 1);
    }

    [Fact]
    public async Task What_comes_while_one_is_made_is_in_it_when_its_database_knows_of_it()
    {
        await using var town = Nights("");
        await Receive(town, "satu.jpg", "warga satu");
        await town.With(async s =>
        {
            s.GetRequiredService<SecretKey>();
            var (here, options) = (new Archive(s), s.GetRequiredService<IOptions<BackupOptions>>().Value);
            var folders = new FoldersInUse(here.Folders, () => File.WriteAllText(Path.Combine(Uploads(town), "dua.jpg"), "warga dua"));
            var busy = new Archive(here.Instansi, here.KeyFile, folders, here.DatabaseOptions);
            await new BackupFolder(options).Make(busy, Night(1).DateTime, town.Time, margin: 0);
        });

        Files(town).ShouldBe(["dua.jpg", "satu.jpg"]);
        using var opened = await OpenedArchive.Open(Archives(town).Single(), "", Path.Combine(Folder(town), ".look"));
        (await Manifest.Read(opened.Zip)).Beside.ShouldBe(["web-uploads/dua.jpg", "web-uploads/satu.jpg"]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_trial_looks_for_each_attachment_that_is_here_and_that_its_database_calls_kept(bool isHere, bool isGood)
    {
        await using var town = Nights("");
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(write =>
        {
            var file = AnnouncementFile.Of(new InboundFile("1", FileKind.Photo, "foto.jpg", null, 1), "web", 1, Night(0));
            file.Keep("abc.jpg", 1);
            write.Db.Add(file);
            return ValueTask.CompletedTask;
        }));
        town.Time.Set(Night(1));
        await Run(town);
        if (isHere) await File.WriteAllTextAsync(
            Path.Combine(Directory.CreateDirectory(Setting(town, "Complaints:AttachmentFolder")).FullName, "abc.jpg"), "x");

        (await town.With(s => s.GetRequiredService<MakeBackups>().Try())).ShouldBe(isGood);

        if (!isGood) (await town.Read(db => BackupRun.Last(db, BackupDeed.Tried)))!.Error!.ShouldContain("abc.jpg");
    }

    [Fact]
    public async Task One_that_the_disk_has_no_room_for_copies_nothing()
    {
        await using var town = Nights("");
        await Receive(town, "satu.jpg", "warga satu");
        await using (var large = File.Create(Path.Combine(Uploads(town), "video.mp4"))) large.SetLength(1L << 43); // of nothing
        town.Time.Set(Night(1));
        await Run(town);

        (await town.Read(db => BackupRun.Last(db, BackupDeed.Made)))!.Error!.ShouldMatch("^The backup may take .* is free\\. Make room");
        Directory.GetFiles(Folder(town), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_fails_is_noted_and_tried_again_after_an_hour()
    {
        await using var town = Nights("");
        await File.WriteAllTextAsync(Folder(town), "a file in the place of the folder");
        town.Time.Set(Night(1));
        await Run(town);
        await Run(town);
        (await town.Read(db => db.BackupRuns.CountAsync())).ShouldBe(1);
        File.Delete(Folder(town));
        town.Time.Advance(TimeSpan.FromHours(1));
        await Run(town);

        (await town.Read(db => BackupRun.LastGood(db, BackupDeed.Made))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Two_trials_at_the_same_moment_both_come_to_their_end()
    {
        await using var town = await AfterOneNight();

        var tried = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => town.With(s => s.GetRequiredService<MakeBackups>().Try())));

        tried.ShouldAllBe(good => good);
        Directory.GetFileSystemEntries(Folder(town), ".*").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_trial_that_was_cut_off_left_unsealed_goes_with_the_next_backup_and_one_under_way_stays()
    {
        await using var town = Nights("kuda liar di padang");
        Directory.CreateDirectory(Folder(town));
        town.Time.Set(Night(1));
        foreach (var (name, hours) in new[] { (".trial", 20), (".from-bucket", 1) })
        {
            var place = Directory.CreateDirectory(Path.Combine(Folder(town), name)).FullName;
            await File.WriteAllTextAsync(Path.Combine(place, "instansi.key"), "the key");
            Directory.SetLastWriteTimeUtc(place, Night(1).UtcDateTime.AddHours(-hours));
        }

        var sending = Path.Combine(Folder(town), ".sending.unsealed");
        await File.WriteAllTextAsync(sending, "the key");
        File.SetLastWriteTimeUtc(sending, Night(1).UtcDateTime.AddHours(-20));
        await town.With(s =>
        {
            s.GetRequiredService<SecretKey>();
            return s.GetRequiredService<MakeBackups>().Make();
        });

        Directory.Exists(Path.Combine(Folder(town), ".trial")).ShouldBeFalse();
        Directory.Exists(Path.Combine(Folder(town), ".from-bucket")).ShouldBeTrue();
        File.Exists(sending).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_installation_waits_for_its_first_night()
    {
        await using var town = Nights("");
        town.Time.Set(Night(0).AddHours(8));
        await town.With(async s =>
        {
            s.GetRequiredService<SecretKey>();
            await s.GetRequiredService<WriteQueue>().Enqueue(write => Installed.Note(write.Db, town.Time.GetUtcNow()));
            await s.GetRequiredService<MakeBackups>().Run();
        });
        (await town.Read(db => db.BackupRuns.CountAsync())).ShouldBe(0);
        town.Time.Set(Night(1));
        await Run(town);

        (await town.Read(db => db.BackupRuns.CountAsync())).ShouldBe(2);
    }

    /// <summary>Folders into which something comes as soon as they were looked through once.</summary>
    private sealed class FoldersInUse(IReadOnlyList<KeptFolder> all, Action come) : IReadOnlyList<KeptFolder>
    {
        private bool _came;

        public int Count => all.Count;

        public KeptFolder this[int index] => all[index];

        public IEnumerator<KeptFolder> GetEnumerator()
        {
            foreach (var folder in all) yield return folder;
            if (!_came) come();
            _came = true;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static DateTimeOffset Night(int day) => new(2026, 11, 23 + day, 19, 16, 0, TimeSpan.Zero); // 02.16 in Jakarta

    /// <summary>One file was received, and the first night's backup holds it.</summary>
    private async Task<Town> AfterOneNight()
    {
        var town = Nights("");
        await Receive(town, "satu.jpg", "warga satu");
        town.Time.Set(Night(1));
        await Run(town);
        return town;
    }

    private Town Nights(string passphrase, params (string Key, string Value)[] more)
    {
        var place = Directory.CreateTempSubdirectory("nights-").FullName;
        var settings = new Dictionary<string, string?>
        {
            ["Backups:Folder"] = Path.Combine(place, "backups"),
            ["Backups:Passphrase"] = passphrase,
            ["Web:UploadFolder"] = Path.Combine(place, "uploads"),
            ["Complaints:AttachmentFolder"] = Path.Combine(place, "attachments"),
            ["Reports:Folder"] = Path.Combine(place, "reports"),
        };
        foreach (var (key, value) in more) settings[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new Town(settings, services => services.AddBackups(configuration).AddWebChat(configuration).AddReports(configuration)
            .PostConfigure<BackupOptions>(o => o.Passphrase = _present ?? o.Passphrase));
    }

    private static async Task Receive(Town town, string name, string text)
    {
        Directory.CreateDirectory(Uploads(town));
        await File.WriteAllTextAsync(Path.Combine(Uploads(town), name), text);
    }

    private static Task Run(Town town) => town.With(async s =>
    {
        s.GetRequiredService<SecretKey>(); // its file is made by the first use
        await s.GetRequiredService<WriteQueue>().Enqueue(write => Installed.Note(write.Db, Night(0)));
        await s.GetRequiredService<MakeBackups>().Run();
    });

    private static string Setting(Town town, string key)
    {
        using var services = town.Build();
        return services.GetRequiredService<IConfiguration>()[key]!;
    }

    private static string Folder(Town town) => Setting(town, "Backups:Folder");

    private static string Uploads(Town town) => Setting(town, "Web:UploadFolder");

    private static string Stored(Town town, string name) => Path.Combine(Folder(town), "files", "web-uploads", name);

    private static List<string> Archives(Town town) => [.. Directory.GetFiles(Folder(town), "suara-*")];

    private static List<string> Files(Town town) => Directory.Exists(Path.Combine(Folder(town), "files"))
        ? [.. Directory.GetFiles(Path.Combine(Folder(town), "files"), "*.jpg", SearchOption.AllDirectories)
            .Select(f => Path.GetFileName(f)).Order()]
        : [];
}
