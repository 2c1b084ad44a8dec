using Bot.Reports;
using Core.People;
using Core.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using static Tests.Reports.Documents;

namespace Tests.Reports;

/// <summary>The pages that assessors ask for say what the data say, on one page, to who may see it.</summary>
public sealed class EvidenceTests
{
    [Fact]
    public async Task For_pemdi_it_tells_what_there_is_since_when_and_how_many()
    {
        await using var town = Town();
        await Rate(town);
        await town.Appoint("ratna", Role.InstansiAdministrator);

        var text = await Made(town, "ratna", "/laporan pemdi");

        text.ShouldContain("Agustus 2026");
        text.ShouldContain("73 seluruhnya; 73 dalam 12 bulan");
        text.ShouldContain("1 dari 6 unit; nilai 1 unit cukup untuk ditampilkan");
        text.ShouldContain("n = 73");
        text.ShouldContain("belum ada alamat publik");
        text.ShouldContain("n = 0, belum cukup untuk ditampilkan");
    }

    [Fact]
    public async Task For_the_ombudsman_it_counts_the_respondents_of_each_service_against_thirty()
    {
        await using var town = Town();
        await Rate(town);
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await town.Appoint("kepala", Role.Head, "DPMPTSP");

        (await Made(town, "ratna", "/laporan ombudsman")).ShouldContain("layanan punya 30 penilaian atau lebih");
        var own = await Made(town, "kepala", "/laporan ombudsman");
        own.ShouldContain("Izin usaha 73 –");
        own.ShouldContain("dua belas bulan dari November 2025 sampai Oktober 2026");
    }

    [Fact]
    public async Task Of_the_whole_instansi_nobody_of_a_unit_gets_it()
    {
        await using var town = Town();
        await Rate(town);
        await town.Appoint("kepala", Role.Head, "DPMPTSP");

        await town.Say("kepala", "/laporan pemdi");
        await town.Say("kepala", "/laporan instansi 2026-10");

        (await town.Read(db => db.ReportRequests.ToListAsync())).ShouldAllBe(r => r.UnitId != null && r.Kind == ReportKind.Report);
    }

    private static async Task<string> Made(Town town, string who, string asks)
    {
        await town.Say(who, asks);
        await town.With(s => s.GetRequiredService<MakeReports>().Run());
        town.Log.Errors.ShouldBeEmpty();
        var file = town.LastTo(who).File!;
        Keep(file.Path, file.Name);
        using var pdf = new PdfText(file.Path);
        pdf.Pages.Count.ShouldBe(1);
        return pdf.All.ReplaceLineEndings(" ");
    }
}
