using Core.Ratings;

namespace Tests.Ratings;

public sealed class InstrumentTests
{
    private static readonly Instrument Official = Instruments.Load().Current;

    [Fact]
    public void The_official_questions_are_the_default() => Official.Id.ShouldBe("permenpan-14-2017");

    [Fact]
    public void Question_eight_asks_for_the_building_and_question_nine_for_complaints()
    {
        Official.Questions.Select(q => q.UnsurCode).ShouldBe(["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U9", "U8"]);
        Official.Questions[7].Text("id").ShouldBe("Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?");
        Official.Questions[8].Answers("id")
            .ShouldBe(["Tidak ada", "Ada tetapi tidak berfungsi", "Berfungsi kurang maksimal", "Dikelola dengan baik"]);
    }

    [Fact]
    public void The_cost_is_answered_from_very_expensive_to_free() =>
        Official.Questions[3].Answers("id").ShouldBe(["Sangat mahal", "Cukup mahal", "Murah", "Gratis"]);

    [Fact]
    public void Every_question_is_told_in_every_language()
    {
        foreach (var question in Official.Questions)
        {
            question.Text("en").ShouldNotBe(question.Text("id"));
            question.Answers("en").ShouldNotBe(question.Answers("id"));
            question.Text("fr").ShouldBe(question.Text("id"));
        }
    }

    [Fact]
    public void Answers_are_summed_by_unsur_and_not_by_place()
    {
        var answers = Official.Questions.ToDictionary(q => q.Code, q => q.Number % 4 + 1);

        Official.Sum(answers).ShouldBe([2, 3, 4, 1, 2, 3, 4, 2, 1]);
        Official.IsComplete(answers).ShouldBeTrue();
    }

    [Fact]
    public void A_missing_answer_leaves_its_unsur_empty()
    {
        var answers = Official.Questions.Where(q => q.Code != "U4").ToDictionary(q => q.Code, _ => 4);

        Official.Sum(answers)[3].ShouldBeNull();
        Official.IsComplete(answers).ShouldBeFalse();
    }

    [Fact]
    public void An_answer_outside_one_to_four_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Official.Sum(new Dictionary<string, int> { ["U1"] = 5 }));

    [Fact]
    public void An_instrument_of_sixteen_questions_is_added_as_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("instrument-").FullName;
        File.WriteAllText(Path.Combine(folder, "sixteen.json"), Json("sixteen-2026", [2, 3, 1, 3, 1, 1, 3, 1, 1]));

        var sixteen = Instruments.Load("sixteen-2026", folder).Current;

        sixteen.Questions.Count.ShouldBe(16);
        sixteen.Items.ShouldBe([2, 3, 1, 3, 1, 1, 3, 1, 1]);
        sixteen.Sum(sixteen.Questions.ToDictionary(q => q.Code, _ => 3)).ShouldBe([6, 9, 3, 9, 3, 3, 9, 3, 3]);
        sixteen.Sum(sixteen.Questions.Skip(1).ToDictionary(q => q.Code, _ => 3))[0].ShouldBeNull();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Everything_wrong_with_a_file_is_named_at_once()
    {
        var json = Json("Bad Id", [0, 7, 1, 1, 1, 1, 1, 1, 1]).Replace("\"d\"]", "\"c\"]", StringComparison.Ordinal);

        var message = Should.Throw<FormatException>(() => Instrument.Parse(json, "bad.json")).Message;

        message.ShouldStartWith("bad.json: ");
        message.ShouldContain("Bad Id");
        message.ShouldContain("U1 has 0 questions");
        message.ShouldContain("U2 has 7 questions");
        message.ShouldContain("four different answers");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"id\":\"x-1\"}")]
    [InlineData("{\"id\":\"x-1\",\"source\":\"\",\"questions\":[],\"more\":1}")]
    public void A_file_that_is_no_instrument_is_refused_by_name(string json) =>
        Should.Throw<FormatException>(() => Instrument.Parse(json, "broken.json")).Message.ShouldContain("broken.json");

    [Fact]
    public void An_unknown_current_instrument_is_refused() => Should.Throw<FormatException>(() => Instruments.Load("nothing"));

    private static string Json(string id, int[] items)
    {
        var questions = items.SelectMany((count, u) => Enumerable.Range(1, count).Select(i =>
            $$$"""{"code":"u{{{u + 1}}}q{{{i}}}","unsur":"U{{{u + 1}}}","text":{"id":"?"},"answers":{"id":["a","b","c","d"]}}"""));
        return $$"""{"id":"{{id}}","source":"test","questions":[{{string.Join(',', questions)}}]}""";
    }
}
