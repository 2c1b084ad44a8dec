using Bot.Database;
using Core.Outbox;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Tests.Support;

namespace Tests.Telegram;

public sealed class PollingTests
{
    [Fact]
    public async Task What_is_said_is_received_once_and_then_confirmed()
    {
        await using var line = await Line.Open();
        using var poller = line.Poller();
        await poller.StartAsync(default);
        line.Server.Say(42, "Halo");
        line.Server.Say(43, "Hai");
        await line.Server.Until(() => line.Server.Pending == 0 && line.Heard.Count == 2, "both are confirmed");
        line.Heard.Select(h => h.Text).ShouldBe(["Halo", "Hai"]);
        line.Health.AskedSince.ShouldNotBeNull();
        await poller.StopAsync(default);
        line.Server.Violations.ShouldBeEmpty();
        line.Server.Redelivered.ShouldBe(0);
    }

    [Fact]
    public async Task A_reply_comes_with_what_the_bot_had_said()
    {
        await using var line = await Line.Open();
        line.Server.Chat(42);
        await line.Send(42, "Petugas bertanya tentang pengaduan K7QF-3MXW-E");
        using var poller = line.Poller();
        await poller.StartAsync(default);
        line.Server.Reply(42, "Pak Anton", line.Server.Chat(42).Last!.Text);
        line.Server.Reply(42, "Pak Budi", "K7QF-3MXW-E", bot: false);
        await line.Server.Until(() => line.Server.Pending == 0 && line.Heard.Count == 2, "both are confirmed");
        line.Heard.Select(h => h.Replied).ShouldBe(["Petugas bertanya tentang pengaduan K7QF-3MXW-E", null]);
        await poller.StopAsync(default);
    }

    [PostgresFact]
    public async Task Of_several_workers_the_one_that_leads_asks_and_after_its_end_the_next()
    {
        await using var database = TestDatabase.New();
        await using var second = WorkersOn(database, "dua");
        await using var line = await Line.Open();
        line.Workers = second;
        using var waiting = line.Poller();
        await using (var first = WorkersOn(database, "satu"))
        {
            await first.Join(default);
            await first.TakePart(default);
            await second.Join(default);
            await second.TakePart(default);
            (first.Leads, second.Leads).ShouldBe((true, false));
            await waiting.StartAsync(default);
            line.Workers = first;
            using var asking = line.Poller();
            await asking.StartAsync(default);
            line.Server.Say(42, "Halo");
            await line.Server.Until(() => line.Server.Pending == 0, "the leader takes it");
            line.Log.All.Split("listening as").Length.ShouldBe(2, "one of them asks");
            await asking.StopAsync(default);
        }

        line.Server.Say(42, "Lagi");
        await line.Server.Until(() => line.Server.Pending == 0, "the next one takes it");
        await waiting.StopAsync(default);
        line.Heard.Select(h => h.Text).ShouldBe(["Halo", "Lagi"]);
    }

    [PostgresFact]
    public async Task A_worker_that_is_still_starting_has_its_name_but_no_chat_waits_for_it()
    {
        await using var database = TestDatabase.New();
        await using var starting = WorkersOn(database, "dua");
        await using var working = WorkersOn(database, "satu");
        await starting.Join(default);
        await working.Join(default);
        await working.TakePart(default);
        working.Place!.Names.ShouldBe(["satu"]);
        (starting.Place, starting.Leads).ShouldBe((null, false));
        await starting.TakePart(default);
        starting.Place!.Names.ShouldBe(["dua", "satu"]);
    }

    private static PostgresWorkers WorkersOn(TestDatabase database, string name) => new(
        Options.Create(new DatabaseOptions { Provider = "postgres", ConnectionString = database.ConnectionString }),
        Options.Create(new OutboxOptions { Instance = name }), NullLogger<PostgresWorkers>.Instance);

