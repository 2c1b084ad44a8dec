using Bot;
using Bot.Telegram;
using Core.Alarms;
using Core.Calendar;
using Core.DaysOff;
using Core.Messaging;
using Core.MonthlyPosts;
using Core.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tests.Support;

namespace Tests.Alarms;

/// <summary>Each fault is told once to whoever can mend it, with what to do, and taken back once.</summary>
public sealed class AlarmTests
{
    [Fact]
    public async Task A_refused_token()
    {
        await using var watched = await Watched.Open();
        var health = await watched.Of(s => s.GetRequiredService<TelegramHealth>());
        health.Fault = TelegramHealth.WrongToken;

        await watched.ToldOnceAndTakenBack("Telegram menolak token bot", "menerima token", () => Done(health.Fault = null));
    }

    [Fact]
    public async Task A_webhook_that_the_platform_cannot_call_in_its_words()
    {
        await using var watched = await Watched.Open();
        var health = await watched.Of(s => s.GetRequiredService<TelegramHealth>());
        health.Fault = "Telegram cannot call us: Connection refused";

        await watched.ToldOnceAndTakenBack("memanggil layanan ini: Connection refused", "dapat memanggil", () => Done(health.Fault = null));
    }

    [Fact]
    public async Task Telegram_that_does_not_answer()
    {
        await using var watched = await Watched.Open();
        var health = await watched.Of(s => s.GetRequiredService<TelegramHealth>());
        health.Contact(watched.Town.Time.GetUtcNow());
        health.Trouble = "502: Bad Gateway";

        await watched.ToldOnceAndTakenBack("Telegram tidak menjawab", "menjawab lagi",
            () => Done(() => health.Contact(watched.Town.Time.GetUtcNow())));
    }

    [Fact]
    public async Task Telegram_that_has_not_answered_since_the_start()
    {
        await using var watched = await Watched.Open();
        var health = await watched.Of(s => s.GetRequiredService<TelegramHealth>());
        health.StandAside();
        health.Ask(watched.Town.Time.GetUtcNow());
        health.Trouble = "502: Bad Gateway";

        await watched.ToldOnceAndTakenBack("Telegram tidak menjawab", "menjawab lagi",
            () => Done(() => health.Contact(watched.Town.Time.GetUtcNow())));
    }

    [Fact]
    public async Task What_stood_with_Telegram_before_a_restart_is_taken_back_by_its_first_answer_alone()
    {
        await using var watched = await Watched.Open(("Telegram:Mode", "webhook"), ("Telegram:Webhook:Url", "https://127.0.0.1:8443/x"),
            ("Telegram:Webhook:SecretToken", "rahasia-uji"));
        var health = await watched.Of(s => s.GetRequiredService<TelegramHealth>());
        health.StandAside();
        health.Ask(watched.Town.Time.GetUtcNow());
        health.Trouble = "502: Bad Gateway";
        var before = watched.Town.Time.GetUtcNow().AddHours(-1).ToUnixTimeMilliseconds();
        foreach (var name in new[] { "token", "webhook", "telegram" })
            await watched.Sql($"insert into alarms (name, what, since, seen_at, told_at) values ({name}, '7', {before}, {before}, {before})");
        await watched.Pass(8);
        watched.Told.ShouldBeEmpty();
        health.Contact(watched.Town.Time.GetUtcNow());
        await watched.Pass(4);

        var back = string.Join('\n', watched.Told);
        foreach (var words in new[] { "menerima token", "dapat memanggil", "menjawab lagi" }) back.ShouldContain(words);
        back.ShouldNotContain("perlu perhatian");
    }

    [Fact]
    public async Task A_database_that_takes_nothing_is_told_past_the_outbox_and_taken_back_by_it()
    {
        if (TestDatabase.IsPostgres) return; // what it shows is SQLite's way of being full
        await using var watched = await Watched.Open();
        await watched.Sql($"create trigger full before update on look_marks begin select raise(fail, 'database or disk is full'); end");

        await watched.ToldOnceAndTakenBack("tidak dapat disimpan: cannot be written (SQLite Error 19: 'database or disk is full'",
            "dapat disimpan lagi", () => watched.Sql($"drop trigger full"));
    }

