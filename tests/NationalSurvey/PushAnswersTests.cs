using Bot.NationalSurvey;
using Bot.Reports;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.NationalSurvey;

/// <summary>Respondents of months that are over go to the national survey, each once, without anything that tells who they were.</summary>
public sealed class PushAnswersTests
{
    private const string Answers = "343433334";

    [Fact]
    public async Task Each_respondent_of_a_month_that_is_over_is_sent_once()
    {
        await using var server = await NationalSurveyServer.Start();
        await using var town = await Rated(server);
        await Push(town);
        await Push(town);

        server.Taken.Count.ShouldBe(7);
        server.Calls.ShouldBe(7);
        server.Taken.Select(t => (string)t["id_luar"]!).Distinct().Count().ShouldBe(7);
        var one = server.Taken[0];
        ((long)one["survey_id"]!, (string)one["periode"]!, (bool)one["kertas"]!).ShouldBe((123, "2026-10", false));
        one["jawaban"]!.AsArray().Select(a => ((int)a!["unsur_id"]!, (int)a["nilai"]!))
            .ShouldBe(Answers.Select((a, i) => (i + 1, a - '0')));
        one.ToJsonString().ShouldNotContain("kursi");
        one.Select(f => f.Key).Order().ShouldBe(["id_luar", "jawaban", "kertas", "periode", "survey_id"]);
    }

    [Theory]
    [InlineData(500, 500)]
    [InlineData(200, 401)]
    public async Task What_was_not_taken_is_sent_again_and_nothing_else(int status, int code)
    {
        await using var server = await NationalSurveyServer.Start();
        await using var town = await Rated(server);
        server.Answer = call => call == 3 ? (status, code) : null;
        await Should.ThrowAsync<HttpRequestException>(() => Push(town));
        server.Taken.Count.ShouldBe(2);

        await Push(town);
        server.Taken.Count.ShouldBe(7);
        server.Taken.Select(t => (string)t["id_luar"]!).Distinct().Count().ShouldBe(7);
        town.Log.Lines.ShouldContain(l => l.Contains($"status {status}", StringComparison.Ordinal));
        foreach (var secret in new[] { "rahasia-skm", "pesan dari sana", server.Url, "kursi" })
            town.Log.Lines.ShouldNotContain(l => l.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_goes_before_the_days_of_waiting_of_a_running_month_of_few_or_while_it_is_off()
    {
        await using var server = await NationalSurveyServer.Start();
        await using var off = await Rated(server, ("NationalSurvey:On", "false"));
        await Push(off);
        await using var early = await Rated(server, ("NationalSurvey:WaitDays", "30"));
        await Push(early);
        await using var few = await Rated(server, ("NationalSurvey:Surveys", "DISDIK=9"));
        await Push(few);

        server.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_left_out_rating_is_not_sent()
    {
        await using var server = await NationalSurveyServer.Start();
        await using var town = await Rated(server);
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var unit = s.GetRequiredService<Core.Units.UnitCatalog>().Find("DINSOS")!.Id;
            var one = await write.Db.Ratings.FirstAsync(r => r.UnitId == unit && r.Month == new Core.Calendar.Month(202610));
            one.State = RatingState.Excluded;
        }));
        await Push(town);

        server.Taken.Count.ShouldBe(6);
    }

    [Fact]
    public async Task The_same_rows_are_a_file_in_the_chat()
    {
        await using var server = await NationalSurveyServer.Start();
        await using var town = await Rated(server);
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await town.Say("ratna", "/ekspor DINSOS oktober skm");
        await town.With(s => s.GetRequiredService<MakeReports>().Run());

        var file = town.LastTo("ratna").File.ShouldNotBeNull();
        file.Name.ShouldBe("skm-nasional-DINSOS-2026-10.csv");
        var lines = (await File.ReadAllTextAsync(file.Path)).Trim('\uFEFF').TrimEnd().ReplaceLineEndings("\n").Split('\n');
        lines[0].ShouldBe("survey_id,unit,periode,id_luar,unsur_id_1,unsur_id_2,unsur_id_3,unsur_id_4,unsur_id_5,unsur_id_6,unsur_id_7,unsur_id_8,unsur_id_9,kertas");
        lines.Length.ShouldBe(8);
        lines[1].ShouldStartWith("123,DINSOS,2026-10,");
        lines[1].ShouldEndWith(",3,4,3,4,3,3,3,3,4,0");

        await town.Say("ratna", "/ekspor DINSOS 2026-S2 skm");
        await town.With(s => s.GetRequiredService<MakeReports>().Run());
        (await File.ReadAllTextAsync(town.LastTo("ratna").File.ShouldNotBeNull().Path)).ShouldContain("123,DINSOS,2026-10,");

        await town.Say("ratna", "/ekspor DISDIK oktober skm");
        town.LastTo("ratna").Text.ShouldNotContain("sedang dibuat");
    }

    private static async Task<Town> Rated(NationalSurveyServer server, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Reports:Folder"] = Directory.CreateTempSubdirectory("national-").FullName,
            ["NationalSurvey:On"] = "true",
            ["NationalSurvey:BaseUrl"] = server.Url,
            ["NationalSurvey:Token"] = "rahasia-skm",
            ["NationalSurvey:Surveys"] = "DINSOS=123",
            ["NationalSurvey:From"] = "2026-10",
            ["NationalSurvey:PerMinute"] = "0",
        };
        foreach (var (key, value) in settings) all[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        var town = new Town(all, services => services.AddReports(configuration).AddSingleton<PushAnswers>());
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var unit = s.GetRequiredService<Core.Units.UnitCatalog>().Find("DINSOS")!;
            for (var i = 0; i < 14; i++)
            {
                var rating = Fill.Rating(unit, i < 7 ? 202610 : 202611, Answers, i, "Tolong tambah kursi");
                write.Db.Ratings.Add(rating);
                await ScoreSums.Add(write.Db, rating, s.GetRequiredService<Instruments>().Current, 1);
            }

            var few = s.GetRequiredService<Core.Units.UnitCatalog>().Find("DISDIK")!;
            for (var i = 0; i < 4; i++)
            {
                var rating = Fill.Rating(few, 202610, Answers, i);
                write.Db.Ratings.Add(rating);
                await ScoreSums.Add(write.Db, rating, s.GetRequiredService<Instruments>().Current, 1);
            }
        }));
        return town;
    }

    private static Task Push(Town town) => town.With(s => s.GetRequiredService<PushAnswers>().Run());
}
