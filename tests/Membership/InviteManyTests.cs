using System.IO.Compression;
using Core.Imports;
using Core.Messaging;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.OnPaper;
using Tests.Support;

namespace Tests.Membership;

/// <summary>Many people are invited by a list: a link each, by the rules of every invitation, and their names are not kept.</summary>
public sealed class InviteManyTests
{
    private const string List = "Nama;Kode Unit;Peran\r\nSiti Aminah;DINSOS;ASN\r\nBudi Santoso;dinsos;Petugas pengaduan\r\n";

    [Fact]
    public async Task Each_gets_a_link_that_works_once_and_the_names_go()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await Send(town, "wati", List);
        town.LastTo("wati").Text.ShouldContain("2 orang");
        await town.Press("wati", "Buat 2 undangan");
        await town.Press("wati", "Ya, buat");

        var made = await town.Read(db => db.Invitations.OrderBy(i => i.Id).ToListAsync());
        made.Select(i => (i.Role, i.MaxUses)).ShouldBe([(Role.Asn, 1), (Role.Officer, 1)]);
        made.ShouldAllBe(i => i.Until == town.Time.GetUtcNow().AddDays(14) && i.MadeBy != null);
        (await town.Read(db => db.ImportFiles.CountAsync())).ShouldBe(0);
        var sheet = SheetOf(town);
        sheet.ShouldContain("Siti Aminah");
        var payload = await town.With(s => Task.FromResult(made[1].Payload(s.GetRequiredService<SecretKey>())));
        sheet.ShouldContain(payload);

        await town.Say("budi", $"/start {payload}");
        town.LastTo("budi").Text.ShouldContain("Petugas pengaduan");
        (await town.Read(db => db.Audit.Select(e => e.What).ToListAsync())).ShouldNotContain(w => w != null && w.Contains("Siti"));
    }

    [Fact]
    public async Task A_link_for_one_is_used_by_one_though_two_answer_at_the_same_moment()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await Send(town, "wati", List);
        await town.Press("wati", "Buat 2 undangan");
        await town.Press("wati", "Ya, buat");
        var officer = await town.Read(db => db.Invitations.SingleAsync(i => i.Role == Role.Officer && i.MadeBy != null));
        var payload = await town.With(s => Task.FromResult(officer.Payload(s.GetRequiredService<SecretKey>())));
        await town.StayUp();
        foreach (var who in (string[])["budi", "joko"])
            foreach (var said in (string[])[$"/start {payload}", "Setuju", "Ya", "Budi Santoso", "Bahasa Indonesia", "Tanpa pengingat"])
                await town.Say(who, said);
        await Task.WhenAll(town.Say("budi", "Lewati"), town.Say("joko", "Lewati"));

        (await town.Read(db => db.Memberships.CountAsync(m => m.Role == Role.Officer))).ShouldBe(1);
        (await town.Read(db => db.Invitations.SingleAsync(i => i.Id == officer.Id))).Uses.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_sender_may_not_give_is_told_by_cell_and_nobody_is_invited()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await Send(town, "wati", List + "Rina;DISDIK;ASN\r\nX;DINSOS;Raja\r\nAndi;NIHIL;ASN\r\nTono;DINSOS;Pengelola unit\r\n");

        foreach (var part in (string[])["Sel C4: peran \"ASN\" tidak bisa Anda beri", "Sel A5: nama \"X\"", "Sel C5: peran \"Raja\"",
            "Sel B6: unit \"NIHIL\" tidak ada", "Sel C7: peran \"Pengelola unit\" tidak bisa Anda beri"])
            town.LastTo("wati").Text.ShouldContain(part);
        (await town.Read(db => db.Invitations.CountAsync(i => i.MadeBy != null))).ShouldBe(0);
    }

    [Fact]
    public async Task A_second_person_confirms_where_the_setting_says_so()
    {
        await using var town = FilledForms.Town(("Membership:SecondPerson", "true"));
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await Send(town, "wati", List);
        await town.Press("wati", "Buat 2 undangan");
        await town.Press("wati", "Ya, buat");
        var officer = await town.Read(db => db.Invitations.SingleAsync(i => i.Role == Role.Officer && i.MadeBy != null));
        var payload = await town.With(s => Task.FromResult(officer.Payload(s.GetRequiredService<SecretKey>())));
        await town.Say("budi", $"/start {payload}");
        foreach (var said in (string[])["Setuju", "Ya", "Budi Santoso", "Bahasa Indonesia", "Tanpa pengingat", "Lewati"])
            await town.Say("budi", said);

        (await town.Read(db => db.PendingRoles.CountAsync())).ShouldBe(1);
    }

    private static string SheetOf(Town town)
    {
        using var zip = ZipFile.OpenRead(town.LastTo("wati").File!.Path);
        using var text = new StreamReader(zip.Entries.Single(e => e.Name == "sheet1.xml" || e.FullName.Contains("worksheets/",
            StringComparison.Ordinal)).Open());
        return text.ReadToEnd();
    }

    private static async Task Send(Town town, string who, string list)
    {
        town.Channel.Files["orang.csv"] = System.Text.Encoding.UTF8.GetBytes(list);
        await town.Receive(new Inbound
        {
            Channel = town.Channel.Name,
            ExternalId = town.NextId(),
            Address = who,
            Sender = who,
            Files = [new("orang.csv", FileKind.Document, "orang.csv", null, list.Length)],
        });
        await town.Press(who, "Daftar orang yang diundang");
        await town.With(s => s.GetRequiredService<FetchImports>().Run());
    }
}