    [Fact]
    public async Task What_nobody_uses_and_a_backup_that_there_is_not_are_not_called_well()
    {
        await using var watched = await Watched.Open(("Telegram:Mode", "polling"));
        await watched.Town.Say("ratna", "/sistem");

        var lines = watched.Town.LastTo("ratna").Text.Split('\n');
        var well = lines.Single(l => l.StartsWith("Semua baik", StringComparison.Ordinal));
        well.ShouldContain("token Telegram");
        well.ShouldContain("basis data");
        well.ShouldNotContain("cadangan");
        well.ShouldNotContain("panggilan");
        lines.ShouldContain("Tidak dipakai: panggilan dari Telegram, cadangan di luar, SP4N-LAPOR!, sertifikat.");
        lines.ShouldContain("Belum ada cadangan");
    }

    [Fact]
    public async Task A_disk_that_runs_low_and_then_full()
    {
        await using var watched = await Watched.Open();
        var options = await watched.Of(s => s.GetRequiredService<IOptions<AlarmOptions>>().Value);
        options.DiskLowMegabytes = int.MaxValue; // as good as a disk with little room

        await watched.ToldOnceAndTakenBack("Ruang penyimpanan tinggal sedikit", "cukup lagi", () => Done(options.DiskLowMegabytes = 1));
        (options.DiskLowMegabytes, options.DiskFullMegabytes) = (int.MaxValue, int.MaxValue);
        await watched.Pass(2);
        watched.Told[2].ShouldContain("Kosongkan ruang sekarang juga");
    }

    [Fact]
    public async Task A_queue_that_is_old()
    {
        await using var watched = await Watched.Open();
        var due = watched.Town.Time.GetUtcNow().AddMinutes(-4).ToUnixTimeMilliseconds();
        await watched.Sql($"""
            insert into outbox (channel, address, body, bulk, waits_for_talk, due_at, lane, state, attempts, owner)
            values ('test', '42', {"{}"}, false, false, {due}, 0, 'Waiting', 0, 'somebody that holds it')
            """);

        await watched.ToldOnceAndTakenBack("menunggu dikirim sejak 11 menit", "menunggu lama", () => watched.Sql($"delete from outbox"));
    }

    [Fact]
    public async Task Parked_messages()
    {
        await using var watched = await Watched.Open();
        watched.Town.Channel.Fault = m => m.Address == "42" ? new SendOutcome.Refused("Bad Request: chat is weird") : null;
        await watched.Town.Say("42", "/skor");

        await watched.ToldOnceAndTakenBack("pesan tidak dapat diproses atau dikirim", "tertahan", () => watched.Sql($"delete from outbox"));
    }

    [Fact]
    public async Task A_job_that_fails()
    {
        await using var watched = await Watched.Open();
        var runs = await watched.Of(s => s.GetRequiredService<JobRuns>());
        for (var i = 0; i < 3; i++) runs.Note("send-recaps", TimeSpan.Zero, "DivideByZeroException");

        await watched.ToldOnceAndTakenBack("Pekerjaan terjadwal send-recaps gagal 3 kali berturut-turut (DivideByZeroException)",
            "send-recaps berjalan lagi", () => Done(() => runs.Note("send-recaps", TimeSpan.Zero, null)));
    }

    [Fact]
    public async Task One_failure_of_a_job_that_mends_itself_is_nobodys_alarm()
    {
        await using var watched = await Watched.Open();
        var runs = await watched.Of(s => s.GetRequiredService<JobRuns>());
        runs.Note("send-recaps", TimeSpan.Zero, "PostgresException");
        await watched.Pass(2);
        runs.Note("send-recaps", TimeSpan.Zero, null);
        await watched.Pass(8);

        watched.Told.ShouldBeEmpty();
    }

    [PostgresFact]
    public async Task A_worker_that_ended_without_a_word()
    {
        await using var watched = await Watched.Open();
        var now = watched.Town.Time.GetUtcNow().ToUnixTimeMilliseconds();
        await watched.Sql($"insert into look_marks (name, at) values ('worker:w2', {now})");

        await watched.ToldOnceAndTakenBack("Proses \"w2\" berhenti tanpa pamit", "w2",
            () => watched.Sql($"delete from look_marks where name = 'worker:w2'"));
    }

