using System.Text.RegularExpressions;
using Core.Persistence;
using Core.Units;
using Microsoft.Extensions.DependencyInjection;
using Tests.Channels;
using Tests.Support;

namespace Tests.Units;

/// <summary>A long choice of units that opens by the upper ones, where a channel carries little.</summary>
public sealed partial class NestedChoiceTests
{
    [Fact]
    public async Task Where_options_are_numbered_the_number_of_an_upper_one_opens_it_and_then_means_itself()
    {
        await using var town = await Dinas(new SmallChannel(), 3);
        await town.Say("warga", "/nilai");
        await town.Say("warga", Number(town, "Dinas Kesehatan ▸"));
        town.LastTo("warga").Text.ShouldContain("Puskesmas pembantu nomor 01");
        await town.Say("warga", Number(town, "Dinas Kesehatan"));

        town.LastTo("warga").Text.ShouldContain("1/9");
        town.LastTo("warga").Text.ShouldContain("Dinkes");
    }

    [Fact]
    public async Task What_is_typed_finds_a_lower_unit_at_once_and_a_name_of_an_upper_one_means_itself()
    {
        await using var town = await Dinas(new TestChannel());
        await town.Say("warga", "/nilai");
        await town.Say("warga", "tiakar");
        town.LastTo("warga").Text.ShouldContain("Puskesmas Tiakar · Rawat jalan");
        await town.Say("warga", "/batal");
        await town.Say("warga", "/nilai");
        await town.Say("warga", "dinas kesehatan");

        town.LastTo("warga").Text.ShouldContain("Dinkes · Surat keterangan kesehatan");
    }

    [Fact]
    public async Task A_list_that_fits_one_page_stays_flat()
    {
        await using var town = new Town();
        await town.With(Branch.Found);
        await town.Say("warga", "/nilai");

        town.LastTo("warga").Rows.SelectMany(r => r).Select(b => b.Label).ShouldContain("Puskesmas Tiakar");
    }

    [Fact]
    public async Task An_opened_one_with_many_below_fits_a_channel_of_ten_rows_page_by_page()
    {
        await using var town = await Dinas(new SmallChannel(), 12);
        await town.Say("warga", "/adukan");
        await town.Press("warga", "Setuju, lanjutkan");
        await town.Say("warga", Number(town, "Dinas Kesehatan ▸"));

        town.LastTo("warga").Text.ShouldContain("Halaman 1 dari");
        town.LastTo("warga").Rows.Sum(r => r.Count).ShouldBeLessThanOrEqualTo(10);
        town.Log.Lines.ShouldNotContain(line => line.Contains("refuses it"));
    }

    private static async Task<Town> Dinas(TestChannel channel, int more = 0)
    {
        var town = new Town(channel: channel);
        await town.With(async services =>
        {
            await Branch.Found(services);
            await services.GetRequiredService<WriteQueue>().Enqueue(async write =>
            {
                await ValueTask.CompletedTask;
                foreach (var code in new[] { "RSUD", "SATPOL" })
                {
                    var unit = new Unit { Code = code, Name = $"Unit {code}" };
                    unit.Services.Add(new Service { Code = "umum", Name = "Umum" });
                    write.Db.Units.Add(unit);
                }
                for (var i = 0; i < more; i++)
                {
                    var unit = new Unit { Code = $"PUSTU-{i:00}", Name = $"Puskesmas pembantu nomor {i:00}" };
                    unit.Services.Add(new Service { Code = "umum", Name = "Umum" });
                    write.Db.Units.Add(unit);
                }
            });
            await Branch.Put(services, "DINKES", [.. Enumerable.Range(0, more).Select(i => $"PUSTU-{i:00}")]);
        });
        return town;
    }

    private static string Number(Town town, string label) => Numbered().Matches(town.LastTo("warga").Text)
        .First(m => m.Groups["label"].Value == label).Groups["number"].Value;

    [GeneratedRegex(@"^(?<number>\d+)\. (?<label>.+)$", RegexOptions.Multiline)]
    private static partial Regex Numbered();
}
