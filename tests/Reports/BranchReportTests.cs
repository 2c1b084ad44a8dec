using Bot.Reports;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using static Tests.Reports.Documents;

namespace Tests.Reports;

/// <summary>The report of a unit that stands above others, and of the instansi around it.</summary>
public sealed class BranchReportTests
{
    [Fact]
    public async Task A_dinas_reports_itself_each_puskesmas_and_all_together()
    {
        await using var town = Town();
        await Rated(town);

        var text = await Written(town, "DINKES");

        text.ShouldContain("3.5 Nilai bersama unit di bawahnya");
        text.ShouldContain("Dinkes bersama 3 unit di bawahnya");
        text.ShouldContain("91,67"); // (10 × 3 + 20 × 4) / 30 = 3,6667
        text.ShouldContain("Dihitung dari 2 di antara 4 unit");
        (await Written(town, "PKM-IBUH")).ShouldNotContain("di bawahnya");
    }

    [Fact]
    public async Task The_instansi_tells_every_dinas_with_its_puskesmas()
    {
        await using var town = Town();
        await Rated(town);

        var text = await Written(town, null);

        text.ShouldContain("3.5 Nilai unit bersama unit di bawahnya");
        text.ShouldContain("Dinkes bersama 3 unit di bawahnya");
    }

    private static Task Rated(Town town) => town.With(async s =>
    {
        await Branch.Found(s);
        await Fill.Rate(s, "DINKES", 202610, 10, "333333333");
        await Fill.Rate(s, "PKM-IBUH", 202610, 20, "444444444");
        await Fill.Rate(s, "PKM-TIAKAR", 202610, 3, "111111111");
    });

    private static Task<string> Written(Town town, string? code) => town.With(async s =>
    {
        var unit = code is null ? null : s.GetRequiredService<UnitCatalog>().Find(code);
        using var pdf = new PdfText(await s.GetRequiredService<WriteReport>().Write(unit, October, Wording.Of("id"), announced: false));
        return pdf.All.ReplaceLineEndings(" ");
    });
}
