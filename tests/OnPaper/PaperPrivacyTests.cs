using Core.Imports;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Statistics;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.OnPaper;

/// <summary>Whoever typed the paper knows it, so it hides nobody who rated in a talk; and figures change by five or more at once.</summary>
public sealed class PaperPrivacyTests
{
    [Fact]
    public async Task Sums_are_those_of_the_ratings_before_with_and_after_the_paper()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await town.With(s => Fill.Rate(s, "DINSOS", 202610, 20, "444444444", "343434343"));
        var before = await Sums(town);
        await Bring(town, FilledForms.Ten());

        (await Sums(town)).ShouldNotBe(before);
        (await Wrong(town)).ShouldBe(0);
        (await town.Read(db => db.MonthlySums.Select(s => new { s.Respondents, s.Paper }).SingleAsync())).ShouldBe(new
        {
            Respondents = 30,
            Paper = 10
        });

        await Undo(town);
        (await Sums(town)).ShouldBe(before);
        (await Wrong(town)).ShouldBe(0);
        (await town.Read(db => db.Ratings.CountAsync(r => r.PaperBatch != null))).ShouldBe(0);
    }

    [Fact]
    public async Task Fewer_than_five_online_ratings_are_held_back_while_paper_counts_and_come_back_with_its_end()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await town.With(s => Fill.Rate(s, "DINSOS", 202610, 3, "111111111"));
        await Bring(town, FilledForms.Ten());

        (await Figure(town)).ShouldBe((10, 83.33m)); // the three would follow from 13 by subtracting the ten
        (await Wrong(town)).ShouldBe(0);
        await Undo(town);
        (await Figure(town)).Respondents.ShouldBe(3);
        (await Wrong(town)).ShouldBe(0);
    }

    [Fact]
    public async Task Five_online_ratings_count_beside_paper()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await town.With(s => Fill.Rate(s, "DINSOS", 202610, 5, "111111111"));
        await Bring(town, FilledForms.Ten());

        (await Figure(town)).Respondents.ShouldBe(15);
    }

    [Fact]
    public async Task Ratings_of_a_running_month_wait_for_nine_others_of_talks_and_never_for_paper()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await town.With(async s =>
        {
            await s.GetRequiredService<WriteQueue>().Enqueue(async write =>
            {
                var unit = s.GetRequiredService<UnitCatalog>().Find("DINSOS")!;
                for (var i = 0; i < 6; i++)
                {
                    var waiting = Fill.Rating(unit, 202611, "111111111", i);
                    waiting.Published = false;
                    await StoreRating.Store(write.Db, waiting);
                }
            });
        });
        await Bring(town, FilledForms.Ten("11"));

        (await town.Read(db => db.Ratings.CountAsync(r => !r.Published))).ShouldBe(6);
        (await town.Read(db => db.MonthlySums.SumAsync(s => s.Respondents))).ShouldBe(10);
    }

    [Fact]
    public async Task A_service_with_few_online_ratings_is_not_shown_because_it_has_paper()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var unit = await write.Db.Units.Include(u => u.Services).SingleAsync(u => u.Code == "DINSOS");
            unit.Services.Add(new Service { Code = "rehabilitasi", Name = "Rehabilitasi sosial" });
        }));
        await town.Restart();
        await town.With(s => Fill.Rate(s, "DINSOS", 202610, 20, service: 0, "343434343"));
        await town.With(s => Fill.Rate(s, "DINSOS", 202610, 2, service: 1, "111111111"));
        var (one, two) = (FilledForms.Ten()[..5], FilledForms.Ten()[5..]);
        await Bring(town, [.. one, .. two.Select(r => (string[])[r[0], "rehabilitasi", .. r[2..]])]);

        var services = await town.With(s =>
            s.GetRequiredService<ReadScores>().ByService(s.GetRequiredService<UnitCatalog>().Find("DINSOS")!, new(202610), new(202610)));
        services.Select(s => (s.Respondents, s.Score is null)).ShouldBe([(25, true), (7, true)]);
    }

    [Fact]
    public async Task Leaving_ratings_out_beside_paper_holds_back_the_few_that_would_be_left_until_they_count_again()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await town.With(s => Fill.Rate(s, "DINSOS", 202610, 6, "111111111"));
        await town.With(s => Fill.Rate(s, "DINSOS", 202610, 3, "123412341"));
        await Bring(town, FilledForms.Ten());
        (await Figure(town)).Respondents.ShouldBe(19);

        await town.Say("ratna", "/periksa DINSOS 2026-10");
        await town.Say("ratna", "1");
        await town.Say("ratna", "Diisi petugas sendiri, menurut pengakuannya");
        (await Figure(town)).ShouldBe((10, 83.33m)); // three of nine would follow by subtracting the ten
        (await Wrong(town)).ShouldBe(0);

        await town.Say("ratna", "/periksa DINSOS 2026-10");
        await town.Say("ratna", "1");
        await town.Say("ratna", "Ternyata bukan petugas yang mengisi");
        (await Figure(town)).Respondents.ShouldBe(19);
        (await Wrong(town)).ShouldBe(0);
    }

    [Fact]
    public async Task A_month_of_fewer_than_five_sheets_is_refused()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await Send(town, [.. FilledForms.Ten(), .. FilledForms.Ten("11").Take(4)]);

        town.LastTo("wati").Text.ShouldContain("November 2026 hanya 4 lembar.");
        town.LastTo("wati").Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_counts_holds_no_hour_no_number_of_a_sheet_and_no_telephone()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await Bring(town, FilledForms.Ten());

        (await town.Read(db => db.ImportFiles.CountAsync())).ShouldBe(0);
        (await town.Read(db => db.Ratings.Where(r => r.Comment != null).Select(r => r.Comment).SingleAsync())).ShouldNotBeNull()
            .ShouldNotContain("3456");
        (await town.Read(db => db.PaperBatches.SingleAsync())).Mornings.ShouldBe(10);
    }

    [Fact]
    public async Task Only_an_administrator_of_the_unit_counts_what_they_sent()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await town.Appoint("budi", Role.UnitAdministrator, "DISDIK");
        await town.Appoint("kepala", Role.Head, "DINSOS");
        await Send(town, FilledForms.Ten());
        var file = await town.Read(db => db.ImportFiles.Select(f => f.Id).SingleAsync());
        await town.Say("budi", $"/kertas {file}");
        town.LastTo("budi").Text.ShouldContain("sudah tidak ada");
        await town.Say("kepala", $"/kertas {file}");
        town.LastTo("kepala").Text.ShouldContain("untuk peran lain");
        await town.Say("budi", "/kertas DINSOS");
        town.LastTo("budi").Text.ShouldContain("Dinas Pendidikan");

        (await town.Read(db => db.Ratings.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_flood_of_the_same_button_counts_once()
    {
        await using var town = FilledForms.Town();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await Send(town, FilledForms.Ten());
        await Send(town, FilledForms.Ten());
        var files = await town.Read(db => db.ImportFiles.Select(f => f.Id).ToListAsync());
        foreach (var file in files)
        {
            await town.Say("wati", $"/kertas {file}");
            await town.Press("wati", "Ya, hitung");
        }

        town.LastTo("wati").Text.ShouldContain("sudah dihitung sejak");
        (await town.Read(db => db.Ratings.CountAsync())).ShouldBe(10);
    }

    private static async Task Bring(Town town, string[][] rows)
    {
        await Send(town, rows);
        await town.Press("wati", $"Hitung {rows.Length} lembar ini");
        await town.Press("wati", "Ya, hitung");
    }

    private static async Task Send(Town town, string[][] rows)
    {
        var name = $"{Guid.NewGuid():N}.xlsx";
        town.Channel.Files[name] = FilledForms.Sheet(rows);
        await town.Say("wati", "/kertas");
        await town.Press("wati", "Kirim lembar isian");
        await town.Receive(new Core.Messaging.Inbound
        {
            Channel = town.Channel.Name,
            ExternalId = town.NextId(),
            Address = "wati",
            Sender = "wati",
            Files = [new(name, Core.Messaging.FileKind.Document, "isian.xlsx", null, 9000)],
        });
        await town.With(s => s.GetRequiredService<FetchImports>().Run());
    }

    private static async Task Undo(Town town)
    {
        await town.Say("wati", "/kertas");
        await town.Press("wati", "Batalkan satu berkas");
        await town.Press("wati", "Ya, batalkan");
    }

    private static async Task<(int Respondents, decimal? Index)> Figure(Town town)
    {
        var score = await town.With(s =>
            s.GetRequiredService<ReadScores>().Of(s.GetRequiredService<UnitCatalog>().Find("DINSOS")!, new(202610), new(202610)));
        return (score.Respondents, score.Score?.Index);
    }

    private static Task<int> Wrong(Town town) => town.Read(async db =>
    {
        await db.Database.OpenConnectionAsync();
        return (await CompareSums.Find(db, Instruments.Load())).Count;
    });

    private static Task<string> Sums(Town town) => town.Read(async db => string.Join('\n',
        (await db.MonthlySums.AsNoTracking().Where(s => s.Respondents > 0).ToListAsync())
            .Select(s => $"{s.UnitId} {s.Month} {s.Respondents} {s.Paper} {s.S1} {s.S9} {s.Squares}")
            .Concat((await db.RespondentSums.AsNoTracking().Where(s => s.Respondents > 0).OrderBy(s => s.Question).ThenBy(s => s.Code)
                .ToListAsync()).Select(s => $"{s.Question} {s.Code} {s.Respondents}"))));
}
