namespace Tests.CommandLine;

[Trait("Database", "any")]
public sealed class CommandTests : IDisposable
{
    private readonly Installation _here = new();

    [Fact]
    public async Task An_unknown_command_gets_an_explanation()
    {
        var (code, said) = await _here.Run("dokter");

        code.ShouldBe(2);
        said.ShouldContain("There is no command \"dokter\".");
        said.ShouldContain("doctor");
    }

    [Fact]
    public async Task Help_is_no_mistake() => (await _here.Run("--help")).Code.ShouldBe(0);

    [Fact]
    public async Task A_wrong_option_is_named() =>
        (await _here.Run("backup", "x.zip", "--fast")).ShouldBe((2,
            $"backup knows no option --fast.{"\n"}Use it so: backup [FILE]{Environment.NewLine}"));

    [Fact]
    public async Task The_doctor_is_content_with_a_fresh_installation()
    {
        var (code, said) = await _here.Run("doctor");

        said.ShouldContain("Nothing to mend, but there is no database here yet.");
        said.ShouldContain("Has it run before?");
        code.ShouldBe(0);
        File.Exists(_here.Database).ShouldBeFalse("looking must not make a database");
    }

    [Fact]
    public async Task The_doctor_names_every_wrong_setting_at_once()
    {
        var (code, said) = await _here.Run("doctor", "--Instansi:TimeZone=Asia/Payakumbuh", "--Scores:MinimumRespondents=0");

        code.ShouldBe(1);
        said.ShouldContain("Asia/Payakumbuh");
        said.ShouldContain("MinimumRespondents");
        said.ShouldContain("2 to mend.");
    }

    [Fact]
    public async Task The_doctor_tells_a_place_where_the_first_start_could_make_no_database()
    {
        var file = _here.Write("bukan-folder", "");

        var (code, said) = await _here.Run("doctor", $"--Database:ConnectionString=Data Source={file}/data/bot.db");

        code.ShouldBe(1);
        said.ShouldContain("is not there yet and cannot be made");
    }

    [Fact]
    public async Task The_doctor_sees_a_key_that_others_can_read_and_a_database_that_is_damaged()
    {
        await _here.Run("seed-demo", "--asn", "3");
        _here.LetGo();
        File.SetUnixFileMode(_here.KeyFile, (UnixFileMode)0b110_100_100);
        (await _here.Run("doctor")).Said.ShouldContain($"chmod 600 {_here.KeyFile}");

        _here.LetGo();
        await File.WriteAllBytesAsync(_here.Database, new byte[8192]);
        foreach (var log in new[] { "-wal", "-shm" }) File.Delete(_here.Database + log);
        var (code, said) = await _here.Run("doctor");
        code.ShouldBe(1);
        said.ShouldContain("restore a backup");
    }

    [Fact]
    public async Task Made_up_data_is_the_same_every_time_and_its_sums_agree_with_it()
    {
        (await _here.Run("seed-demo", "--ratings", "2000", "--months", "3", "--asn", "40")).Code.ShouldBe(0);

        _here.Count("select count(*) from ratings").ShouldBe(2000);
        _here.Count("select count(*) from quick_ratings").ShouldBe(100);
        _here.Count("select sum(respondents) from monthly_sums").ShouldBe(_here.Count("select count(*) from ratings where published"));
        _here.Count("select count(*) from ratings where not published").ShouldBeInRange(0, 6 * 5); // of each unit's running month
        _here.Count("select sum(s4) from monthly_sums").ShouldBe(_here.Count("select sum(u4) from ratings where published"));
        _here.Count(
            "select count(*) from memberships m join people p on p.id = m.person_id where p.channel = 'telegram' and m.role = 'Asn'")
                .ShouldBe(40);
        _here.Count("select count(*) from people where address = '8000000001'").ShouldBe(1);

        var before = _here.Count("select sum(u1 * (id % 1000)) from ratings");
        await _here.Run("seed-demo", "--ratings", "2000", "--months", "3");
        _here.Count("select count(*) from ratings").ShouldBe(2000);
        _here.Count("select sum(u1 * (id % 1000)) from ratings").ShouldBe(before);
    }

    [Fact]
    public async Task Made_up_data_never_stands_beside_real_data()
    {
        using var said = new StringWriter();
        await Bot.CommandLine.TerminalTalk.Talk(Bot.CommandLine.ParsedCommandLine.Parse(["chat", .. _here.Settings]), new StringReader(""),
            said);

        var (code, why) = await _here.Run("seed-demo", "--ratings", "10");

        code.ShouldBe(1);
        why.ShouldContain("real ratings or people");
        _here.Count("select count(*) from ratings").ShouldBe(0);
    }

    [Theory]
    [InlineData("force")]
    [InlineData("close-others")]
    [InlineData("accept-loss")]
    [InlineData("tree")]
    [InlineData("from-bucket")]
    [InlineData("look")]
    public void A_word_behind_an_option_that_stands_alone_is_the_command_s(string option)
    {
        var line = Bot.CommandLine.ParsedCommandLine.Parse(["restore", $"--{option}", "cadangan.zip"]);

        (line.Has(option), line.Words.SingleOrDefault()).ShouldBe((true, "cadangan.zip"));
    }

    [Fact]
    public async Task One_can_talk_with_the_service_in_the_terminal()
    {
        using var said = new StringWriter();
        var typed = new StringReader("/nilai DPMPTSP\n4\n3\n/batal\nexit\n");

        (await Bot.CommandLine.TerminalTalk.Talk(Bot.CommandLine.ParsedCommandLine.Parse(["chat", .. _here.Settings]), typed,
            said)).ShouldBe(0);

        said.ToString().ShouldContain("1/9");
        said.ToString().ShouldContain("3/9");
        _here.Count("select count(*) from ratings where state = 'Incomplete' and not made_up").ShouldBe(1);
    }

    public void Dispose() => _here.Dispose();
}