    [Fact]
    public async Task A_linked_chat_that_put_the_bot_out()
    {
        await using var watched = await Watched.Open();
        await watched.Sql($"insert into channel_links (channel, address, thread, title, since) values ('test', '-100888', '', 'Forum Camat', 1)");
        watched.Town.Channel.Right = PostingRight.NotThere;

        await watched.InTime("chat", "\"Forum Camat\" tidak dapat dikirimi", "Forum Camat",
            () => Done(watched.Town.Channel.Right = PostingRight.Fine),
            () => watched.Town.Time.GetUtcNow().Minute == 35 ? Ask(watched) : Task.CompletedTask); // as the job does, each hour
    }

    [Fact]
    public async Task A_certificate_near_its_end()
    {
        using var site = new TlsSite(new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero));
        await using var watched = await Watched.Open(("Web:PublicUrl", site.Root));
        site.Renew(watched.Town.Time.GetUtcNow().AddDays(5)); // it is looked at every hour

        await watched.InTime("certificate", "berlaku sampai", "sudah diperbarui",
            () => Done(() => site.Renew(watched.Town.Time.GetUtcNow().AddDays(90))));
    }

    [Fact]
    public async Task A_certificate_near_its_end_that_cannot_be_looked_at_is_not_renewed_by_that()
    {
        using var site = new TlsSite(new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero));
        await using var watched = await Watched.Open(("Web:PublicUrl", site.Root));
        site.Renew(watched.Town.Time.GetUtcNow().AddDays(5));
        await NextLook(watched);
        watched.Told.ShouldHaveSingleItem().ShouldContain("berlaku sampai");
        site.Dispose();
        await NextLook(watched);

        watched.Told.Count.ShouldBe(1);
        (await await watched.Of(s => s.GetRequiredService<LookAtCertificate>().Trouble())).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_certificate_that_stood_before_a_restart_is_not_renewed_by_not_answering()
    {
        await using var watched = await Watched.Open(("Web:PublicUrl", "https://127.0.0.1:1"));
        var before = watched.Town.Time.GetUtcNow().AddHours(-1).ToUnixTimeMilliseconds();
        await watched.Sql($"""
            insert into alarms (name, what, since, seen_at, told_at)
            values ('certificate:127.0.0.1:1', '127.0.0.1:1|2026-11-28', {before}, {before}, {before})
            """);
        await watched.Pass(5);

        watched.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Next_years_days_off_that_are_missing_in_November()
    {
        await using var watched = await Watched.Open();
        watched.Town.Time.Set(new DateTimeOffset(2027, 10, 31, 3, 0, 0, TimeSpan.Zero));
        await watched.Sql($"insert into backup_runs (deed, at, bytes) values ('Made', {Later(watched)}, 1)");
        await watched.Look();
        watched.Told.ShouldBeEmpty();
        watched.Town.Time.Set(new DateTimeOffset(2027, 11, 1, 3, 0, 0, TimeSpan.Zero));

        await watched.InTime("calendar", "Hari libur tahun 2028 belum ada. Masukkan dari SKB 3 Menteri lewat /libur",
            "Hari libur tahun 2028 sudah ada", () => watched.Town.With(BringHolidays));
    }

    [Fact]
    public async Task A_clock_that_is_behind_what_was_received()
    {
        await using var watched = await Watched.Open();
        var later = watched.Town.Time.GetUtcNow().AddDays(3).ToUnixTimeMilliseconds();
        await watched.Sql($"insert into inbox (channel, external_id, received_at, failures) values ('test', 'later', {later}, 0)");

        await watched.ToldOnceAndTakenBack("Jam server tidak benar: 2026-11-23", "Jam server sudah benar", Mend);
        Task Mend() => watched.Sql($"delete from inbox where external_id = 'later'");
    }

    [Fact]
    public async Task A_newer_version_on_the_same_database()
    {
        await using var watched = await Watched.Open();
        await watched.Sql($"insert into \"__EFMigrationsHistory\" values ('20991231000000_later', '10.0.0')");

        await watched.ToldOnceAndTakenBack("versi program yang lebih baru (20991231000000_later)", "cocok lagi",
            () => watched.Sql($"delete from \"__EFMigrationsHistory\" where \"MigrationId\" = '20991231000000_later'"));
    }

    [Fact]
    public async Task A_backup_that_is_old_or_failed_and_a_trial_that_failed()
    {
        await using var watched = await Watched.Open();
        watched.Town.Time.Advance(TimeSpan.FromHours(46));
        await watched.Look();
        watched.Told.ShouldHaveSingleItem().ShouldContain("yang terakhir 46 jam yang lalu");
        var now = watched.Town.Time.GetUtcNow().ToUnixTimeMilliseconds();
        await watched.Sql($"insert into backup_runs (deed, at, bytes) values ('Made', {now}, 1)");
        await watched.Pass(5);
        watched.Told[^1].ShouldContain("Cadangan data sudah terbarui");
        await watched.Sql($"insert into backup_runs (deed, at, bytes, error) values ('Tried', {now}, 1, 'database is damaged')");
        await watched.Pass(2);

        watched.Told.Count.ShouldBe(3);
        watched.Told[2].ShouldContain("tidak dapat dipulihkan saat diuji, atau lama tidak diuji: database is damaged");
    }

    [Fact]
    public async Task A_trial_that_never_comes_is_told_and_one_that_is_switched_off_is_looked_for_no_more()
    {
        await using var watched = await Watched.Open(("Alarms:BackupHours", "0"));
        var now = watched.Town.Time.GetUtcNow();
        await watched.Sql($"insert into backup_runs (deed, at, bytes) values ('Made', {now.AddDays(-16).ToUnixTimeMilliseconds()}, 1)");
        await watched.Look();
        watched.Told.ShouldHaveSingleItem().ShouldContain("lama tidak diuji:");

        await using var off = await Watched.Open(("Alarms:BackupHours", "0"), ("Backups:TryWeekly", "false"));
        await off.Sql($"insert into backup_runs (deed, at, bytes, error) values ('Tried', {now.ToUnixTimeMilliseconds()}, 1, 'no createdb')");
        await off.Look();
        off.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_other_tools_make_backups_their_age_is_no_alarm()
    {
        await using var watched = await Watched.Open(("Backups:Nightly", "false"));
        watched.Town.Time.Advance(TimeSpan.FromHours(46));
        await watched.Look();
        watched.Told.ShouldBeEmpty("none was ever made here");
        var now = watched.Town.Time.GetUtcNow();
        await watched.Sql($"insert into backup_runs (deed, at, bytes) values ('Made', {now.AddHours(-40).ToUnixTimeMilliseconds()}, 1)");
        await watched.Look();
        watched.Told.ShouldHaveSingleItem().ShouldContain("yang terakhir 40 jam yang lalu");
    }

    [Fact]
    public async Task Where_no_hours_are_set_no_backup_is_too_old()
    {
        await using var watched = await Watched.Open(("Alarms:BackupHours", "0"));
        watched.Town.Time.Advance(TimeSpan.FromHours(46));
        await watched.Look();
        watched.Told.ShouldBeEmpty();
    }

    private static async Task BringHolidays(IServiceProvider services)
    {
        await services.GetRequiredService<WriteQueue>().Enqueue(async write => await KeepDaysOff.Put(write.Db, 2028, "SKB uji",
            [new Holiday(new DateOnly(2028, 1, 1), "Tahun Baru", HolidayKind.Holiday)], DateTimeOffset.UnixEpoch));
        await services.GetRequiredService<KeepDaysOff>().Reload();
    }

    /// <summary>A certificate is looked at every hour.</summary>
    private static Task NextLook(Watched watched)
    {
        watched.Town.Time.Advance(TimeSpan.FromHours(1));
        return watched.Pass(5);
    }

    private static long Later(Watched watched) => watched.Town.Time.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds();

    private static Task Ask(Watched watched) => watched.Town.With(s => s.GetRequiredService<LookAtLinkedChats>().Run());

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    private static Task Done(object? _) => Task.CompletedTask;
}