    [Fact]
    public async Task Nothing_is_confirmed_before_it_is_stored()
    {
        await using var line = await Line.Open();
        var asked = new TaskCompletionSource();
        var stored = new TaskCompletionSource();
        line.Receive = _ =>
        {
            asked.TrySetResult();
            return stored.Task;
        };
        using var poller = line.Poller();
        await poller.StartAsync(default);
        line.Server.Say(42, "Halo");
        await asked.Task;
        line.Server.Pending.ShouldBe(1);
        stored.SetResult();
        await line.Server.Until(() => line.Server.Pending == 0, "it is confirmed");
        await poller.StopAsync(default);
    }

    [Fact]
    public async Task What_cannot_be_stored_comes_again_and_its_press_is_acknowledged_once()
    {
        await using var line = await Line.Open(new HurriedTime());
        await Card(line);
        var failures = 3;
        line.Receive = _ => failures-- > 0 ? throw new IOException("disk full of Ani's words") : Task.CompletedTask;
        using var poller = line.Poller();
        await poller.StartAsync(default);
        line.Server.Press(42, "Ya");
        await line.Server.Until(() => line.Server.Pending == 0 && line.Server.Calls("answerCallbackQuery") == 1, "it is confirmed");
        await poller.StopAsync(default);
        line.Heard.Single().Press.ShouldBe("y");
        line.Server.Calls("answerCallbackQuery").ShouldBe(1);
        line.Server.Violations.ShouldBeEmpty();
        line.Log.All.ShouldNotContain("Ani");
    }

    [Fact]
    public async Task A_press_is_acknowledged_before_it_is_stored()
    {
        await using var line = await Line.Open();
        await Card(line);
        line.Receive = async _ => await line.Server.Until(() => line.Server.Calls("answerCallbackQuery") == 1, "the press is acknowledged");
        using var poller = line.Poller();
        await poller.StartAsync(default);
        line.Server.Press(42, "Ya");
        await line.Server.Until(() => line.Server.Pending == 0, "it is confirmed");
        await poller.StopAsync(default);
    }

