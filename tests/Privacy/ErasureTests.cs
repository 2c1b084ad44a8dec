using System.IO.Compression;
using System.Text;
using Bot.CommandLine;
using Core.Complaints.Attachments;
using Core.Dialogs.Conversations;
using Core.Inbox;
using Core.MonthlyPosts;
using Core.News;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Reminders;
using Core.Reports;
using Core.Schedules;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Complaints;
using Tests.Database;
using Tests.Support;

namespace Tests.Privacy;

/// <summary>One person fills everything that stores something, is erased, and is looked for in every byte that is left.</summary>
public sealed class ErasureTests : IDisposable
{
    private const string Nip = "198609262015051001";

    /// <summary>The name of a file that was fetched: no row holds it any more, only freed bytes of a SQLite file may.</summary>
    private const string FetchedName = "foto-penanda18.jpg";

    private readonly string _folder = Directory.CreateTempSubdirectory("erasure-").FullName;

    /// <summary>Words that the person says, each in another place.</summary>
    private static readonly string[] Words =
    [
        Nip, "Penanda01", "Wirawan01", "penanda02", "sasaran02", "penanda03", "kuitansi03", "penanda04", "kesaksian04", "penanda05",
            "kemarin05",
        "penanda06", "gang06", "Penanda07", "Sutrisno07", "penanda08", "tambahan08", "penanda09", "keluhan09", "penanda10", "ulasan10",
        "penanda11", "parkir11", "penanda12", "lampiran12", "penanda13", "penanda14", "susulan14", "penanda15", "jawaban15", "penanda16",
        "penanda17", "penanda23", "penanda21", "betul21", FetchedName, "foto-penanda19.jpg", "foto-penanda20.jpg", Pictures.Place,
    ];

