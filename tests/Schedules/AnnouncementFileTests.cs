using Core.Complaints.Attachments;
using Core.Messaging;
using Core.People;
using Core.Schedules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Schedules;

/// <summary>A picture or document goes with an announcement to everybody, and is gone ninety days after it was last sent.</summary>
public sealed class AnnouncementFileTests
{
    private static readonly byte[] Pdf = "%PDF-1.7 apel"u8.ToArray();

    [Fact]
    public async Task It_goes_to_people_and_groups_under_its_name_and_is_shown_again_to_its_readers()
    {
        await using var town = await Office();
        await town.Receive(new Inbound
        {
            Channel = "test",
            ExternalId = town.NextId(),
            Address = "-1005555",
            Sender = "ratna",
            Chat = ChatKind.Group,
            Title = "Apel",
            Text = "/kanal instansi"
        });
        await Announce(town, Document("Edaran apel.pdf"), groups: true);
        await Fill(town);

        foreach (var receiver in new[] { "budi", "-1005555" })
        {
            var file = town.LastTo(receiver).File.ShouldNotBeNull();
            (file.Name, file.Picture).ShouldBe(("Edaran apel.pdf", false));
            (await File.ReadAllBytesAsync(file.Path)).ShouldBe(Pdf);
        }

        await town.Say("budi", "/pengumuman");
        town.LastTo("budi").File!.Name.ShouldBe("Edaran apel.pdf");
        (await town.Read(db => db.AnnouncementFiles.SingleAsync())).Reference.ShouldBeNull();
    }

    [Fact]
    public async Task The_sweep_of_files_that_no_row_knows_leaves_it_where_it_is()
    {
        await using var town = await Office();
        await Announce(town, Document("Edaran apel.pdf"));
        await Fill(town);
        var file = town.LastTo("budi").File!.Path;
        var orphan = Path.Combine(Path.GetDirectoryName(file)!, new string('a', 32) + ".png");
        await File.WriteAllTextAsync(orphan, "x");
        foreach (var old in new[] { file, orphan }) File.SetLastWriteTimeUtc(old, town.Time.GetUtcNow().UtcDateTime.AddDays(-9));

        (await town.With(s => s.GetRequiredService<SweepAttachments>().Run())).ShouldBe(1);

        (File.Exists(file), File.Exists(orphan)).ShouldBe((true, false));
    }

    [Fact]
    public async Task Whoever_keeps_files_there_tells_the_sweep_of_them()
    {
        await using var town = new Town();
        var keepers = await town.Read(db => Task.FromResult(db.Model.GetEntityTypes()
            .Where(e => e.FindProperty("KeptAs") is not null).Select(e => Owner(e.ClrType)).Distinct().Order().ToList()));

        var told = await town.With(s => Task.FromResult(s.GetServices<IKnowFiles>().Select(k => Owner(k.GetType())).Order().ToList()));
        told.ShouldBe(keepers);

        static string Owner(Type type) => type.Namespace!.Split('.')[1];
    }

    [Theory]
    [InlineData("bukan-pdf.pdf", "bukan gambar, PDF, Word, atau Excel")]
    [InlineData("hilang.pdf", "tidak dapat diambil")]
    public async Task Without_its_file_nothing_is_sent_and_its_maker_hears_why(string name, string told)
    {
        await using var town = await Office();
        town.Channel.Files["bukan-pdf.pdf"] = "MZ program"u8.ToArray();
        await Announce(town, Document(name));
        await Fill(town);

        town.LastTo("ratna").Text.ShouldContain(told);
        town.LastTo("ratna").Text.ShouldContain("tidak dikirim");
        town.Channel.All.ShouldNotContain(m => m.Message.Address == "budi");
    }

    [Fact]
    public async Task While_the_platform_does_not_answer_the_announcement_waits_for_its_file()
    {
        await using var town = await Office();
        await Announce(town, Document("Edaran.pdf"));
        town.Channel.OpenFault = new IOException("gone for a while");
        await Fill(town);
        town.Channel.All.ShouldNotContain(m => m.Message.Address == "budi");

        town.Channel.OpenFault = null;
        await Fill(town);
        town.Channel.All.ShouldNotContain(m => m.Message.Address == "budi"); // not before its next try
        town.Time.Advance(TimeSpan.FromMinutes(1));
        await Fill(town);
        town.LastTo("budi").File!.Name.ShouldBe("Edaran.pdf");
    }