    [Fact]
    public async Task A_stop_confirms_what_is_stored()
    {
        await using var line = await Line.Open();
        var going = new TaskCompletionSource();
        var stored = new TaskCompletionSource();
        line.Receive = _ =>
        {
            going.TrySetResult();
            return stored.Task;
        };
        using var poller = line.Poller();
        await poller.StartAsync(default);
        line.Server.Say(42, "Halo");
        await going.Task;
        var stop = poller.StopAsync(default);
        stored.SetResult();
        await stop;
        line.Server.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task A_new_process_goes_on_where_the_old_one_was_killed()
    {
        await using var line = await Line.Open();
        line.Server.Say(42, "satu");
        var first = new TaskCompletionSource();
        line.Receive = async _ =>
        {
            first.TrySetResult();
            await new TaskCompletionSource().Task; // it dies before it is done
        };
        var killed = line.Poller();
        await killed.StartAsync(default);
        await first.Task;
        line.Server.Say(42, "dua");
        line.Receive = _ => Task.CompletedTask;
        using var next = line.Poller();
        await next.StartAsync(default);
        await line.Server.Until(() => line.Server.Pending == 0, "all is confirmed");
        await next.StopAsync(default);
        line.Heard.Select(h => h.Text).ShouldBe(["satu", "dua"]);
        line.Server.Redelivered.ShouldBe(1);
    }

    [Fact]
    public async Task Trouble_on_the_line_is_waited_out_longer_each_time()
    {
        var time = new HurriedTime();
        await using var line = await Line.Open(time);
        line.Server.Say(42, "Halo");
        line.Server.Faults.Next("getUpdates", BotApiFault.Html, BotApiFault.Cut, BotApiFault.ServerError, BotApiFault.CutAfterAccepting,
            BotApiFault.Error(409, "Conflict: x"), BotApiFault.Cut, BotApiFault.Cut);
        using var poller = line.Poller();
        await poller.StartAsync(default);
        await line.Server.Until(() => line.Server.Pending == 0, "the line is good again");
        await poller.StopAsync(default);
        time.Waits.Select(w => w.TotalSeconds).ShouldBe([1, 2, 4, 8, 16, 30, 30]);
        line.Heard.Single().Text.ShouldBe("Halo");
        line.Health.Trouble.ShouldBeNull();
        line.Health.LastContact.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_wrong_token_is_named_and_asking_goes_on_every_minute()
    {
        var time = new HurriedTime();
        await using var line = await Line.Open(time, token: "1:salah-salah-salah");
        using var poller = line.Poller();
        await poller.StartAsync(default);
        await line.Server.Until(() => time.Waits.Count > 3, "it asks again and again");
        await poller.StopAsync(default);
        time.Waits.ShouldAllBe(w => w == TimeSpan.FromMinutes(1));
        line.Health.Trouble.ShouldBe("the token is not accepted");
        line.Log.All.ShouldContain("set Telegram:Token");
        line.Log.All.ShouldNotContain("salah-salah");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_401_of_whomever_switches_nothing_off(bool isThePlatforms)
    {
        await using var line = await Line.Open(new HurriedTime());
        line.Server.Say(42, "Halo");
        var fault = isThePlatforms ? BotApiFault.Error(401, "Unauthorized") : new BotApiFault(401, "<html>please log in</html>");
        line.Server.Faults.Next("getUpdates", fault, fault, fault);
        using var poller = line.Poller();
        await poller.StartAsync(default);
        await line.Server.Until(() => line.Server.Pending == 0, "the line is good again");
        await poller.StopAsync(default);
        line.Log.All.Contains("the token is not accepted").ShouldBe(isThePlatforms);
        line.Health.Trouble.ShouldBeNull();
    }

    [Theory]
    [InlineData("5000000")]
    [InlineData("1e300")]
    [InlineData("-5")]
    [InlineData("\"soon\"")]
    [InlineData("null")]
    public async Task No_silence_that_is_asked_for_ends_the_asking_or_lasts_for_days(string seconds)
    {
        var time = new HurriedTime();
        await using var line = await Line.Open(time);
        line.Server.Say(42, "Halo");
        var parameters = $$$"""{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":{{{seconds}}}}}""";
        line.Server.Faults.Next("getUpdates", new BotApiFault(429, parameters));
        using var poller = line.Poller();
        await poller.StartAsync(default);
        await line.Server.Until(() => line.Server.Pending == 0, "the line is good again");
        await poller.StopAsync(default);
        time.Waits.Max().ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        line.Heard.Single().Text.ShouldBe("Halo");
    }

    [Theory]
    [InlineData("""{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":42,"type":"private"},"photo":[null]}}""")]
    [InlineData("""{"update_id":"1","message":{"message_id":1,"date":1,"chat":{"id":42,"type":"private"},"text":["x"]}}""")]
    [InlineData("""{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":42,"type":"private"},"text":"\ud800"}}""")]
    [InlineData("""{"update_id":1,"a_kind_to_come":{"a":[1]}}""")]
    [InlineData("""{"update_id":123456789012345678901234567890}""")]
    [InlineData("""{"message":{}}""")]
    [InlineData("""{"update_id":2147483647}""")]
    [InlineData("""{"update_id":-5}""")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("deep:[")]
    [InlineData("deep:{\"reply_to_message\":")]
    [InlineData("deep:{\"rich_message\":")]
    public async Task One_odd_update_never_holds_up_the_rest(string odd)
    {
        await using var line = await Line.Open();
        if (odd.StartsWith("deep:", StringComparison.Ordinal)) odd = Deep(odd["deep:".Length..], 1000);
        const string Good =
            """{"update_id":2,"message":{"message_id":1,"date":1,"from":{"id":42,"is_bot":false,"first_name":"A"},"chat":{"id":42,"type":"private"},"text":"Halo"}}""";
        line.Server.Faults.Next("getUpdates", new BotApiFault(200, $$"""{"ok":true,"result":[{{odd}},{{Good}}]}"""));
        using var poller = line.Poller();
        await poller.StartAsync(default);
        await line.Server.Until(() => line.Heard.Any(h => h.Text == "Halo") && line.Server.LastOffset == 3,
            "the next one is heard and confirmed");
        await poller.StopAsync(default);
    }

    [Fact]
    public async Task What_is_passed_over_is_counted_and_told_without_a_word_of_it()
    {
        using var traces = new Traces();
        await using var line = await Line.Open();
        const string Odd =
            """{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":42,"type":"private"},"text":["rahasia Ani"]}}""";
        line.Server.Faults.Next("getUpdates", new BotApiFault(200, $$"""{"ok":true,"result":[{{Odd}}]}"""));
        using var poller = line.Poller();
        await poller.StartAsync(default);
        await line.Server.Until(() => line.Server.LastOffset == 2, "it is confirmed");
        await poller.StopAsync(default);
        line.Health.PassedOver.ShouldBe(1);
        line.Log.All.ShouldContain(
            $"update 1 (message, {Odd.Length} bytes) has an unknown shape and is passed over: JsonException at $.message.text");
        line.Log.All.ShouldNotContain("Ani");
        traces.All.ShouldContain("suara.telegram.passed_over [kind, message]");
    }

    [Fact]
    public async Task The_line_is_known_to_be_good_before_anybody_writes()
    {
        await using var line = await Line.Open();
        using var poller = line.Poller();
        await poller.StartAsync(default);
        await line.Server.Until(() => line.Server.Calls("getUpdates") > 0, "it listens");
        line.Health.LastContact.ShouldNotBeNull();
        await poller.StopAsync(default);
    }

    [Fact]
    public async Task Updates_numbered_anew_after_a_silent_week_are_heard()
    {
        await using var line = await Line.Open();
        line.Options.PollSeconds = 0;
        using var poller = line.Poller();
        await poller.StartAsync(default);
        line.Server.Say(42, "satu");
        await line.Server.Until(() => line.Server.Pending == 0, "the first is confirmed");
        var polls = line.Server.Calls("getUpdates");
        await line.Server.Until(() => line.Server.Calls("getUpdates") > polls + 2, "an empty answer came");
        line.Server.NumberUpdatesFrom(1000);
        line.Server.Say(42, "dua");
        await line.Server.Until(() => line.Heard.Count == 2 && line.Server.Pending == 0, "the second is heard");
        await poller.StopAsync(default);
    }

    [Fact]
    public async Task The_token_is_in_no_log_no_error_no_trace_and_no_metric_whatever_fails()
    {
        using var traces = new Traces();
        await using var line = await Line.Open(new HurriedTime());
        BotApiFault[] all = [BotApiFault.Html, BotApiFault.Cut, BotApiFault.ServerError, BotApiFault.Flood(3), BotApiFault.HtmlThatSaysOk,
            BotApiFault.CutAfterAccepting];
        line.Server.Faults.Next("getUpdates", all);
        line.Server.Faults.Next("getFile", BotApiFault.Html);
        using var poller = line.Poller();
        await poller.StartAsync(default);
        line.Server.Say(42, "Halo");
        await line.Server.Until(() => line.Server.Pending == 0, "the line is good again");
        var error = await Should.ThrowAsync<IOException>(() => line.Channel.OpenFile("file0", default));
        await poller.StopAsync(default);
        await line.Server.DisposeAsync();
        var outcome = await line.Send(42, "Halo");
        var gone = await Should.ThrowAsync<IOException>(() => line.Client.Download("documents/file0", default));
        var refused = await Should.ThrowAsync<RequestException>(() => line.Client.SendRequest(new GetMeRequest()));
        var traced = traces.About(line.Server.Url);
        traced.ShouldContain("http.client");
        foreach (var text in new[] { line.Log.All, traced, $"{error}", $"{outcome}", $"{gone}", $"{refused}" })
            text.ShouldNotContain(line.Server.Token.Split(':')[1]);
        line.Log.All.ShouldContain("Warning");
    }

    private static string Deep(string open, int depth)
    {
        var close = open[0] == '[' ? "]" : "}";
        var nest = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
        var part = open[0] == '[' ? $"\"a_part_to_come\":{nest}" : nest[1..^1];
        return $$$"""{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":42,"type":"private"},{{{part}}}}}""";
    }

    private static async Task Card(Line line)
    {
        line.Server.Chat(42);
        await line.Send(new() { Address = "42", Text = "Yakin?", Rows = [[new("Ya", "y")]] });
    }
}
