using System.Text;
using Core.Imports;
using Core.Messaging;
using Core.People;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.OnPaper;
using Tests.Support;

namespace Tests.Units;

/// <summary>A list of units with upper ones, sent in the chat.</summary>
public sealed class TreeSentTests
{
    private const string List = "Kode Unit;Nama Unit;Kode Layanan;Nama Layanan;Induk\r\n"
        + "PKM-IBUH;Puskesmas Ibuh;rawat-jalan;Rawat jalan;DINKES\r\nDINKES;Dinas Kesehatan;surat;Surat keterangan;\r\n";

    [Fact]
    public async Task It_is_shown_how_many_go_below_another_and_they_do()
    {
        await using var town = await Sent(List);

        TextFormatting.Strip(town.LastTo("ratna").Text).ShouldContain("Di bawah unit induk: 1 unit");
        await town.Press("ratna", "Terapkan");
        await town.Press("ratna", "Ya, terapkan");

        (await town.Read(db => db.Units.Where(u => u.Parent != null).Select(u => u.Code + " " + u.Parent!.Code).ToListAsync()))
            .ShouldBe(["PKM-IBUH DINKES"]);
        (await town.Read(db => db.Units.CountAsync(u => u.Active))).ShouldBe(7);
    }

    [Theory]
    [InlineData("DINKES\r\nDINKES", "DINKEZ\r\nDINKES", "Baris 2: induk \"DINKEZ\" tidak ada")]
    [InlineData(";Surat keterangan;", ";Surat keterangan;PKM-IBUH", "Baris 3: DINKES di bawah PKM-IBUH membentuk lingkaran")]
    [InlineData(";Surat keterangan;", ";Surat keterangan;DINKES", "Baris 3: induk \"DINKES\" adalah unit itu sendiri")]
    public async Task Mistakes_are_told_by_line(string right, string wrong, string told)
    {
        await using var town = await Sent(List.Replace(right, wrong, StringComparison.Ordinal));

        town.LastTo("ratna").Text.ShouldContain(told);
    }

    private static async Task<Town> Sent(string list)
    {
        var town = FilledForms.Town();
        await town.Appoint("ratna", Role.InstansiAdministrator);
        town.Channel.Files["unit.csv"] = Encoding.UTF8.GetBytes(list);
        await town.Receive(new Inbound
        {
            Channel = town.Channel.Name,
            ExternalId = town.NextId(),
            Address = "ratna",
            Sender = "ratna",
            Files = [new("unit.csv", FileKind.Document, "unit.csv", null, list.Length)],
        });
        await town.Press("ratna", "Daftar unit dan layanan");
        await town.With(s => s.GetRequiredService<FetchImports>().Run());
        return town;
    }
}