    [Fact]
    public async Task A_file_goes_ninety_days_after_it_was_last_sent_and_not_while_a_schedule_sends_it()
    {
        await using var town = await Office();
        await Announce(town, Document("Edaran.pdf"));
        await Fill(town);
        var path = town.LastTo("budi").File!.Path;
        town.Time.Advance(TimeSpan.FromDays(89));
        await Forget(town);
        File.Exists(path).ShouldBeTrue();

        town.Time.Advance(TimeSpan.FromDays(2));
        await Forget(town);
        File.Exists(path).ShouldBeFalse();
        (await town.Read(db => db.AnnouncementFiles.SingleAsync())).State.ShouldBe(AnnouncementFileState.Erased);
        await town.Say("budi", "/pengumuman");
        town.LastTo("budi").File.ShouldBeNull();
    }

    [Fact]
    public async Task A_schedule_sends_its_picture_each_time_and_keeps_it()
    {
        await using var town = await Office();
        await town.Say("ratna", "/jadwal");
        await town.Press("ratna", "Jadwal baru");
        await town.Say("ratna", "Apel pagi besok.");
        await town.Press("ratna", "Selesai");
        await town.Receive(From("ratna") with { Files = [new InboundFile("apel.jpg", FileKind.Photo, "apel.jpg", "image/jpeg", 24)] });
        await town.Press("ratna", "Semua ASN");
        foreach (var label in new[] { "Tiap pekan", "Senin", "Tetap pada hari itu" }) await town.Press("ratna", label);
        await town.Say("ratna", "07.00");
        await town.Press("ratna", "Simpan");

        var path = "";
        for (var week = 0; week < 15; week++)
        {
            town.Time.Advance(TimeSpan.FromDays(7));
            await town.With(s => s.GetRequiredService<SendScheduled>().Run());
            await Fill(town);
            await Forget(town);
            path = town.LastTo("budi").File.ShouldNotBeNull().Path;
        }

        town.LastTo("budi").File!.Picture.ShouldBeTrue();
        File.Exists(path).ShouldBeTrue();
        town.Channel.All.Count(m => m.Message.Address == "budi").ShouldBe(15);
    }

    private static async Task<Town> Office()
    {
        var town = new Town();
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await town.Appoint("budi", Role.Asn, "DINSOS");
        town.Channel.Files["Edaran apel.pdf"] = town.Channel.Files["Edaran.pdf"] = Pdf;
        town.Channel.Files["apel.jpg"] = Complaints.Pictures.Jpeg(1);
        town.Time.Set(new DateTimeOffset(2026, 11, 23, 0, 5, 0, TimeSpan.Zero)); // Monday, 07.05 in Jakarta
        return town;
    }

    private static async Task Announce(Town town, InboundFile file, bool groups = false)
    {
        await town.Say("ratna", "/umumkan");
        await town.Say("ratna", "Apel pagi besok.");
        await town.Press("ratna", "Selesai");
        await town.Receive(From("ratna") with { Files = [file] });
        await town.Press("ratna", "Semua ASN");
        if (groups) await town.Say("ratna", "1");
        town.LastTo("ratna").Text.ShouldContain($"Lampiran: {Path.GetFileNameWithoutExtension(file.Name)}");
        await town.Press("ratna", "Kirim");
    }

    private static Inbound From(string who) =>
        new() { Channel = "test", ExternalId = Guid.NewGuid().ToString(), Address = who, Sender = who };

    private static InboundFile Document(string name) => new(name, FileKind.Document, name, "application/pdf", 20);

    private static Task Fill(Town town) => town.With(s => s.GetRequiredService<FillBroadcasts>().Run());

    private static Task Forget(Town town) => town.With(s => s.GetRequiredService<ForgetAnnouncementFiles>().Run());
}