    [Theory]
    [InlineData("web", "Zx9PENANDAalamatWebDariSebuahPerambanXyz0123")]
    [InlineData("test", "770011223344556")]
    public async Task After_erasure_no_byte_of_the_person_is_left_anywhere(string channel, string address)
    {
        await using var town = OnePerson.Town(_folder);
        var person = new OnePerson(town, channel, address);
        await Live(town, person);
        var before = await Everything(town);
        Words.Where(w => w != Nip && (w != Pictures.Place || channel == "web") && !(TestDatabase.IsPostgres && w == FetchedName))
            .Append(address)
            .Where(w => !before.Any(p => p.Text.Contains(w, StringComparison.Ordinal)))
            .ShouldBeEmpty("what was never stored proves nothing");

        await person.Say("/hapus", "Cabut juga", "Hapus data saya");
        var last = (await person.Told())[^1];
        await Settle(town);

        var left = await Everything(town);
        left.SelectMany(place => Words.Concat(person.Traces).Where(w => place.Text.Contains(w, StringComparison.Ordinal))
            .Select(w => $"{w} in {place.Name}"))
            .Where(found => !found.StartsWith("penanda10", StringComparison.Ordinal)
            && !found.StartsWith("ulasan10", StringComparison.Ordinal)) // a rating's comment is nobody's
            .ShouldBeEmpty();
        last.ShouldContain("HPS-");
        Directory.GetFiles(Path.Combine(_folder, "attachments")).ShouldBeEmpty();
        if (channel == "web") Directory.GetFiles(Path.Combine(_folder, "web-uploads")).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>What the jobs of the following days forget of the talk in which the erasure was said and asked.</summary>
    private static async Task Settle(Town town)
    {
        town.Time.Advance(TimeSpan.FromDays(12));
        await town.With(s => s.GetRequiredService<CloseStaleDialogs>().Run());
        await town.With(s => s.GetRequiredService<Bot.Web.Chat.ForgetWebMessages>().Run());
        await town.With(s => s.GetRequiredService<LeaveNoTrace>().Run());
    }

    private static async Task Live(Town town, OnePerson person)
    {
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await person.Say("/start", "/bahasa", "Bahasa Indonesia");
        await town.Appoint(person.Address, Role.Asn, "DINSOS", person.Channel);
        await town.Appoint(person.Address, Role.UnitAdministrator, "DINSOS", person.Channel);
        await person.Say("/profil", "Penanda01 Wirawan01", "/profil", "NIP", Nip);
        await person.Say("/cuti", "7 Desember 2026", "9 Desember 2026", "/target", "Tulis target sendiri", "Kolaboratif",
            "Menepati penanda02 dan sasaran02", "Tiap hari kerja");
        await person.Say("/undang", "ASN", "DINSOS", "5 orang", "7 hari", "/refleksi", "Kadang-kadang", "Kadang-kadang", "Kadang-kadang",
            "Kadang-kadang", "Kadang-kadang", "Kadang-kadang", "Kadang-kadang");
        await Remind(town);
        await Complain(town, person);
        await Rate(person);
        await person.Say("/hakdata", "Perbaikan data", "penanda21 seharusnya betul21");
        await AskAside(town, person);
        await Park(town, person);
        await town.With(s => s.GetRequiredService<KeepTalkLinks>().Make(new ChatKey(person.Channel, person.Address), "penanda22"));
    }

    private static async Task Remind(Town town)
    {
        town.Time.Set(new DateTimeOffset(2026, 11, 24, 0, 30, 0, TimeSpan.Zero));
        await town.With(s => s.GetRequiredService<PlanReminders>().Run());
        foreach (var text in new[] { "/umumkan", "Pengumuman untuk semua pegawai." }) await town.Say("ratna", text);
        await town.Press("ratna", "Selesai");
        foreach (var text in new[] { "Tanpa lampiran", "Semua ASN", "Kirim" }) await town.Say("ratna", text);
        await town.With(s => s.GetRequiredService<FillBroadcasts>().Run());
    }

    /// <summary>One that has ended, one that is open, both with files.</summary>
    private static async Task Complain(Town town, OnePerson person)
    {
        await File(person, "penanda03 hilang bersama kuitansi03 saya", "penanda05 kemarin05", "penanda06 gang06", "foto-penanda18.jpg",
            "Penanda07 Sutrisno07");
        await town.With(s => s.GetRequiredService<FetchAttachments>().Run());
        var first = await town.Read(db => db.Complaints.OrderBy(c => c.Id).Select(c => c.Code).FirstAsync());
        await person.Say($"/cek {first} tambah", "penanda08 tambahan08 saya", "[Selesai]", $"/cek {first} cabut", "Ya, cabut");
        await File(person, "penanda09 sebuah keluhan09 lain sekali", "penanda04 kesaksian04", "penanda11 parkir11", "foto-penanda19.jpg",
            "Penanda07 Sutrisno07");
    }

    private static async Task File(OnePerson person, string story, string when, string where, string photo, string name)
    {
        await person.Say("/adukan PKM-IBUH", "[Setuju, lanjutkan]", story, when);
        await person.SendPhoto(Pictures.Jpeg(6), photo);
        await person.Say("[Selesai]", "[Ubah tempat]", where, "[Sebutkan nama]", name, "[Kirim]");
    }

    private static async Task Rate(OnePerson person)
    {
        await person.Say("/nilai DISDUKCAPIL");
        await person.Say("1");
        for (var i = 0; i < 9; i++) await person.Say("3");
        await person.Say("Lewati semua", "penanda10 ulasan10");
    }

    /// <summary>Two dialogs set aside and one open.</summary>
    private static async Task AskAside(Town town, OnePerson person)
    {
        await person.Say("/adukan PKM-PARIT-RANTANG", "penanda12 dengan lampiran12 yang belum terkirim", "penanda13",
            "penanda14 susulan14");
        await person.SendPhoto(Pictures.Jpeg(6), "foto-penanda20.jpg");
        await person.Say("/target", "Tulis target sendiri", "Adaptif", "penanda15 jawaban15");
    }

    /// <summary>Rows that only an accident makes: a parked message of theirs, one to them, a document that waits; a post.</summary>
    private static async Task Park(Town town, OnePerson person)
    {
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            await Task.CompletedTask;
            write.Db.Inbox.Add(new InboxMessage
            {
                Channel = person.Channel,
                ExternalId = person.Channel == "web" ? $"{person.Address}:parkir" : "parkir-1",
                ReceivedAt = town.Time.GetUtcNow(),
                Failures = 3,
                Body = $$"""{"Channel":"{{person.Channel}}","ExternalId":"x","Address":"{{person.Address}}","Sender":"{{person.Address}}","Text":"penanda16"}""",
                Error = "TestException",
            });
            write.Db.Outbox.Add(new OutboxMessage
            {
                Channel = person.Channel,
                Address = person.Address,
                Body = $$"""{"Address":"{{person.Address}}","Text":"penanda17"}""",
                DueAt = town.Time.GetUtcNow(),
                State = OutboxState.Parked,
            });
            write.Db.MonthlyPosts.Add(new MonthlyPost
            {
                UnitId = 1,
                Month = new(202610),
                Channel = person.Channel,
                Address = person.Address,
                Thread = "",
                Print = "cetak",
                MessageId = "pesan-penanda23",
                Picture = false,
                At = town.Time.GetUtcNow(),
            });
            write.Db.ReportRequests.Add(new ReportRequest
            {
                Kind = ReportKind.Card,
                Period = "202610",
                Channel = person.Channel,
                Address = person.Address,
                Language = "id",
                At = town.Time.GetUtcNow(),
            });
        }));
    }

    /// <summary>Every byte that is kept: database and its log, folders, a fresh backup unpacked, and what was logged.</summary>
    private async Task<List<(string Name, string Text)>> Everything(Town town)
    {
        var log = town.Log.Lines.Where(l => !l.Contains("DbCommand", StringComparison.Ordinal));
        var found = new List<(string, string)> { ("the log", string.Join('\n', log)) };
        var folders = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(town.Folder, "*", SearchOption.AllDirectories));
        var files = TestDatabase.IsPostgres ? folders : folders.Concat(DatabaseFiles(town));
        foreach (var file in files) found.Add((Path.GetFileName(file), file + Text(await Bytes(file))));
        if (TestDatabase.IsPostgres)
        {
            await using var db = town.Database.Open(); // the server's files are not ours to read; a vacuum frees what was deleted
            foreach (var (table, rows) in await FilledTables.Read(db))
                found.Add((table, string.Join('\n', rows.Select(row => string.Join('\t', row.Values)))));
            return found;
        }

        var backup = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        using var said = new StringWriter();
        (await Commands.Run(ParsedCommandLine.Parse(["backup", backup, .. Settings(town)]), said)).ShouldBe(0, said.ToString());
        await using (var zip = await ZipFile.OpenReadAsync(backup))
        {
            foreach (var entry in zip.Entries)
            {
                using var memory = new MemoryStream();
                await using (var stream = await entry.OpenAsync()) await stream.CopyToAsync(memory);
                found.Add(($"backup/{entry.FullName}", entry.FullName + Text(memory.ToArray())));
            }
        }

        System.IO.File.Delete(backup);
        return found;
    }

    private string[] Settings(Town town) =>
    [
        $"--Database:ConnectionString={town.Database.ConnectionString}", $"--Instansi:KeyFile={Path.Combine(town.Folder, "instansi.key")}",
        $"--Complaints:AttachmentFolder={Path.Combine(_folder, "attachments")}",
            $"--Web:UploadFolder={Path.Combine(_folder, "web-uploads")}",
    ];

    private static string[] DatabaseFiles(Town town)
    {
        var file = new SqliteConnectionStringBuilder(town.Database.ConnectionString).DataSource;
        return Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*");
    }

    private static async Task<byte[]> Bytes(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }

    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
