using System.Net;
using System.Text;
using Bot.Telegram;
using Bot.Telegram.Updates;
using Core.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tests.Support;

namespace Tests.Telegram;

public sealed class WebhookTests
{
    private const string Secret = "rahasia-uji";
    private const string Update =
        """{"update_id":7,"message":{"message_id":1,"from":{"id":42,"is_bot":false,"first_name":"A"},"chat":{"id":42,"type":"private"},"date":1,"text":"Halo"}}""";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("salah")]
    [InlineData("rahasia-ujI")]
    [InlineData("rahasia-uji-lebih")]
    public async Task Without_the_right_secret_nothing_is_taken(string? secret)
    {
        await using var hook = await Hook.Open();
        (await hook.Post(Update, secret)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        hook.Line.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_the_secret_the_update_is_received_and_then_confirmed()
    {
        await using var hook = await Hook.Open();
        (await hook.Post(Update, Secret)).StatusCode.ShouldBe(HttpStatusCode.OK);
        hook.Line.Heard.Single().Text.ShouldBe("Halo");
    }

    [Fact]
    public async Task What_cannot_be_stored_is_not_confirmed()
    {
        await using var hook = await Hook.Open();
        hook.Line.Receive = _ => throw new IOException("disk full");
        var answer = await hook.Post(Update, Secret);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"update_id":8,"something_new":{"a":1}}""")]
    [InlineData("""{"update_id":9,"message":"?"}""")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("""{"update_id":"10","message":{"message_id":1,"date":1,"chat":{"id":42,"type":"private"},"photo":[null]}}""")]
    [InlineData("""{"update_id":11,"message":{"message_id":1,"date":1,"chat":{"id":{},"type":"private"},"text":5}}""")]
    [InlineData("""{"update_id":12,"callback_query":{"id":null,"from":null,"data":"x"}}""")]
    public async Task Unknown_kinds_and_shapes_are_confirmed(string body)
    {
        await using var hook = await Hook.Open();
        (await hook.Post(body, Secret)).StatusCode.ShouldBe(HttpStatusCode.OK);
        hook.Line.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task That_the_platform_cannot_call_is_told_with_its_words_until_it_can_again()
    {
        await using var hook = await Hook.Open();
        hook.Line.Server.WebhookErrorAt = hook.Time.GetUtcNow;
        hook.Line.Server.WebhookError = "SSL error {error:0A000086:SSL routines::certificate verify failed}";
        hook.Line.Receive = _ => throw new IOException("disk full");
        await hook.Line.Server.Until(() => hook.Line.Server.HasWebhook, "the webhook is set");
        hook.Line.Server.Say(42, "satu");
        await hook.Line.Server.Until(() => hook.Health.Fault is not null, "it was looked at");
        hook.Health.AskedSince.ShouldNotBeNull();
        hook.Health.Fault.ShouldBe("Telegram cannot call us: SSL error {error:0A000086:SSL routines::certificate verify failed}");
        hook.Line.Server.WebhookError = null;
        await hook.Line.Server.Until(() => hook.Health.Fault is null, "it was looked at again");
    }

    [Fact]
    public async Task A_huge_body_is_refused()
    {
        await using var hook = await Hook.Open();
        (await hook.Post(new string(' ', 2_000_000), Secret)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Telegram_is_told_where_to_call_and_calls_until_it_is_stored()
    {
        await using var hook = await Hook.Open();
        await hook.Line.Server.Until(() => hook.Line.Server.HasWebhook, "the webhook is set");
        var failures = 1;
        hook.Line.Receive = _ => failures-- > 0 ? throw new IOException("disk full") : Task.CompletedTask;
        hook.Line.Server.Say(42, "satu");
        hook.Line.Server.Say(42, "dua");
        await hook.Line.Server.Until(() => hook.Line.Server.Pending == 0, "both are confirmed");
        hook.Line.Heard.Select(h => h.Text).ShouldBe(["satu", "dua"]);
        hook.Line.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_press_is_acknowledged_in_the_answer_to_the_call()
    {
        await using var hook = await Hook.Open();
        await hook.Line.Server.Until(() => hook.Line.Server.HasWebhook, "the webhook is set");
        await Card(hook);
        hook.Line.Server.Press(42, "Ya");
        await hook.Line.Server.Until(() => hook.Line.Server.Pending == 0, "it is confirmed");

        hook.Line.Heard.Single().Press.ShouldBe("y");
        (hook.Line.Server.InPlace("answerCallbackQuery"), hook.Line.Server.Calls("answerCallbackQuery")).ShouldBe((1, 0));
        hook.Line.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_press_that_takes_long_to_handle_is_acknowledged_by_a_call_meanwhile()
    {
        await using var hook = await Hook.Open();
        await hook.Line.Server.Until(() => hook.Line.Server.HasWebhook, "the webhook is set");
        await Card(hook);
        hook.Line.Receive = async _ =>
            await hook.Line.Server.Until(() => hook.Line.Server.Calls("answerCallbackQuery") == 1, "the press is acknowledged");
        hook.Line.Server.Press(42, "Ya");
        await hook.Line.Server.Until(() => hook.Line.Server.Pending == 0, "it is confirmed");

        hook.Line.Server.InPlace("answerCallbackQuery").ShouldBe(0);
        hook.Line.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    [Slow]
    public async Task A_press_that_cannot_be_stored_and_comes_again_is_acknowledged_once()
    {
        await using var hook = await Hook.Open();
        await hook.Line.Server.Until(() => hook.Line.Server.HasWebhook, "the webhook is set");
        await Card(hook);
        var failures = 3;
        hook.Line.Receive = _ => failures-- > 0 ? throw new IOException("disk full") : Task.CompletedTask;
        hook.Line.Server.Press(42, "Ya");
        await hook.Line.Server.Until(() => hook.Line.Server.Pending == 0 && hook.Line.Server.Calls("answerCallbackQuery") == 1,
            "it is confirmed");

        hook.Line.Server.InPlace("answerCallbackQuery").ShouldBe(0);
        hook.Line.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_platform_wants_silence_nothing_is_said_in_the_answer_either()
    {
        await using var hook = await Hook.Open(new FakeTimeProvider()); // the silence lasts
        await hook.Line.Server.Until(() => hook.Line.Server.HasWebhook, "the webhook is set");
        await Card(hook);
        hook.Line.Server.Faults.Next("sendMessage", BotApiFault.Flood(600));
        await hook.Channel.Send(new() { Address = "42", Text = "Halo" }, default);
        hook.Line.Server.Press(42, "Ya");
        await hook.Line.Server.Until(() => hook.Line.Server.Pending == 0, "it is confirmed");

        hook.Line.Heard.Single().Press.ShouldBe("y");
        hook.Line.Server.InPlace("answerCallbackQuery").ShouldBe(0);
    }

    private static async Task Card(Hook hook)
    {
        hook.Line.Server.Chat(42);
        await hook.Channel.Send(new() { Address = "42", Text = "Puas?", Rows = [[new("Ya", "y")]] }, default);
    }

    private sealed class Hook(Line line, WebApplication app) : IAsyncDisposable
    {
        private readonly HttpClient _http = new() { BaseAddress = new Uri(app.Urls.Single()) };

        public Line Line => line;

        public TimeProvider Time => app.Services.GetRequiredService<TimeProvider>();

        public IChannel Channel => app.Services.GetRequiredService<IChannel>();

        public TelegramHealth Health => app.Services.GetRequiredService<TelegramHealth>();

        public static async Task<Hook> Open(TimeProvider? time = null)
        {
            var line = await Line.Open();
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            builder.Services.AddRoutingCore();
            builder.Logging.ClearProviders().AddProvider(line.Log);
            var port = FreePort();
            builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Telegram:Token"] = line.Server.Token,
                ["Telegram:BaseUrl"] = line.Server.Url,
                ["Telegram:BotName"] = line.Server.BotName,
                ["Telegram:Mode"] = "webhook",
                ["Telegram:Webhook:Url"] = $"http://127.0.0.1:{port}/telegram/webhook",
                ["Telegram:Webhook:SecretToken"] = Secret,
            });
            builder.Services.AddSingleton<ReceiveInbound>(line.Take).AddSingleton(time ?? new HurriedTime());
            builder.Services.AddTelegram(builder.Configuration);
            var app = builder.Build();
            app.UseRouting();
            app.MapTelegramWebhook();
            await app.StartAsync();
            return new(line, app);
        }

        public async Task<HttpResponseMessage> Post(string body, string? secret)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post,
                "/telegram/webhook")
            { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            if (secret is not null) request.Headers.TryAddWithoutValidation("X-Telegram-Bot-Api-Secret-Token", secret);
            return await _http.SendAsync(request);
        }

        public async ValueTask DisposeAsync()
        {
            _http.Dispose();
            using var now = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await app.StopAsync(now.Token);
            await app.DisposeAsync();
            await line.DisposeAsync();
        }

        private static int FreePort()
        {
            using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            socket.Start();
            return ((IPEndPoint)socket.LocalEndpoint).Port;
        }
    }
}
