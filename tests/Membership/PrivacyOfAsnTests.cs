using System.IO.Compression;
using System.Text;
using Bot.Reports;
using Core.Berakhlak;
using Core.Calendar;
using Core.Membership.Joining;
using Core.Membership.Profiles;
using Core.People;
using Core.Reminders;
using Core.Skm;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tests.Reminders;
using Tests.Support;
using Tests.Web;

namespace Tests.Membership;

/// <summary>What one civil servant told us, looked for in everything that others read.</summary>
public sealed class PrivacyOfAsnTests
{
    private const string Nip = "198609262015052001";
    private const string OwnGoal = "Berhenti menunda surat untuk Pak Camat";

    [Fact]
    public async Task Nip_leave_goals_and_answers_are_in_no_message_log_or_table_made_for_others()
    {
        await using var town = new Town();
        await PlanRemindersTests.Settle(town, 8);
        var invitation = await town.With(s => s.GetRequiredService<FirstAdministrator>().Payload());
        foreach (var text in new[] { $"/start {invitation}", "Saya setuju" }) await town.Say("ratna", text);
        await town.Press("ratna", "Tidak di unit layanan");
        foreach (var text in new[] { "Ratna Dewi", "Bahasa Indonesia", "Tanpa pengingat", Nip }) await town.Say("ratna", text);
        await Live(town, "asn-0");
        foreach (var command in new[] { "/peran", "/batal", "/audit", "/rekap unit", "/unit", "/batal", "/undang", "/batal", "/indeks",
            "/batal", "/jadwal", "/batal", "/refleksi", "/batal" }) await town.Say("ratna", command);
        foreach (var who in new[] { "asn-1", "asn-2" })
            foreach (var command in new[] { "/rekap", "/dataku", "/profil", "/batal" }) await town.Say(who, command);
        ShouldNotKnow(string.Join('\n', town.Channel.All.Where(s => s.Message.Address is not ("asn-0" or "ratna"))
            .Select(s => s.Message.Text)));
        ShouldNotKnow(string.Join('\n', town.Channel.All.Where(s => s.Message.Address == "ratna").Select(s => s.Message.Text)));
        ShouldNotKnow(string.Join('\n', town.Log.Lines));
        town.Channel.All.Select(s => s.Message.Text).ShouldAllBe(t => !t.Contains(Nip));
        if (!TestDatabase.IsPostgres) await DiskShouldNotKnow(town);
    }

    [Fact]
    public async Task They_are_in_no_export()
    {
        var settings = new Dictionary<string, string?> { ["Reports:Folder"] = Directory.CreateTempSubdirectory("exports-").FullName };
        await using var town = new Town(settings, s => s.AddReports(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
        await PlanRemindersTests.Settle(town, 1);
        await Live(town, "asn-0");
        await town.With(async s =>
        {
            await Fill.Rate(s, "DPMPTSP", 202610, 20, "333333333", "344333343");
            var (unit, month) = (s.GetRequiredService<UnitCatalog>().Find("DPMPTSP")!, new Period(PeriodKind.Month, new Month(202610)));
            ShouldNotKnow(await File.ReadAllTextAsync(await s.GetRequiredService<WriteCsv>().Write(unit, month)));
            ShouldNotKnow(Unpacked(await s.GetRequiredService<WriteTable>().Write(unit, month, Wording.Of("id"))));
            ShouldNotKnow(Unpacked(await s.GetRequiredService<WriteYear>().Write(2026, Wording.Of("id"))));
        });
    }

    [Fact]
    public async Task They_are_on_no_page()
    {
        await using var host = await PageHost.Start(("Instansi:Demo", "false"));
        var unit = await host.Unit("DPMPTSP");
        await host.Rate(unit, 202610, 20);
        await using (var db = await host.Open())
        {
            var person = new Person { Channel = "test", Address = "asn-0", FirstSeen = PageHost.Noon };
            db.People.Add(person);
            await db.SaveChangesAsync();
            db.Profiles.Add(new Profile
            {
                PersonId = person.Id,
                Name = Nip,
                Nip = Nip,
                Hour = new TimeOnly(7, 30),
                JoinedAt = PageHost.Noon
            });
            db.Goals.Add(new Goal
            {
                PersonId = person.Id,
                Month = new(202611),
                Value = "KL",
                Text = OwnGoal,
                Rhythm = GoalRhythm.Daily,
                MadeAt = PageHost.Noon
            });
            db.Leaves.Add(new Leave { PersonId = person.Id, From = new DateOnly(2026, 12, 7), To = new DateOnly(2026, 12, 9) });
            await db.SaveChangesAsync();
        }

        foreach (var page in new[] { "/", "/unit/DPMPTSP", "/poster/DPMPTSP", "/kiosk/DPMPTSP", "/api/v1/units.csv", "/api/v1/scores",
            "/api/v1/units/DPMPTSP/scores" })
            ShouldNotKnow(await host.Http.GetStringAsync(page));
    }

    [Fact]
    public async Task After_erasure_nothing_of_the_person_is_left()
    {
        await using var town = new Town();
        await PlanRemindersTests.Settle(town, 2);
        await Live(town, "asn-0");
        await town.Say("asn-0", "/hapus");
        await town.Press("asn-0", "Hapus data saya");
        await town.Read(db =>
        {
            db.People.Count(p => p.Address == "asn-0").ShouldBe(0);
            db.Goals.Count().ShouldBe(0);
            db.Leaves.Count().ShouldBe(0);
            db.Reminders.Count(r => r.Behaviour != null).ShouldBe(1, "the other person's stays");
            db.Profiles.Count().ShouldBe(1);
            db.Memberships.Count(m => m.Until == null).ShouldBe(1);
            return Task.FromResult(true);
        });
        town.LastTo("asn-0").Text.ShouldContain("HPS-");
    }

    private static async Task Live(Town town, string who)
    {
        foreach (var text in new[] { "/profil", "NIP", Nip, "/cuti", "7 Desember 2026", "9 Desember 2026", "/target",
            "Tulis target sendiri", "Kolaboratif", OwnGoal, "Tiap hari kerja" }) await town.Say(who, text);
        town.Time.Set(new DateTimeOffset(2026, 11, 24, 0, 30, 0, TimeSpan.Zero));
        await town.With(s => s.GetRequiredService<PlanReminders>().Run());
        await town.Press(who, "Lewati");
    }

    private static void ShouldNotKnow(string text)
    {
        text.ShouldNotBeEmpty();
        foreach (var secret in new[] { Nip, "19860926", "7 Des", "9 Des", OwnGoal }) text.ShouldNotContain(secret);
    }

    private static string Unpacked(string file)
    {
        using var archive = ZipFile.OpenRead(file);
        var text = new StringBuilder();
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            text.Append(reader.ReadToEnd());
        }

        return text.ToString();
    }

    private static async Task DiskShouldNotKnow(Town town)
    {
        var path = await town.Read(db =>
            Task.FromResult(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(
                Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetConnectionString(db.Database)).DataSource));
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory);
            Encoding.Latin1.GetString(memory.ToArray()).ShouldNotContain(Nip);
        }
    }
}
