using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.ExternalIndices;

/// <summary>Figures of others are replaced only after a question, can be deleted, and leave their old value in the audit.</summary>
public sealed class CorrectingTests
{
    [Fact]
    public async Task A_figure_is_replaced_after_a_question_and_deleted_with_its_value_in_the_audit()
    {
        await using var town = new Town(new() { ["Instansi:Name"] = "Kota Uji" });
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await Record(town, "89,45");
        await town.Press("ratna", "Simpan");
        await Record(town, "79,09");
        town.LastTo("ratna").Text.ShouldContain("Angka ini sudah tercatat:\nNilai Ombudsman 2022 · Kota Uji: ");
        town.LastTo("ratna").Text.ShouldContain("89,45");
        await town.Press("ratna", "Batal");
        (await town.Read(db => db.ExternalIndices.Select(i => i.Hundredths).SingleAsync())).ShouldBe(8945);

        await Record(town, "79,09");
        await town.Press("ratna", "Ganti");
        (await town.Read(db => db.ExternalIndices.Select(i => i.Hundredths).SingleAsync())).ShouldBe(7909);
        (await town.Read(db => db.Audit.Select(e => e.What).ToListAsync())).ShouldContain("Ombudsman 2022 total: 89,45 → 79,09");

        await town.Say("ratna", "/indeks");
        await town.Press("ratna", "Hapus angka");
        await town.Say("ratna", "1");
        await town.Press("ratna", "Hapus angka");
        (await town.Read(db => db.ExternalIndices.CountAsync())).ShouldBe(0);
        (await town.Read(db => db.Audit.Select(e => e.What).ToListAsync())).ShouldContain("Ombudsman 2022 total: 79,09");
    }

    private static async Task Record(Town town, string figure)
    {
        foreach (var said in new[] { "/indeks", "Catat angka", "Nilai Ombudsman", "Kota Uji", "2022", figure, "Tidak disebutkan",
            "Laporan tahunan 2022" }) await town.Say("ratna", said);
    }
}
