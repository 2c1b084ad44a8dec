using Bot.Backups;
using Bot.Backups.Bucket;
using Bot.Reports;
using Bot.Web.Chat;
using Core.Alarms;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tests.CommandLine;
using Tests.Support;

namespace Tests.Backups;

/// <summary>
/// Each night's backup goes to storage elsewhere, is kept there by the same rule, tried from there, and brought back from there.
/// </summary>
[Slow]
public sealed class AwayTests : IAsyncLifetime
{
    private const string Files = "kota/suara/files/web-uploads/";
    private readonly LogBook _log = new();
    private BucketServer _server = null!;

    /// <summary>The passphrase in the settings, once it is another one.</summary>
    private string? _present;

    public async Task InitializeAsync() => _server = await BucketServer.Start();

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Theory]
    [InlineData("")]
    [InlineData("kuda liar di padang")]
    public async Task A_night_sends_the_archive_and_new_files_only_and_tries_what_is_there(string passphrase)
    {
        await using var town = Nights(passphrase);
        await Receive(town, "satu.jpg", "warga satu");
        await Night(town, 1);
        await Receive(town, "dua.jpg", "warga dua");
        await Night(town, 2);
        await Night(town, 2);

        Puts("files/web-uploads/satu.jpg").ShouldBe(1, "it was there already");
        _server.Keys.Where(k => k.StartsWith(Files, StringComparison.Ordinal)).ShouldBe([Files + "dua.jpg", Files + "satu.jpg"]);
        Archives().Count.ShouldBe(2);
        if (passphrase.Length > 0) System.Text.Encoding.UTF8.GetString(_server.Body(Files + "satu.jpg")).ShouldNotContain("warga satu");
        (await Runs(town)).ShouldBe([(BackupDeed.Made, null), (BackupDeed.Sent, null), (BackupDeed.Tried, null), (BackupDeed.Made, null),
            (BackupDeed.Sent, null)]);
        _server.Asked.ShouldContain(a => a.StartsWith("GET kota/suara/suara-2026-11-25",
            StringComparison.Ordinal) && !a.Contains(".files"));
        Directory.Exists(Path.Combine(Folder(town), ".from-bucket")).ShouldBeFalse();
        _log.Lines.ShouldAllBe(line => !line.Contains(BucketServer.Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("kuda liar di padang")]
    public async Task What_is_sealed_anew_is_sent_anew_once(string former)
    {
        await using var town = Nights(former);
        await Receive(town, "satu.jpg", "warga satu");
        await Night(town, 1);
        var first = _server.Body(Files + "satu.jpg");
        _present = "kuda liar di pantai";
        await town.Restart();
        await Night(town, 2);
        var second = _server.Body(Files + "satu.jpg");
        await Night(town, 3);

        second.ShouldNotBe(first);
        Puts("files/web-uploads/satu.jpg").ShouldBe(2);
        (await town.With(s => s.GetRequiredService<MakeBackups>().Try())).ShouldBeTrue();
        Directory.Delete(Folder(town), recursive: true);
        await town.With(s => s.GetRequiredService<FetchBackup>().Bring(null));
        await town.With(s => s.GetRequiredService<SendBackups>().Send());
        Puts("files/web-uploads/satu.jpg").ShouldBe(2, "it came from there");
    }

    [Fact]
    public async Task What_the_rule_does_not_keep_goes_there_too_with_the_files_that_only_it_needed()
    {
        await using var town = Nights("", ("Backups:KeepDaily", "2"), ("Backups:KeepWeekly", "0"), ("Backups:KeepMonthly", "0"));
        await Receive(town, "satu.jpg", "warga satu");
        await Night(town, 1);
        File.Delete(Path.Combine(Uploads(town), "satu.jpg"));
        await Night(town, 2);
        _server.Keys.ShouldContain(Files + "satu.jpg", "the first night's still needs it");
        await Night(town, 3);

        Archives().Count.ShouldBe(2);
        _server.Keys.ShouldNotContain(Files + "satu.jpg");
        _server.Keys.Count(k => k.EndsWith(".files", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task An_empty_folder_of_a_new_machine_deletes_nothing_there()
    {
        await using var town = Nights("");
        await Receive(town, "satu.jpg", "warga satu");
        await Night(town, 1);
        Directory.Delete(Folder(town), recursive: true);
        Directory.Delete(Uploads(town), recursive: true);
        await Night(town, 2);

        Archives().Count.ShouldBe(2);
        _server.Keys.ShouldContain(Files + "satu.jpg");
    }

    [Fact]
    public async Task Files_are_left_where_a_kept_archive_does_not_say_which_it_needs()
    {
        await using var town = Nights("", ("Backups:KeepDaily", "2"), ("Backups:KeepWeekly", "0"), ("Backups:KeepMonthly", "0"));
        await Receive(town, "satu.jpg", "warga satu");
        await Night(town, 1);
        await Night(town, 2);
        _server.Lose(_server.Keys.Last(k => k.EndsWith(".files", StringComparison.Ordinal)));
        File.Delete(Path.Combine(Uploads(town), "satu.jpg"));
        await Night(town, 3);

        _server.Keys.ShouldContain(Files + "satu.jpg");
        Archives().Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_fails_is_noted_tried_again_after_an_hour_and_leaves_no_archive_without_its_files()
    {
        await using var town = Nights("");
        await Receive(town, "satu.jpg", "warga satu");
        _server.Fault = asked => asked.Contains("satu.jpg", StringComparison.Ordinal) ? 500 : null;
        await Night(town, 1);
        Archives().ShouldBeEmpty();
        (await Runs(town))[^1].Error!.ShouldContain("cannot do it now (500");
        await Run(town);
        (await Runs(town)).Count.ShouldBe(2);
        _server.Fault = _ => null;
        town.Time.Advance(TimeSpan.FromHours(1));
        await Run(town);

        Archives().Count.ShouldBe(1);
        (await Runs(town))[^2..].ShouldBe([(BackupDeed.Sent, null), (BackupDeed.Tried, null)], "what was sent late is tried too");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_trial_finds_what_was_spoiled_or_lost_there(bool lost)
    {
        await using var town = Nights("");
        await Receive(town, "satu.jpg", "warga satu");
        await Night(town, 1);
        if (lost) _server.Lose(Files + "satu.jpg");
        else _server.Spoil(Files + "satu.jpg");

        (await town.With(s => s.GetRequiredService<MakeBackups>().Try())).ShouldBeFalse();

        (await Runs(town))[^1].Error!.ShouldContain("satu.jpg");
    }

    [Fact]
    public async Task A_new_machine_lists_and_restores_what_is_there_and_doctor_looks_whether_it_can_be_written()
    {
        string[] settings = [.. _server.Settings.Select(s => $"--{s.Key}={s.Value}"), "--Backups:Passphrase=kuda liar di padang"];
        using (var old = new Installation())
        {
            await old.Run("seed-demo", "--asn", "2");
            Directory.CreateDirectory(old.Uploads);
            await File.WriteAllTextAsync(Path.Combine(old.Uploads, "satu.jpg"), "warga satu");
            var (code, said) = await old.Run(["backup", $"--Backups:Folder={old.Folder}/cadangan", .. settings]);
            (code, said.Contains("Sent to http://127.0.0.1", StringComparison.Ordinal)).ShouldBe((0, true), said);
        }

        using var here = new Installation();
        var folder = $"--Backups:Folder={here.Folder}/cadangan";
        (await here.Run(["backups", folder, .. settings])).Said.ShouldMatch(@"suara-\S+\.zip\.sealed +[\d.]+ MB  bucket");
        var (restored, words) = await here.Run(["restore", "--from-bucket", folder, .. settings]);

        (restored, words.Contains("Restored:", StringComparison.Ordinal)).ShouldBe((0, true), words);
        (await File.ReadAllTextAsync(Path.Combine(here.Uploads, "satu.jpg"))).ShouldBe("warga satu");
        here.Count("select count(*) from memberships").ShouldBeGreaterThan(0);
        (await here.Run(["backups", folder, .. settings])).Said.ShouldContain("folder, bucket");
        (await here.Run(["doctor", folder, .. settings])).Said.ShouldContain("[ ok ] bucket");
        _server.KnowsKey = false;
        var (wrong, trouble) = await here.Run(["doctor", folder, .. settings]);
        (wrong, trouble.Contains("[MEND] bucket", StringComparison.Ordinal)).ShouldBe((1, true), trouble);
        trouble.ShouldNotContain(BucketServer.Secret);
    }

    [Fact]
    public async Task Whoever_writes_into_the_bucket_cannot_write_elsewhere_on_this_machine()
    {
        string[] settings = [.. _server.Settings.Select(s => $"--{s.Key}={s.Value}")];
        using var here = new Installation();
        _server.Put("kota/suara/suara-2026-11-24T021500.zip", "x");
        _server.Put("kota/suara/suara-2026-11-24T021500.zip.files", "../../jahat");
        _server.Put("kota/suara/files/../../jahat", "jahat");

        var (code, said) = await here.Run(["restore", "--from-bucket", $"--Backups:Folder={here.Folder}/cadangan/malam", .. settings]);

        (code, said.Contains("points outside", StringComparison.Ordinal)).ShouldBe((1, true), said);
        Directory.GetFiles(here.Folder, "jahat*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static DateTimeOffset Moment(int day) => new(2026, 11, 23 + day, 19, 16, 0, TimeSpan.Zero); // 02.16 in Jakarta

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
        foreach (var (key, value) in _server.Settings.Concat(more)) settings[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new Town(settings, services => services.AddBackups(configuration).AddWebChat(configuration).AddReports(configuration)
            .PostConfigure<BackupOptions>(o => o.Passphrase = _present ?? o.Passphrase)
            .AddLogging(l => l.SetMinimumLevel(LogLevel.Debug).AddProvider(_log)));
    }

    private List<string> Archives() => [.. _server.Keys.Where(k => k.StartsWith("kota/suara/suara-", StringComparison.Ordinal)
        && !k.EndsWith(".files", StringComparison.Ordinal))];

    private int Puts(string key) => _server.Asked.Count(a => a == $"PUT kota/suara/{key}");

    private static Task Night(Town town, int day)
    {
        town.Time.Set(Moment(day));
        return Run(town);
    }

    private static Task Run(Town town) => town.With(async s =>
    {
        s.GetRequiredService<SecretKey>(); // its file is made by the first use
        await s.GetRequiredService<WriteQueue>().Enqueue(write => Installed.Note(write.Db, Moment(0)));
        await s.GetRequiredService<MakeBackups>().Run();
    });

    private static async Task Receive(Town town, string name, string text)
    {
        Directory.CreateDirectory(Uploads(town));
        await File.WriteAllTextAsync(Path.Combine(Uploads(town), name), text);
    }

    private static async Task<List<(BackupDeed Deed, string? Error)>> Runs(Town town) =>
        [.. (await town.Read(db => db.BackupRuns.OrderBy(r => r.Id).ToListAsync())).Select(r => (r.Deed, r.Error))];

    private static string Setting(Town town, string key)
    {
        using var services = town.Build();
        return services.GetRequiredService<IConfiguration>()[key]!;
    }

    private static string Folder(Town town) => Setting(town, "Backups:Folder");

    private static string Uploads(Town town) => Setting(town, "Web:UploadFolder");
}
