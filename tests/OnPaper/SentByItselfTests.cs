using Core.Imports;
using Core.Messaging;
using Core.People;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.OnPaper;

/// <summary>A spreadsheet that an administrator sends without a word becomes what they say it is; a citizen's stays a citizen's.</summary>
public sealed class SentByItselfTests
{
    private const string Units = "Kode Unit;Nama Unit;Zona Waktu;Penerima Setahun;Kode Layanan;Nama Layanan\r\n"
        + "dinsos;Dinas Sosial;WIB;42.000;bansos;Bantuan\r\nrsud;Rumah Sakit;;;igd;Gawat darurat\r\n;;;;;\r\n";

    [Fact]
    public async Task A_sheet_of_paper_questionnaires_is_read_for_the_unit_of_its_administrator()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await Send(town, "wati", "isian.xlsx", FilledForms.Sheet(FilledForms.Ten()));
        town.LastTo("wati").Text.ShouldStartWith("Untuk apa lembar kerja ini?");
        town.LastTo("wati").Rows.SelectMany(r => r).Select(b => b.Label).ShouldNotContain("Daftar unit dan layanan");
        await town.Press("wati", "Kuesioner kertas");
        await town.With(s => s.GetRequiredService<FetchImports>().Run());

        town.LastTo("wati").Text.ShouldContain("10 responden");
    }

    [Fact]
    public async Task A_list_of_units_is_shown_taken_over_and_closes_the_others_on_demand()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await Send(town, "ratna", "unit.csv", System.Text.Encoding.UTF8.GetBytes(Units));
        await town.Press("ratna", "Daftar unit dan layanan");
        await town.With(s => s.GetRequiredService<FetchImports>().Run());
        TextFormatting.Strip(town.LastTo("ratna").Text).ShouldContain("2 unit, 2 layanan, 1 unit di antaranya baru");
        await town.Press("ratna", "Terapkan dan tutup yang lain");
        await town.Press("ratna", "Ya, terapkan");

        (await town.Read(db => db.Units.Where(u => u.Active).OrderBy(u => u.Code).Select(u => u.Code).ToListAsync()))
            .ShouldBe(["DINSOS", "RSUD"]);
        (await town.Read(db => db.Services.Where(s => s.Code == "bantuan-sosial").Select(s => s.Active).SingleAsync())).ShouldBeFalse();
        (await town.Read(db => db.Audit.Select(e => e.Act).ToListAsync())).ShouldContain("units-imported");
    }

    [Fact]
    public async Task Mistakes_of_a_list_of_units_are_told_in_the_administrators_language()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("ratna", Role.InstansiAdministrator);
        var wrong = Units.Replace("42.000", "banyak", StringComparison.Ordinal);
        await Send(town, "ratna", "unit.csv", System.Text.Encoding.UTF8.GetBytes(wrong));
        await town.Press("ratna", "Daftar unit dan layanan");
        await town.With(s => s.GetRequiredService<FetchImports>().Run());

        town.LastTo("ratna").Text.ShouldContain("Baris 2: yearly_recipients \"banyak\" harus bilangan bulat");
    }

    [Fact]
    public async Task What_is_no_spreadsheet_is_said_to_be_none()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await Send(town, "wati", "isian.xlsx", [(byte)'P', (byte)'K', 3, 4, 1, 2, 3]);
        await town.Press("wati", "Kuesioner kertas");
        await town.With(s => s.GetRequiredService<FetchImports>().Run());

        town.LastTo("wati").Text.ShouldContain("bukan lembar kerja");
    }

    [Fact]
    public async Task A_citizens_spreadsheet_goes_with_a_complaint_as_before()
    {
        await using var town = FilledForms.Town();
        await Send(town, "warga", "data.xlsx", FilledForms.Sheet(FilledForms.Ten()));

        town.LastTo("warga").Text.ShouldNotContain("lembar kerja");
    }

    private static Task Send(Town town, string who, string name, byte[] content)
    {
        town.Channel.Files[name] = content;
        return town.Receive(new Inbound
        {
            Channel = town.Channel.Name,
            ExternalId = town.NextId(),
            Address = who,
            Sender = who,
            Files = [new(name, FileKind.Document, name, null, content.Length)],
        });
    }
}
